/** The 203 norms of the four texts by id: the product's vocabulary for "why does it do this". */
import clauses from './clauses.json' with { type: 'json' };

export interface Clause {
  id: string;
  group: string;
  /** Pack id -> where that text says it ('P9(2)'); a text without the norm has no entry. */
  articles: Readonly<Record<string, string | undefined>>;
  /** W duty, O option, X prohibition, D definition; W/O differs by text. */
  force: string;
  demand: string;
}

const all: readonly Clause[] = clauses;
const byId = new Map(all.map((clause) => [clause.id, clause]));

/** A clause id as it stands in a sentence, a pack or a comment. Only the known groups, so that SHA-256 is no clause. */
export const CITATION = /\b(?:DATA|REG|SVC|ERR|SEC|CAP|ARC|STD|RPT|CMP|GOV)-\d+\b/g;

export function findClause(id: string): Clause | undefined {
  return byId.get(id);
}

export function allClauses(): readonly Clause[] {
  return all;
}
