import { dataRequestContract } from '../../workflows/data-request/contract.ts';
import { requireSop } from '../cases.ts';
import type { Intake } from '../intake.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';

/** A person's data in one place are only for who gives them. @throws Problem unknown-case, not-your-task */
export function requireGiver(request: Intake, { functions }: Staff): void {
  const { handler } = requireSop(dataRequestContract.sop, request).rules.dataRequest;
  if (!functions.includes(handler)) throw new Problem('not-your-task', { function: handler });
}
