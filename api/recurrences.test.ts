import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNextWindow } from '../activities/open-next-window.ts';
import { accessLog, intakes, recurrences, texts } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { forgetKeys } from './forget-keys.ts';

const saturdays = { systems: ['spse', 'situs'], weekdays: [6], at: '22:00', minutes: 120, reason: 'Pemeliharaan berkala basis data', effect: 'SPSE tidak dapat diakses' };
const weekMs = 7 * 86_400_000;
let house: House;
let planner: Staff;
beforeAll(async () => {
  house = await startHouse({ startWorker: false, sweep: false, offices: ['kota-contoh', 'kab-katingan'] });
  planner = await house.staff('contoh', 'administrator-sistem');
});
afterAll(() => house.stop());

const of = (id: string) => house.db.select().from(intakes).where(sql`${intakes.facts}->>'recurrence' = ${id}`).orderBy(asc(intakes.number));
const create = (more: Record<string, unknown> = {}, headers: Record<string, string> = {}, staff = planner) => staff.post('/recurrences', { ...saturdays, ...more }, headers);
const end = (id: string, staff: Staff) => house.call('DELETE', `/api/v1/offices/contoh/recurrences/${id}`, undefined, { authorization: `Bearer ${staff.key}` });

describe('windows that come again', () => {
  it('begin with the first one at once, planned by that person, with the words that users will read, sealed', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    const [intake, ...more] = await of(body.id);
    expect(more).toEqual([]);
    expect(intake).toMatchObject({
      sop: 'maintenance', office: 'contoh',
      facts: { systems: 'spse,situs', startsAt: body.next.startsAt, endsAt: body.next.endsAt, scheduleChecked: null, emergency: null, recurrence: body.id, enteredBy: planner.person },
    });
    const local = new Date(Date.parse(body.next.startsAt) + 7 * 3_600_000);
    expect([local.getUTCDay(), local.toISOString().slice(11, 16), Date.parse(body.next.startsAt) > Date.now()]).toEqual([6, '22:00', true]);
    const [text] = await house.db.select().from(texts).where(eq(texts.id, intake!.textId));
    expect(house.vault.open(text!.bodySealed, `texts:${text!.id}`)).toBe('Alasan: Pemeliharaan berkala basis data\nPerkiraan dampak: SPSE tidak dapat diakses');
    const [row] = await house.db.select().from(recurrences).where(eq(recurrences.id, body.id));
    expect(row!.wordsSealed).not.toContain('basis data');
  });

  it('are one, however often the same click comes', async () => {
    const headers = { 'idempotency-key': 'berkala-satu-kali' };
    const [first, ...again] = await Promise.all([create({}, headers), create({}, headers), create({}, headers)]);
    expect(new Set(again.map(({ body }) => body.id))).toEqual(new Set([first!.body.id]));
    expect(await of(first!.body.id)).toHaveLength(1);
    expect((await create({ minutes: 60 }, headers)).body.code).toBe('key-reused');
  });

  it('open the next one once as one begins, also late, after a week and by many at a time, and never one that has begun', async () => {
    const { body: { id, next } } = await create();
    const begins = Date.parse(next.startsAt);
    const open = (now: number) => openNextWindow(house.deps, { id, now });
    await Promise.all(Array.from({ length: 5 }, () => open(begins)));
    await forgetKeys(house.deps, begins + 30 * 86_400_000);
    await open(begins + 3 * 86_400_000);
    expect((await of(id)).map(({ facts }) => Date.parse(facts.startsAt!))).toEqual([begins, begins + weekMs]);
    // Sigap was away for three weeks: Temporal catches up on each beginning, and all of them find the same window.
    for (let i = 0; i < 3; i += 1) await open(begins + 3 * weekMs + 3_600_000);
    expect((await of(id)).map(({ facts }) => Date.parse(facts.startsAt!))).toEqual([begins, begins + weekMs, begins + 4 * weekMs]);
  });

  it('end; what was opened stays, and nothing follows', async () => {
    const { body: { id, next } } = await create();
    const { status, body } = await end(id, planner);
    expect([status, body.id, typeof body.endedAt]).toEqual([200, id, 'string']);
    expect((await end(id, planner)).body.endedAt).toBe(body.endedAt);
    await openNextWindow(house.deps, { id, now: Date.parse(next.startsAt) });
    expect(await of(id)).toHaveLength(1);
    expect((await planner.get('/recurrences')).body.recurrences.map((one: { id: string }) => one.id)).not.toContain(id);
  });

  it('are listed with their words and the next one; the reading is logged', async () => {
    const { body: { id, next } } = await create({ weekdays: [2], nth: 2 });
    const desk = await house.staff('contoh', 'helpdesk');
    const { body } = await desk.get('/recurrences');
    expect(body.recurrences.find((one: { id: string }) => one.id === id)).toMatchObject({
      systems: ['spse', 'situs'], weekdays: [2], nth: 2, at: '22:00', minutes: 120, person: planner.person, next, words: expect.stringContaining('Alasan: Pemeliharaan berkala'),
    });
    const logged = await house.db.select().from(accessLog).where(eq(accessLog.what, 'recurrences'));
    expect(logged.at(-1)).toMatchObject({ office: 'contoh', person: desk.person });
  });
});

describe('nobody', () => {
  it('but who plans windows makes or ends them', async () => {
    const desk = await house.staff('contoh', 'helpdesk');
    const { body: { id } } = await create();
    expect([(await create({}, {}, desk)).body, (await end(id, desk)).body]).toMatchObject([{ code: 'wrong-function', function: 'administrator-sistem' }, { code: 'wrong-function' }]);
    const foreign = await house.staff('katingan', 'kepala-lpse');
    expect((await end(id, foreign)).body.code).toBe('wrong-office');
    expect((await end('00000000-0000-4000-8000-000000000000', planner)).body.code).toBe('unknown-recurrence');
    expect((await house.call('GET', '/api/v1/offices/contoh/recurrences')).body.code).toBe('key-missing');
  });

  it.each([
    ['an unknown system', { systems: ['lain'] }, 'unknown-system'],
    ['no day', { weekdays: [] }, 'bad-request'],
    ['a day twice', { weekdays: [6, 6] }, 'bad-request'],
    ['an eighth day', { weekdays: [8] }, 'bad-request'],
    ['a fifth week', { nth: 5 }, 'bad-request'],
    ['no hour', { at: '24:00' }, 'bad-request'],
    ['four minutes', { minutes: 4 }, 'bad-request'],
    ['more than a day', { minutes: 1441 }, 'bad-request'],
    ['no reason', { reason: ' ' }, 'bad-request'],
  ])('plans %s', async (_name, more, code) => {
    expect((await create(more)).body.code).toBe(code);
  });
});
