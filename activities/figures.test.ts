import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../db/client.ts';
import type { Connection } from '../db/client.ts';
import { loadOfficeFiles } from '../db/offices.ts';
import { createVault } from '../db/vault.ts';
import { createDatabase } from '../test/setup/database.ts';
import { putCase } from './figures/testing/put-case.ts';
import type { PutCase } from './figures/testing/put-case.ts';
import { figuresOf } from './figures.ts';
import type { MonthFigures } from './figures.ts';

const hour = 3_600_000;
const hours = (working: number | null, clock: number | null) => ({ workingMs: working === null ? null : working * hour, clockMs: clock === null ? null : clock * hour });
const none = hours(null, null);
/** Local time in WIT. */
const at = (date: string, clock: string) => `2026-${date}T${clock}:00+09:00`;
const now = Date.parse(at('10-09', '12:00'));

const vault = createVault(`k1:${Buffer.alloc(32, 1).toString('base64')}`, Buffer.alloc(32, 2).toString('base64'));
let connection: Connection;
let september: MonthFigures;
let october: MonthFigures;

/** An office's file with something changed: nine hours ahead of UTC, or without its own number. */
function changed(name: string, change: (text: string) => string): string {
  const text = readFileSync(fileURLToPath(new URL(`../offices/${name}.yaml`, import.meta.url)), 'utf8');
  const file = join(mkdtempSync(join(tmpdir(), 'sigap-office-')), `${name}.yaml`);
  writeFileSync(file, change(text));
  return file;
}

const put = (more: Omit<PutCase, 'office'>) => putCase(connection.db, vault, { office: 'salatiga', ...more });

// Mondays to Thursdays 07.30-12.00 and 13.00-16.00, Fridays 07.30-11.30 and 13.00-16.30. 1 October 2026 is a Thursday.
beforeAll(async () => {
  connection = connect((await createDatabase()).url, 4);
  await loadOfficeFiles(connection.db, vault, [
    changed('kota-salatiga', (text) => text.replace('utcOffsetMinutes: 420', 'utcOffsetMinutes: 540')),
    changed('kota-contoh', (text) => text.replace(/parameters:\n[\s\S]*?\n\nlkpp/, 'lkpp')),
  ]);
  // The last half hour of September, by the office's zone.
  await put({
    number: 'SLT-2026-000001', receivedAt: at('09-30', '23:30'), channel: 'telepon', category: 'akun-login', closedAt: at('10-05', '09:00'),
    plans: [[0, 'follow-up', at('10-02', '07:30')], [1, 'answer', at('10-06', '09:00')]],
    events: [[1, 'followed-up', at('10-01', '09:00')], [2, 'answered', at('10-02', '10:00')], [3, 'case.closed', at('10-05', '09:00'), { outcome: 'confirmed' }]],
  });
  // The first half hour of October, while UTC is in September; followed up too late, not answered yet and overdue.
  await put({
    number: 'SLT-2026-000002', receivedAt: at('10-01', '00:30'), channel: 'telepon', marks: { category: 'jaringan-akses' },
    plans: [[0, 'follow-up', at('10-02', '07:30')], [1, 'answer', at('10-07', '10:00')]], events: [[1, 'followed-up', at('10-02', '10:00')]],
  });
  // Forwarded, answered in time, reopened, and overdue in the second round.
  await put({
    number: 'SLT-2026-000003', receivedAt: at('10-05', '08:00'),
    plans: [[0, 'follow-up', at('10-06', '08:00')], [1, 'answer', at('10-08', '09:00')], [4, 'follow-up', at('10-07', '10:00')], [5, 'answer', at('10-09', '11:00')]],
    events: [
      [1, 'followed-up', at('10-05', '09:00')], [2, 'forwarded', at('10-05', '09:30'), { route: 'penerusan', ground: 'belum-tercakup' }], [3, 'answered', at('10-06', '08:00')],
      [4, 'reopened', at('10-06', '10:00')], [5, 'followed-up', at('10-06', '11:00')],
    ],
  });
  // Solved before Sigap.
  await put({
    number: 'SLT-2026-000004', receivedAt: at('10-02', '08:00'), channel: 'surat', category: 'lainnya', closedAt: at('10-03', '08:00'), marks: { cause: 'server' },
    events: [[0, 'case.imported', at('10-08', '08:00')]],
  });
  // An auditor: accepted in Salatiga without a number for the follow-up.
  await put({
    number: 'SLT-2026-000005', receivedAt: at('10-06', '10:00'), role: 'auditor',
    plans: [[0, 'answer', at('10-09', '10:00')]], events: [[1, 'followed-up', at('10-07', '10:00')], [1, 'answered', at('10-07', '10:00')], [2, 'root-cause.recorded', at('10-07', '11:00'), { textId: 'x' }]],
  });
  [september, october] = await figuresOf(connection.db, 'salatiga', '2026-09', '2026-10', now) as [MonthFigures, MonthFigures];
});
afterAll(() => connection.close());

