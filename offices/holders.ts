/** Who holds a function at a moment. Pure: functions are never frozen, so this is asked anew each time. */
import type { FunctionCode } from '../regulations/rules.ts';
import type { Assignment, Leave } from './schema.ts';
import { covers, localDate } from './terms.ts';

/**
 * Person ids in the order of the assignments; empty when nobody holds it. A Plh or Plt takes the
 * place of the person acted for, and only in that function; someone on leave holds nothing.
 * @param at epoch ms; a term begins and ends at local midnight.
 */
export function holdersOf(assignments: readonly Assignment[], leaves: readonly Leave[], fn: FunctionCode, at: number, utcOffsetMinutes: number): string[] {
  const today = localDate(at, utcOffsetMinutes);
  const current = assignments.filter((a) => a.function === fn && covers(a, today));
  const away = new Set(leaves.filter((leave) => covers(leave, today)).map((leave) => leave.person));
  const replaced = new Set(current.flatMap((a) => (a.acting ? [a.acting.for] : [])));
  const holding = current.filter((a) => !away.has(a.person) && (a.acting || !replaced.has(a.person)));
  return [...new Set(holding.map((a) => a.person))];
}
