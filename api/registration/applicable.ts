import { z } from 'zod';
import { officeNow } from '../../activities/office.ts';
import { isWorkingTime } from '../../calendar/index.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problems.ts';

const said = z.looseObject({ at: z.string().optional(), files: z.array(z.object({ item: z.string(), sha256: z.string() })).default([]) });

/** What an act on a registration must keep to besides its codes. @throws Problem item-twice, outside-hours */
export async function requireApplicable(deps: ApiDeps, office: string, act: string, body: Record<string, unknown>): Promise<void> {
  const { at, files } = said.parse(body);
  for (const name of ['item', 'sha256'] as const) {
    if (new Set(files.map((file) => file[name])).size < files.length) throw new Problem('item-twice', { field: 'files', allowed: [] });
  }
  if (act === 'book' && at !== undefined) await requireOpen(deps, office, Date.parse(at));
}

/** Somebody of the office can be met then: not at night, in a break or on a day off, nor in the very minute of closing. */
async function requireOpen({ db }: ApiDeps, office: string, at: number): Promise<void> {
  const { calendar } = await officeNow(db, office);
  if (!isWorkingTime(calendar, at) || !isWorkingTime(calendar, at + 60_000)) throw new Problem('outside-hours', { field: 'at' });
}
