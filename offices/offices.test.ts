import { describe, expect, test } from 'vitest';
import { confirmedThrough, decreedDaysOff } from '../calendar/decrees.ts';
import { addWorkingTime, assertCalendar } from '../calendar/index.ts';
import { readPacks } from '../regulations/load.ts';
import type { Pack } from '../regulations/load.ts';
import { calendarOf } from './calendar.ts';
import { holdersOf } from './holders.ts';
import { readOffices, settingsOf } from './load.ts';
import { rulesOf } from './rules.ts';
import type { Office } from './schema.ts';

const packs = readPacks();
const offices = readOffices(packs);
const all = [...offices.values()];

function find(id: string): { office: Office; pack: Pack } {
  const office = offices.get(id);
  const pack = office && packs.get(office.regulation);
  if (!office || !pack) throw new Error(`no office ${id}`);
  return { office, pack };
}
const problemOf = (id: string): ReturnType<typeof rulesOf>['problem'] => rulesOf(find(id).pack, find(id).office, 1).problem;
const wib = (local: string): number => Date.parse(`${local}+07:00`);

test('the five offices are there', () => {
  expect(all.map(({ id, prefix }) => `${id} ${prefix}`).sort()).toEqual(['contoh CTH', 'katingan KTG', 'malang MLG', 'salatiga SLT', 'tulang-bawang-barat TBB']);
});

describe.each(all.map((office) => [office.id, office] as const))('%s', (id, office) => {
  test('says that its people and papers are invented, and names nobody by a code that is a name', () => {
    expect(office.note).toMatch(/rekaan/);
    for (const { id: person, name, mail, nip } of office.people) {
      expect(name).toMatch(/Contoh$/);
      expect(mail).toMatch(/\.example\.test$/);
      expect(nip ?? '1900').toMatch(/^1900/);
      expect(person).toMatch(/^[a-z]{3}-\d\d$/);
    }
  });

  test('has two people at the desk and a holder for every function that its rules use, on any day from 2025 to 2027', () => {
    const { desk, technical, ladder, lkpp } = problemOf(id);
    for (const day of ['2025-01-02', '2026-06-24', '2026-07-08', '2026-11-20', '2027-12-30']) {
      const holders = (fn: string): string[] => holdersOf(office.assignments, office.leaves, fn, wib(`${day}T09:00:00`), office.utcOffsetMinutes);
      for (const fn of [technical, 'verifikator', 'kepala-lpse', ...ladder.value, ...(lkpp.approver.value ? [lkpp.approver.value] : [])]) {
        expect(holders(fn).length, `${fn} on ${day}`).toBeGreaterThan(0);
      }
      expect(holders(desk).length, `${desk} on ${day}`).toBe(2);
    }
  });

  test('has a calendar that the working-time functions accept', () => {
    expect(() => assertCalendar(calendarOf(office, decreedDaysOff(), confirmedThrough))).not.toThrow();
  });

  test('works the hours of Perpres 21/2023, or openly none of them', () => {
    const minutes = (weekly: object): number => Object.values(weekly).flat().reduce((sum: number, span: [string, string]) => sum + toMinutes(span[1]) - toMinutes(span[0]), 0);
    expect(minutes(office.hours.weekly)).toBe(id === 'contoh' ? 7 * 24 * 60 : 37.5 * 60);
    for (const season of office.hours.seasons) expect(minutes(season.weekly)).toBe(32.5 * 60);
  });
});

