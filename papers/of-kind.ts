import type { Rules } from '../regulations/rules.ts';
import { drillPaper } from './drill.ts';
import type { DrillForm } from './drill-form.ts';
import { destructionKind, drillKind, handoverKind, outageKind } from './kinds.ts';
import { destructionPaper, handoverPaper } from './media.ts';
import type { DestructionForm, HandoverForm } from './media-form.ts';
import { outagePaper } from './outage.ts';
import type { OutageForm } from './outage-form.ts';
import type { Paper } from './pdf.ts';
import { digestOf } from './sealed-form.ts';
import type { KeptForm } from './sealed-form.ts';
import type { WitnessForm } from './witness-form.ts';
import { witnessPaper } from './witness.ts';

interface Kept { kind: string; rules: Rules; report: string; number: string; createdAt: Date; form: KeptForm['form'] }

/** The paper of any kind from its kept form. */
export function paperOf({ kind, rules, form, ...named }: Kept): Paper {
  const shared = { ...named, office: rules.office, regulation: rules.regulation, digest: digestOf(form) };
  switch (kind) {
    case outageKind: return outagePaper({ ...shared, rule: rules.outage, form: form as OutageForm });
    case handoverKind: return handoverPaper({ ...shared, rule: rules.backup, form: form as HandoverForm });
    case destructionKind: return destructionPaper({ ...shared, rule: rules.backup, form: form as DestructionForm });
    case drillKind: return drillPaper({ ...shared, rule: rules.backup, form: form as DrillForm });
    default: return witnessPaper({ ...shared, rule: rules.problem.witness, form: form as WitnessForm });
  }
}
