/** Where each clause is carried: the pack's line, the step in the code or the pack's entry that it works on, the test that proves it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { announcementLists, announcementValues } from './announcement-values.ts';
import { backupLists, backupValues } from './backup-values.ts';
import { allClauses } from './clauses.ts';
import type { Clause } from './clauses.ts';
import { readPacks } from './load.ts';
import { userLists } from './user-values.ts';

const ROOT = join(import.meta.dirname, '..');
const CODE = ['workflows/**/*.ts', 'activities/**/*.ts', 'api/**/*.ts', 'papers/**/*.ts', 'db/*.ts'];
const TESTS = ['workflows/**/*.test.ts', 'activities/**/*.test.ts', 'api/**/*.test.ts', 'papers/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts', 'regulations/packs*.test.ts'];

/** What is built: whole groups, or single clauses of a group that is not built yet. A clause of theirs that nothing carries fails a test. */
export const CARRIED: readonly { sop: string; carries: readonly string[] }[] = [
  { sop: 'the problem SOP', carries: ['ERR'] },
  { sop: 'the registration of users', carries: ['REG'] },
  { sop: 'the announcement of maintenance and outages', carries: ['CAP-4', 'CAP-5', 'SEC-7', 'SVC-4', 'STD-33'] },
  { sop: 'backups, their media and restore drills', carries: ['ARC', 'SEC-16', 'SEC-17', 'SEC-18'] },
];

/** Clauses that no step carries, each with the reason. A clause that is neither run nor named here fails a test. */
export const EXPLAINED: Readonly<Record<string, string>> = {
  'REG-19': 'No step is a field visit: Tulang Bawang Barat and Katingan bar it, the other texts do not know it.',
};

export interface Carried {
  clause: Clause;
  /** 'salatiga-41-2024.yaml:52' */
  packs: string[];
  /** 'workflows/problem/desk-work.ts classify' */
  steps: string[];
  /** Entries of a pack that the steps work on: 'registration.items.ktp'. */
  values: string[];
  /** 'workflows/problem/instruction.test.ts' */
  tests: string[];
  explained: string | null;
}

/** @param carries groups ('ERR') or single clauses ('CAP-4') */
export function carriedClauses(carries: readonly string[]): Carried[] {
  const entries = [...readPacks().values()].flatMap((pack) => [...userLists(pack), ...announcementLists(pack), ...announcementValues(pack), ...backupLists(pack), ...backupValues(pack)]);
  const packs = read(['regulations/packs/*.yaml']);
  const code = read(CODE).filter(({ file }) => !file.endsWith('.test.ts') && !file.includes('/testing/'));
  const tests = read(TESTS);
  return allClauses().filter((clause) => carries.includes(clause.group) || carries.includes(clause.id)).map((clause) => {
    const named = new RegExp(`\\b${clause.id}\\b`);
    return {
      clause, explained: EXPLAINED[clause.id] ?? null,
      packs: packs.flatMap(({ file, lines }) => lines.flatMap((line, i) => (line.trim() === `- clause: ${clause.id}` ? [`${file.slice('regulations/packs/'.length)}:${i + 1}`] : []))),
      steps: unique(code.flatMap(({ file, lines }) => lines.flatMap((line, i) => (named.test(line) ? [`${file} ${stepAt(lines, i)}`.trim()] : [])))),
      values: unique(entries.flatMap(({ name, source }) => (source?.kind === 'law' && source.clause === clause.id ? [name] : []))),
      tests: unique(tests.flatMap(({ file, lines }) => (lines.some((line) => named.test(line)) ? [file] : []))),
    };
  });
}

/** The name that the citing line belongs to: its own, or that of the declaration under the comment. */
function stepAt(lines: string[], at: number): string {
  for (const line of lines.slice(at, at + 8)) {
    if (/^\s*(\/?\*|\/\/)/.test(line)) continue;
    // A property of an act: the act is the line that opened it.
    if (/^\s*(by|summary|tags|body)\b/.test(line)) return stepAt([...lines.slice(0, at)].reverse(), 0);
    const name = /^\s*(?:export )?(?:private |readonly |async )*(?:function |class |interface |const |type )?'?([A-Za-z][\w-]*)'?\??\s*[(:={<]/.exec(line)?.[1];
    return name ?? '';
  }
  return '';
}

function read(patterns: string[]): { file: string; lines: string[] }[] {
  return globSync(patterns, { cwd: ROOT }).sort().map((file) => ({ file, lines: readFileSync(join(ROOT, file), 'utf8').split('\n') }));
}

const unique = (values: string[]): string[] => [...new Set(values)];
