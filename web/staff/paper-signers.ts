import { officeNow } from '../../activities/office.ts';
import type { ApiDeps } from '../../api/deps.ts';
import type { Intake } from '../../api/intake.ts';
import { paperRule } from '../../papers/kinds.ts';
import type { Option } from '../fields.ts';
import { choicesFor } from './act-fields.ts';
import { nameOf, titleOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { paperFormOf } from './paper-form.ts';

/** Who may sign the paper of a case for the office now: witnesses of the LPSE, or whom the rules name for its paper. */
export async function signersFor(deps: ApiDeps, desk: Desk, intake: Intake): Promise<Option[]> {
  const { signer } = paperRule(intake.rules, paperFormOf(intake).kind);
  if (signer === undefined) return (await choicesFor(deps, desk, intake)).person ?? [];
  const now = await officeNow(deps.db, intake.office);
  return now.holders(signer, Date.now()).map((person) => ({ value: person, label: `${nameOf(desk, person)} (${titleOf(desk, signer)})` }));
}
