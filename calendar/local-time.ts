/** Indonesian local time as text, by integer arithmetic alone, so that a workflow may use it. Imports nothing. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
const MINUTE_MS = 60_000;

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * '24 Nov 2026 10.15 WIB' for an instant in milliseconds; seconds are cut off.
 * @throws RangeError when either number is not finite.
 */
export function formatLocal(at: number, utcOffsetMinutes: number): string {
  if (!Number.isFinite(at) || !Number.isFinite(utcOffsetMinutes)) throw new RangeError(`No local time for ${at} at offset ${utcOffsetMinutes}.`);
  const minutes = Math.floor(at / MINUTE_MS) + utcOffsetMinutes;
  const day = Math.floor(minutes / 1440);
  const { year, month, dayOfMonth } = civil(day);
  const clock = minutes - day * 1440;
  return `${dayOfMonth} ${MONTHS[month - 1]} ${year} ${two(Math.floor(clock / 60))}.${two(clock % 60)} ${zoneName(utcOffsetMinutes)}`;
}

function zoneName(utcOffsetMinutes: number): string {
  switch (utcOffsetMinutes) {
    case 420: return 'WIB';
    case 480: return 'WITA';
    case 540: return 'WIT';
    default: {
      const size = Math.abs(utcOffsetMinutes);
      return `UTC${utcOffsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}.${two(size % 60)}`;
    }
  }
}

/** Gregorian date of a day number (0 is 1970-01-01), by eras of 400 years that begin on 1 March. */
function civil(day: number): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}
