/** Packs from YAML: the law of one regulation, checked and with every source resolved. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkPack } from './checks.ts';
import { packFile } from './schema.ts';
import type { Norm, PackFile, PackFunction } from './schema.ts';
import type { FunctionCode, ProblemRules, Source, Sourced } from './rules.ts';
import { readYaml } from './yaml.ts';

export { LoadError } from './yaml.ts';

export interface SelectionRole {
  code: string;
  title: string;
  clause: string;
  article: string;
}

/** One regulation. `problem` holds its values before any office has chosen its own. */
export interface Pack {
  id: string;
  title: string;
  short: string;
  invented: boolean;
  note: string | null;
  functions: Record<FunctionCode, PackFunction>;
  selectionRoles: SelectionRole[];
  law: Norm[];
  problem: ProblemRules;
}

const FOLDER = join(import.meta.dirname, 'packs');

/** @throws LoadError, one Indonesian sentence with file, line and reason. */
export function loadPack(text: string, file: string): Pack {
  const { value, refuse } = readYaml(packFile, text, file);
  refuse(checkPack(value));
  return toPack(value);
}

/** Every pack of a folder, by id. @throws LoadError on the first that is refused. */
export function readPacks(folder: string = FOLDER): Map<string, Pack> {
  const packs = new Map<string, Pack>();
  for (const name of readdirSync(folder).filter((f) => f.endsWith('.yaml')).sort()) {
    const pack = loadPack(readFileSync(join(folder, name), 'utf8'), `regulations/packs/${name}`);
    packs.set(pack.id, pack);
  }
  return packs;
}

function toPack(file: PackFile): Pack {
  const articleOf = (clause: string): string => file.law.find((norm) => norm.clause === clause)?.article ?? '';
  const sourceOf = ({ clause, sigap }: { clause?: string | undefined; sigap?: string | undefined }): Source =>
    clause === undefined ? { kind: 'sigap', why: sigap ?? '' } : { kind: 'law', clause, article: articleOf(clause) };
  const resolve = <T>(entry: { value: T; clause?: string | undefined; sigap?: string | undefined }): Sourced<T> => ({
    value: entry.value,
    source: sourceOf(entry),
  });
  const { problem, selectionRoles, note, ...rest } = file;
  return {
    ...rest,
    note: note ?? null,
    selectionRoles: selectionRoles.map((role) => ({ ...role, article: articleOf(role.clause) })),
    problem: {
      roles: problem.roles.map(({ clause, sigap, ...role }) => ({ ...role, source: sourceOf({ clause, sigap }) })),
      categories: problem.categories,
      kinds: problem.kinds,
      causes: problem.causes,
      parties: problem.parties,
      substance: problem.substance,
      desk: problem.desk,
      technical: problem.technical,
      coordinator: resolve(problem.coordinator),
      followUp: problem.followUp && resolve(problem.followUp),
      answer: problem.answer && resolve(problem.answer),
      reminderShares: resolve(problem.reminderShares),
      ladder: resolve(problem.ladder),
      rungSpacing: resolve(problem.rungSpacing),
      lkpp: {
        rung: resolve(problem.lkpp.rung),
        approver: resolve(problem.lkpp.approver),
        approvalWindow: resolve(problem.lkpp.approvalWindow),
        grounds: problem.lkpp.grounds,
        routes: problem.lkpp.routes.map((route) => ({ ...route, approval: resolve(route.approval) })),
        chase: resolve(problem.lkpp.chase),
      },
      witness: { ...problem.witness, series: null },
      evaluation: problem.evaluation && resolve(problem.evaluation),
      rootCauseGate: resolve(problem.rootCauseGate),
      confirmWindow: resolve(problem.confirmWindow),
      dataWindow: resolve(problem.dataWindow),
    },
  };
}
