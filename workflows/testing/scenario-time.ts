import { and, eq } from 'drizzle-orm';
import { formatLocal } from '../../calendar/local-time.ts';
import { confirmedThrough, decreedDaysOff } from '../../calendar/decrees.ts';
import type { Db } from '../../db/client.ts';
import { calendars, offices } from '../../db/schema.ts';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];

/**
 * Scenarios are told in fixed local dates ('2027-03-05 15:00', WIB) although the test server starts at the real
 * present and only goes forward: once a date has passed, the whole scene (office file, decrees, instants) moves by
 * whole weeks, so that weekdays, holidays and Ramadan keep their places.
 */
export class ScenarioTime {
  private readonly shiftMs: number;
  private readonly offsetMinutes: number;

  /** @param start local; @param now epoch ms of the test server */
  constructor(start: string, now: number, offsetMinutes = 420) {
    this.offsetMinutes = offsetMinutes;
    this.shiftMs = Math.max(0, Math.ceil((now - instant(start, offsetMinutes)) / weekMs)) * weekMs;
  }

  /** '2027-03-05 15:00' or '... 15:00:30.250' -> epoch ms of the test server. */
  at(local: string): number {
    return instant(local, this.offsetMinutes) + this.shiftMs;
  }

  /** Epoch ms of the test server -> '2027-03-05 15:00:00'; milliseconds are cut off. */
  local(at: number | Date): string {
    return new Date(Number(at) - this.shiftMs + this.offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  }

  /** '24 Nov 2026 10.15 WIB', as a summary of the scene's own time says it -> as this run must say it. */
  summary(text: string): string {
    return text.replace(/(\d+) (\w{3}) (\d{4}) (\d\d)\.(\d\d) WIB/, (_all, day: string, month: string, year: string, hour: string, minute: string) => {
      const date = `${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
      return formatLocal(this.at(`${date} ${hour}:${minute}`), this.offsetMinutes);
    });
  }

  /** Moves every 'YYYY-MM-DD' in a text, also of an instant. */
  dates(text: string): string {
    return text.replace(/\b\d{4}-\d\d-\d\d(?=\b|T\d)/g, (date) => new Date(Date.parse(date) + this.shiftMs).toISOString().slice(0, 10));
  }

  /** Gives an office that was loaded from a moved file the moved decrees. */
  async moveDecrees(db: Db, office: string): Promise<void> {
    if (this.shiftMs === 0) return;
    const [current] = await db.select().from(offices).where(eq(offices.id, office));
    const inForce = and(eq(calendars.office, office), eq(calendars.version, current?.calendarVersion ?? 0));
    const [row] = await db.select().from(calendars).where(inForce);
    if (!row || row.calendar.confirmedThrough > '9000') return;
    const decreed = decreedDaysOff().map(({ date, name, kind }) => ({ date: this.dates(date), name, kind }));
    const own = row.calendar.daysOff.filter(({ kind }) => kind === 'kantor');
    await db.update(calendars).set({
      calendar: { ...row.calendar, daysOff: [...decreed, ...own].sort((a, b) => (a.date < b.date ? -1 : 1)), confirmedThrough: this.dates(confirmedThrough) },
    }).where(inForce);
  }
}

function instant(local: string, offsetMinutes: number): number {
  const at = Date.parse(`${local.replace(' ', 'T')}Z`) - offsetMinutes * 60_000;
  if (Number.isNaN(at)) throw new RangeError(`Not a local time: '${local}'`);
  return at;
}
