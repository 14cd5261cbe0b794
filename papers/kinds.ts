import type { FunctionCode, Rules, Sourced } from '../regulations/rules.ts';
import type { DrillForm } from './drill-form.ts';
import type { DestructionForm, HandoverForm } from './media-form.ts';
import type { OutageForm } from './outage-form.ts';
import type { WitnessForm } from './witness-form.ts';

/** The form of each kind of paper. */
export interface Forms {
  'berita-acara-kesaksian': WitnessForm;
  'berita-acara-gangguan': OutageForm;
  'berita-acara-serah-terima-media': HandoverForm;
  'berita-acara-pemusnahan-media': DestructionForm;
  'berita-acara-uji-pemulihan': DrillForm;
}

export type PaperKind = keyof Forms;

export const outageKind = 'berita-acara-gangguan' satisfies PaperKind;

export const handoverKind = 'berita-acara-serah-terima-media' satisfies PaperKind;
export const destructionKind = 'berita-acara-pemusnahan-media' satisfies PaperKind;
export const drillKind = 'berita-acara-uji-pemulihan' satisfies PaperKind;

interface PaperRule { title: string; series: Sourced<string> | null; /** Who signs for the office; absent: whoever is named on the form. */ signer?: FunctionCode }

/** The title, the series of numbers and the signer that an office's rules have for a kind of paper. */
export function paperRule({ problem, outage, backup }: Rules, kind: string): PaperRule {
  switch (kind) {
    case outageKind: return outage.paper;
    case handoverKind: return backup.papers.handover;
    case destructionKind: return backup.papers.destruction;
    case drillKind: return backup.papers.drill;
    default: return problem.witness;
  }
}
