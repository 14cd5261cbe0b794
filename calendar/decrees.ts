/** The holiday decrees as data: one JSON per decree in `decrees/`. A new decree is one file and one line here. */
import skb1017of2024 from './decrees/skb-1017-2024.json' with { type: 'json' };
import skb1205of2026 from './decrees/skb-1205-2026.json' with { type: 'json' };
import skb1497of2025 from './decrees/skb-1497-2025.json' with { type: 'json' };
import skb933of2025 from './decrees/skb-933-2025.json' with { type: 'json' };
import { CalendarError } from './errors.ts';

export type DecreedKind = 'libur-nasional' | 'cuti-bersama';

/** A day off under the number of the decree that made it one. `date` is local, 'YYYY-MM-DD'. */
export interface DecreedDayOff {
  date: string;
  name: string;
  kind: DecreedKind;
  decree: string;
}

/** In the order of their dates; a later decree of the same year only adds days. */
const decrees = [skb1017of2024, skb933of2025, skb1497of2025, skb1205of2026];

/** The years whose holidays are published, ascending; another year's are never guessed. */
export const decreedYears: readonly number[] = [...new Set(decrees.map(({ year }) => year))].sort((a, b) => a - b);

/** Last local date that a published decree covers. */
export const confirmedThrough = `${Math.max(...decreedYears)}-12-31`;

/** Every decreed day off in date order, in a new list. @throws CalendarError for a kind that Sigap does not know. */
export function decreedDaysOff(): DecreedDayOff[] {
  return decrees
    .flatMap(({ number, days }) => days.map(({ date, name, kind }) => ({ date, name, kind: kindOf(kind, number), decree: number })))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

function kindOf(kind: string, decree: string): DecreedKind {
  if (kind === 'libur-nasional' || kind === 'cuti-bersama') return kind;
  throw new CalendarError(`${decree}: '${kind}' is neither libur-nasional nor cuti-bersama.`);
}
