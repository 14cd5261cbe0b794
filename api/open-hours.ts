import { officeNow } from '../activities/office.ts';
import { isWorkingTime } from '../calendar/index.ts';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problems.ts';

/** Somebody of the office can be met then: not at night, in a break or on a day off, nor in the very minute of closing. @param at epoch ms. @throws Problem outside-hours */
export async function requireOpen({ db }: ApiDeps, office: string, at: number): Promise<void> {
  const { calendar } = await officeNow(db, office);
  if (!isWorkingTime(calendar, at) || !isWorkingTime(calendar, at + 60_000)) throw new Problem('outside-hours', { field: 'at' });
}
