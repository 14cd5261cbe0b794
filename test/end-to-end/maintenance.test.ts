import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcome } from '../../api/testing/desk.ts';
import { cases } from '../../db/schema.ts';
import { aReport, startHouse, until } from '../house.ts';
import type { House, Staff } from '../house.ts';

/** Windows of the invented office, which is open day and night; whoever has an open report is told of them. */
const office = 'contoh';
const hour = 3_600_000;
let house: House;
let planner: Staff;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh'] });
  planner = await house.staff(office, 'administrator-sistem', 'maintenance');
  await house.report(office);
});
afterAll(() => house.stop());

const iso = (fromNow: number): string => new Date(Date.now() + fromNow).toISOString();
const words = { reason: 'Penggantian cakram.', effect: 'SPSE tidak dapat dibuka.', scheduleChecked: true };
const start = (from: number, to: number, more: Record<string, unknown> = {}) => planner.post('/maintenance', { systems: ['spse'], startsAt: iso(from), endsAt: iso(to), ...words, ...more });
const told = (subject: string) => until(async () => (await house.mailbox.mails()).find((mail) => mail.to.includes(aReport.reporter.mail) && mail.subject.includes(subject)), `a mail '${subject}'`);
const closed = (number: string) => until(async () => (await house.db.select().from(cases).where(eq(cases.number, number)))[0]?.closedAt, `${number} closed`);

it('a window that makes no sense, of an unknown system or by somebody who plans none is not begun', async () => {
  expect(outcome(await start(2 * hour, hour))).toEqual([422, 'window-reversed']);
  expect(outcome(await start(-2 * hour, hour))).toEqual([422, 'window-past']);
  expect(outcome(await start(hour, 40 * 24 * hour))).toEqual([422, 'window-too-long']);
  expect(outcome(await start(hour, 2 * hour, { systems: ['telepon'] }))).toEqual([422, 'unknown-system']);
  const other = await house.staff(office, 'verifikator', 'maintenance');
  expect(outcome(await other.post('/maintenance', { systems: ['spse'], startsAt: iso(hour), endsAt: iso(2 * hour), ...words }))).toEqual([403, 'wrong-function']);
});

describe('a window over HTTP', () => {
  it('is told to users when it is planned, moved and cancelled, and what makes no sense is refused', { timeout: 60_000 }, async () => {
    const [startsAt, endsAt] = [iso(24 * hour), iso(26 * hour)];
    const { number } = (await planner.post('/maintenance', { systems: ['spse', 'situs'], startsAt, endsAt, ...words })).body;
    const planned = await told('Pemeliharaan terjadwal');
    for (const part of ['SPSE dan Situs web LPSE', words.reason, words.effect, `/status/${office}`]) expect(planned.text).toContain(part);
    const { id: taskId } = await planner.task(number, 'pemeliharaan');
    const act = async (name: string, body: Record<string, unknown>) => outcome(await planner.act(number, name, { taskId, ...body }));
    expect(await act('move', { startsAt, endsAt, text: words.reason })).toEqual([409, 'window-unchanged']);
    expect(await act('extend', { endsAt, text: words.reason })).toEqual([409, 'window-not-longer']);
    expect(await act('finish', { endedAt: iso(-1000) })).toEqual([409, 'wrong-state']);
    expect(await act('move', { startsAt: iso(48 * hour), endsAt: iso(50 * hour), text: 'Menunggu suku cadang.' })).toEqual([200, 'terjadwal']);
    expect((await told('Pemeliharaan dipindahkan')).text).toMatch(/Semula mulai: .*\n[\s\S]*> Menunggu suku cadang\./);
    expect(await act('cancel', { text: 'Suku cadang tidak datang.' })).toEqual([200, 'menunggu-surat']);
    await told('Pemeliharaan dibatalkan');
    await closed(number);
  });

  it('that is an emergency begins at once, and is over when its planner says so', { timeout: 60_000 }, async () => {
    const { number } = (await start(-60_000, hour, { emergency: true })).body;
    await told('Pemeliharaan dimulai');
    const { id: taskId } = await planner.task(number, 'pemeliharaan');
    const finish = async (fromNow: number) => outcome(await planner.act(number, 'finish', { taskId, endedAt: iso(fromNow) }));
    expect(await finish(hour)).toEqual([422, 'instant-future']);
    expect(await finish(-hour)).toEqual([422, 'window-reversed']);
    expect(await finish(-1000)).toEqual([200, 'menunggu-surat']);
    expect((await told('Pemeliharaan selesai')).text).toContain('Selesai sebenarnya:');
    await closed(number);
  });
});
