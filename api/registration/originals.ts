import { lackOf } from '../../workflows/registration/checklist.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { checkedItems } from './record.ts';

/** What still lies before an applicant whom nothing is asked of now, by the labels of the list. */
export interface StillDue {
  /** Originals that nobody has seen yet (REG-4, REG-9). */
  originals: string[];
  /** Copies that have not come; the office will ask for them (REG-13). */
  copies: string[];
  /** Where originals are shown (REG-24); null: the text does not say. */
  place: string | null;
}

/** null: nothing, or the case is past its verification. */
export async function stillDue(deps: ApiDeps, intake: Intake, state: string): Promise<StillDue | null> {
  if (intake.sop !== 'registration' || state !== 'diterima') return null;
  const items = await checkedItems(deps, intake);
  const labels = (wanted: (item: (typeof items)[number]) => boolean) => items.filter(wanted).map(({ label }) => label);
  const due = {
    originals: labels(({ original, seen, absent }) => original && seen === null && !absent), copies: labels((item) => lackOf(item) === 'copy'),
    place: intake.rules.registration.place?.value ?? null,
  };
  return due.originals.length + due.copies.length === 0 ? null : due;
}