describe('the figures of a month', () => {
  it('belong to the month in which the report was received in the office\'s own zone', () => {
    expect([september, october].map(({ month, received, imported }) => [month, received, imported])).toEqual([['2026-09', 1, 0], ['2026-10', 4, 1]]);
  });

  it('count the follow-up where a number is set, and measure all of them (ERR-14)', () => {
    expect(september.followUp).toEqual({
      done: 1, notYet: 0, endedWithout: 0, inTime: 1, late: 0, overdue: 0, median: hours(1.5, 9.5), p90: hours(1.5, 9.5), lateMedian: none, lateWorst: none,
    });
    expect(october.followUp).toEqual({
      done: 3, notYet: 0, endedWithout: 0, inTime: 1, late: 1, overdue: 0,
      median: hours(7.5, 24), p90: hours(9.5, 31.6), lateMedian: hours(2.5, 2.5), lateWorst: hours(2.5, 2.5),
    });
  });

  it('count the answer: in time, late in a later round, overdue', () => {
    expect(october.answer).toEqual({
      done: 2, notYet: 1, endedWithout: 0, inTime: 1, late: 1, overdue: 1,
      median: hours(7.5, 24), p90: hours(7.5, 24), lateMedian: hours(8.5, 25.5), lateWorst: hours(16.5, 50),
    });
  });

  it('say what happened in the month, and what was open at its end', () => {
    const flow = ({ reopened, forwarded, closed, openAtEnd }: MonthFigures) => [reopened, forwarded, closed, openAtEnd];
    expect([flow(september), flow(october)]).toEqual([[0, 0, 0, 1], [1, 1, 2, 3]]);
  });

  it('are split by the category as classified, the channel and the cause, in words', () => {
    expect(october.byCategory).toEqual([
      { code: 'aplikasi-spse', label: 'Aplikasi SPSE', received: 2, late: 1 },
      { code: 'jaringan-akses', label: 'Jaringan dan akses', received: 1, late: 1 },
      { code: 'lainnya', label: 'Permasalahan teknis lainnya', received: 1, late: null },
    ]);
    expect(october.byChannel.map(({ label, received }) => [label, received])).toEqual([['Formulir daring', 2], ['Surat', 1], ['Telepon', 1]]);
    expect(october.byCause).toEqual([
      { code: null, label: 'Belum dicatat', received: 2, late: 2 }, { code: 'tanpa-kode', label: 'Dicatat tanpa kode', received: 1, late: 0 }, { code: 'server', label: 'Server LPSE', received: 1, late: null },
    ]);
    expect(october.byKind).toEqual([{ code: null, label: 'Tidak dibedakan', received: 4, late: 2 }]);
  });

  it('know no "in time" where the office sets no number', async () => {
    await putCase(connection.db, vault, { office: 'contoh', number: 'CTH-2026-000001', receivedAt: at('10-05', '08:00'), events: [[1, 'followed-up', at('10-05', '09:00')]] });
    const [month] = await figuresOf(connection.db, 'contoh', '2026-10', '2026-10', now);
    expect(month?.followUp).toMatchObject({ done: 1, inTime: null, late: null, overdue: null, median: hours(1, 1), lateWorst: none });
    expect(month?.answer).toMatchObject({ notYet: 1, inTime: null, late: null, overdue: null });
    expect(month?.byCategory).toEqual([{ code: 'aplikasi-spse', label: 'Aplikasi SPSE', received: 1, late: null }]);
  });

  it('carry nothing personal', () => {
    expect(JSON.stringify([september, october])).not.toMatch(/SLT-2026|slt-0|@/);
  });
});
