import type { Rules, Sourced } from '../regulations/rules.ts';
import type { OutageForm } from './outage-form.ts';
import type { WitnessForm } from './witness-form.ts';

/** The form of each kind of paper. */
export interface Forms {
  'berita-acara-kesaksian': WitnessForm;
  'berita-acara-gangguan': OutageForm;
}

export type PaperKind = keyof Forms;

export const outageKind = 'berita-acara-gangguan' satisfies PaperKind;

/** The title and the series of numbers that an office's rules have for a kind of paper. */
export function paperRule({ problem, outage }: Rules, kind: string): { title: string; series: Sourced<string> | null } {
  return kind === outageKind ? outage.paper : problem.witness;
}
