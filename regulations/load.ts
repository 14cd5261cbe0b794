/** Packs from YAML: the law of one regulation, checked and with every source resolved. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkPack } from './checks.ts';
import { checkRegistration } from './check-registration.ts';
import { toBackup } from './load-backup.ts';
import type { PackBackup } from './load-backup.ts';
import { toAnnouncements } from './load-announcement.ts';
import type { PackAnnouncements } from './load-announcement.ts';
import { toSections } from './load-registration.ts';
import type { PackSections } from './load-registration.ts';
import { packFile } from './schema.ts';
import type { Norm, PackFile, PackFunction } from './schema.ts';
import type { FunctionCode, ProblemRules, Source, Sourced } from './rules.ts';
import type { Origin } from './schema-parts.ts';
import { withDefaults } from './with-defaults.ts';
import type { WholeSections } from './with-defaults.ts';
import { readYaml } from './yaml.ts';

export { LoadError } from './yaml.ts';

export interface SelectionRole {
  code: string;
  title: string;
  clause: string;
  article: string;
}

/** One regulation. Its sections hold its values before any office has chosen its own. */
export interface Pack extends PackSections, PackAnnouncements, PackBackup {
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
  const sections = withDefaults(value);
  refuse([...checkPack(value), ...checkRegistration(value, sections)]);
  return toPack(value, sections);
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

function toPack(file: PackFile, sections: WholeSections): Pack {
  const articleOf = (clause: string): string => file.law.find((norm) => norm.clause === clause)?.article ?? '';
  const sourceOf = ({ clause, sigap, statute }: Origin): Source => {
    if (clause !== undefined) return { kind: 'law', clause, article: articleOf(clause) };
    return statute === undefined ? { kind: 'sigap', why: sigap ?? '' } : { kind: 'statute', article: statute };
  };
  const resolve = <T>({ value, ...origin }: { value: T } & Origin): Sourced<T> => ({ value, source: sourceOf(origin) });
  const { id, title, short, invented, functions, law, problem, selectionRoles, note } = file;
  return {
    id, title, short, invented, functions, law,
    ...toSections(sections, sourceOf),
    ...toAnnouncements(sections, law, sourceOf),
    ...toBackup(sections, law, sourceOf),
    note: note ?? null,
    selectionRoles: selectionRoles.map((role) => ({ ...role, article: articleOf(role.clause) })),
    problem: {
      roles: problem.roles.map(({ clause, sigap, statute, ...role }) => ({ ...role, source: sourceOf({ clause, sigap, statute }) })),
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
