import { accessLog } from '../db/schema.ts';
import { rankSolved } from '../search/rank.ts';
import { openTexts, sealedTexts, solvedTexts } from '../search/solved.ts';
import { stemsOf } from '../search/stems.ts';
import { termOf } from '../search/terms.ts';
import { findIntake } from './cases.ts';
import type { ApiDeps } from './deps.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';

interface SolutionFilter { category?: string | undefined; limit: number }

/** The first words of a long description say what the later ones repeat. */
const maxTerms = 40;
const excerptLength = 300;

/** Solved cases of the office that hold words of the question, best first (ERR-21). The reading is logged, the question is not. @throws Problem no-function */
export async function searchSolutions(deps: ApiDeps, staff: Staff, question: string, filter: SolutionFilter) {
  requireFunction(staff);
  const [hits] = await Promise.all([solutionsTo(deps, staff.office, question, filter), logReading(deps, staff, null)]);
  return hits;
}

/** Solved cases like this one, by its own description. @throws Problem no-function, unknown-case */
export async function similarSolutions(deps: ApiDeps, staff: Staff, number: string, filter: SolutionFilter) {
  requireFunction(staff);
  const { id, textId } = await findIntake(deps, staff.office, number);
  await logReading(deps, staff, id);
  const question = openTexts(deps.vault, await sealedTexts(deps.db, [textId]), [textId]);
  return solutionsTo(deps, staff.office, question, filter, id);
}

async function logReading({ db }: ApiDeps, { office, person }: Staff, caseId: string | null): Promise<void> {
  await db.insert(accessLog).values({ office, person, what: 'solutions', caseId });
}

async function solutionsTo({ db, vault }: ApiDeps, office: string, question: string, { category, limit }: SolutionFilter, except?: string) {
  const [stems = new Map<string, number>()] = await stemsOf(db, [question]);
  const terms = [...stems.keys()].slice(0, maxTerms).map((stem) => termOf(vault, office, stem));
  const hits = await rankSolved(db, { office, terms, category, except, limit });
  const solved = await solvedTexts(db, hits.map(({ caseId }) => caseId));
  const shown = hits.map(({ caseId, ...hit }) => ({ ...hit, description: solved.get(caseId)?.description, answer: solved.get(caseId)?.answers.at(-1) }));
  const sealed = await sealedTexts(db, shown.flatMap((hit) => [hit.description, hit.answer]).filter((id) => id !== undefined));
  const words = (id: string | undefined) => (id === undefined ? null : excerpt(openTexts(vault, sealed, [id])));
  return shown.map((hit) => ({ ...hit, score: Number(hit.score.toFixed(4)), description: words(hit.description), answer: words(hit.answer) }));
}

/** The beginning, cut between two words. */
function excerpt(text: string): string {
  if (text.length <= excerptLength) return text;
  return `${text.slice(0, excerptLength).replace(/\s+\S*$/, '')} …`;
}