describe('the rules that follow', () => {
  test('keep the number of law in Salatiga and label every other as the office\'s own', () => {
    expect(problemOf('salatiga').followUp?.source).toEqual({ kind: 'law', clause: 'ERR-2', article: 'P9(2)' });
    expect(problemOf('tulang-bawang-barat').followUp).toEqual({
      value: { days: 2 },
      source: { kind: 'office', document: 'Contoh Perjanjian Tingkat Layanan LPSE-LKPP', number: 'CONTOH/TBB/SLA-01/2024', date: '2024-12-20' },
    });
    expect(problemOf('malang').followUp).toMatchObject({ value: { days: 1 }, source: { kind: 'office' } });
    expect(problemOf('katingan').followUp).toBeNull();
    expect(all.filter(({ id }) => problemOf(id).answer).map(({ id }) => id).sort()).toEqual(['salatiga', 'tulang-bawang-barat']);
  });

  test('name the pack, the regulation, the version of the office and the titles of the text', () => {
    const { office, pack } = find('malang');
    expect(rulesOf(pack, office, 7)).toMatchObject({ pack: 'malang-13-2011', regulation: 'Perwali Malang 13/2011', officeVersion: 7, titles: { 'kepala-lpse': 'Kepala UPT LPSE' } });
  });

  test('are plain data, so that they can be frozen into a history', () => {
    for (const { id } of all) expect(JSON.parse(JSON.stringify(problemOf(id)))).toEqual(problemOf(id));
  });

  test('keep an end-of-day reading apart from the number of law', () => {
    const { office, pack } = find('salatiga');
    const document = { title: 'SOP', number: '1', date: '2026-01-02' };
    const own = { ...office, parameters: { ...office.parameters, problem: { followUp: { value: { days: 1, dayEnds: 'end-of-day' as const }, document } } } };
    expect(rulesOf(pack, own, 1).problem.followUp).toEqual({
      value: { days: 1, dayEnds: 'end-of-day' },
      source: { kind: 'law', clause: 'ERR-2', article: 'P9(2)', reading: { document: 'SOP', number: '1', date: '2026-01-02' } },
    });
  });

  test('turn the last rung into a task where no address of LKPP is set, or where the office says so', () => {
    const { office, pack } = find('katingan');
    const document = { title: 'SOP', number: '1', date: '2026-01-02' };
    expect(rulesOf(pack, { ...office, lkpp: { mail: null } }, 1).problem.lkpp.rung).toMatchObject({ value: 'task-only', source: { kind: 'sigap' } });
    expect(rulesOf(pack, { ...office, lkpp: { ...office.lkpp, rung: { value: 'task-only', document } } }, 1).problem.lkpp.rung).toMatchObject({ value: 'task-only', source: { kind: 'office' } });
  });

  test('are seconds in the invented office', () => {
    expect(problemOf('contoh')).toMatchObject({
      followUp: { value: { ms: 20_000 } }, answer: null, rungSpacing: { value: { ms: 5_000 } }, confirmWindow: { value: { ms: 60_000 } },
      lkpp: { rung: { value: 'mail' }, approver: { value: 'kepala-ukpbj' }, approvalWindow: { value: { ms: 5_000 } } },
    });
  });
});

describe('the calendar that follows', () => {
  const calendar = (id: string): ReturnType<typeof calendarOf> => calendarOf(find(id).office, decreedDaysOff(), confirmedThrough);

  test('observes the decrees: a day from the eve of Idul Fitri 2026 is a week later', () => {
    expect(addWorkingTime(calendar('salatiga'), wib('2026-03-17T10:00:00'), { days: 1 }).at).toBe(wib('2026-03-25T10:00:00'));
  });

  test('knows Ramadan hours', () => {
    expect(addWorkingTime(calendar('salatiga'), wib('2026-02-20T11:00:00'), { ms: 3_600_000 }).at).toBe(wib('2026-02-20T13:00:00'));
  });

  test('adds the office\'s own days off', () => {
    expect(calendar('malang').daysOff).toContainEqual({ date: '2026-04-01', name: 'Contoh hari libur setempat', kind: 'kantor' });
    expect(calendar('salatiga').daysOff).toHaveLength(decreedDaysOff().length);
  });

  test('leaves out the decrees where the office never closes, and nothing there is provisional', () => {
    expect(calendar('contoh').daysOff).toEqual([]);
    expect(addWorkingTime(calendar('contoh'), wib('2030-12-25T03:00:00'), { ms: 20_000 })).toEqual({ at: wib('2030-12-25T03:00:20'), provisional: false });
  });
});

test('what a recorded version keeps in the clear holds no person', () => {
  const text = JSON.stringify(settingsOf(find('salatiga').office));
  for (const { id, name, mail } of find('salatiga').office.people) {
    for (const trace of [id, name, mail]) expect(text).not.toContain(trace);
  }
});

function toMinutes(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
