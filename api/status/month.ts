import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { announced } from './announced.ts';
import type { Announced } from './announced.ts';
import { namer, publicRows, shownAs, shownOffice } from './board.ts';
import type { ShownOffice } from './board.ts';
import { monthCalled, monthsUntil } from './months.ts';

/** The history of one month; instants in epoch ms. */
export interface MonthBoard {
  office: ShownOffice;
  madeAt: number;
  month: { code: string; from: number; to: number };
  announced: Announced[];
  /** The months beside, by their codes; null where the office has none. */
  before: string | null;
  after: string | null;
}

/** @throws Problem not-found for a month before the office's first or after this one */
export async function readMonth(deps: Pick<ApiDeps, 'db' | 'vault'>, id: string, code: string, now = Date.now()): Promise<MonthBoard> {
  const office = await shownOffice(deps, id);
  const shown = shownAs(office);
  const month = monthCalled(code, shown.utcOffsetMinutes);
  if (!month || month.to <= shown.since || month.from > now) throw new Problem('not-found');
  const rows = await publicRows(deps, id, new Date(month.from), new Date(month.to));
  const all = await announced(deps, rows.filter(({ endsAt, updatedAt }) => (endsAt ?? updatedAt).getTime() >= month.from), namer(office), now);
  const codeAt = (at: number) => monthsUntil(at, 1, shown.utcOffsetMinutes)[0]?.code ?? null;
  return {
    office: shown, madeAt: now, month, announced: all.filter(({ phase }) => phase === 'over'),
    before: month.from > shown.since ? codeAt(month.from - 1) : null, after: month.to <= now ? codeAt(month.to) : null,
  };
}
