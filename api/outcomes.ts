import { problems } from './problems.ts';
import type { ProblemCode } from './problems.ts';

const done = { joined: 'Laporan ini sudah masuk kelompok.', answered: 'Jawaban terkirim.' } as const;

/** What became of one report in an act on many: what was done, or the problem code of its refusal; null while it is under way. */
export type Outcome = keyof typeof done | ProblemCode | null;

/** The outcome in Bahasa Indonesia. */
export function sentenceOf(outcome: string | null): string {
  if (outcome === null) return 'Jawaban sedang disampaikan; muat ulang kelompok ini sebentar lagi.';
  if (Object.hasOwn(done, outcome)) return done[outcome as keyof typeof done];
  return problems[Object.hasOwn(problems, outcome) ? outcome as ProblemCode : 'internal'][2];
}
