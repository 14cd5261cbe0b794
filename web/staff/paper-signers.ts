import { officeNow } from '../../activities/office.ts';
import type { ApiDeps } from '../../api/deps.ts';
import type { Intake } from '../../api/intake.ts';
import type { Option } from '../fields.ts';
import { choicesFor } from './act-fields.ts';
import { nameOf, titleOf } from './desk.ts';
import type { Desk } from './desk.ts';

/** Who may sign the paper of a case for the office now: witnesses of the LPSE, or whom the rules name for an outage. */
export async function signersFor(deps: ApiDeps, desk: Desk, intake: Intake): Promise<Option[]> {
  if (intake.sop !== 'outage') return (await choicesFor(deps, desk, intake)).person ?? [];
  const { signer } = intake.rules.outage.paper;
  const now = await officeNow(deps.db, intake.office);
  return now.holders(signer, Date.now()).map((person) => ({ value: person, label: `${nameOf(desk, person)} (${titleOf(desk, signer)})` }));
}
