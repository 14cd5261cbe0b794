import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Span, Weekly } from '../../calendar/index.ts';
import { calendars, cases, events, notices } from '../../db/schema.ts';
import { colleague, outcome } from '../../api/testing/desk.ts';
import { startHouse, until } from '../house.ts';
import type { House, Staff } from '../house.ts';
import { officeWith } from '../quick-office.ts';

const offsetMs = 420 * 60_000;
const dayMs = 86_400_000;
const followUpMs = 40_000;
/** The day at the desk: opened before the test begins, with a lunch break that begins this long after it. */
const toLunchMs = 40_000;
const lunchMs = 15_000;

let house: House;
let lunch: { from: number; to: number };
let desk: Staff;
let second: Awaited<ReturnType<typeof colleague>>;
let technical: Staff;

const clock = (at: number): string => new Date(at + offsetMs).toISOString().slice(11, 19);
const midnight = '00:00:00';
const localDate = (at: number): string => new Date(at + offsetMs).toISOString().slice(0, 10);

/** Open day and night but for one lunch break, to the second, at whatever hour: it may begin in one day and end in the next. A file knows minutes only. */
function hoursWithBreak(): Weekly {
  const [from, to] = [clock(lunch.from), clock(lunch.to)];
  const around: Span[] = [...(from === midnight ? [] : [['00:00', from] as Span]), ...(to === midnight ? [] : [[to, '24:00'] as Span])];
  const day: Span[] = from < to || to === midnight ? around : [[to, from]];
  return { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day };
}

beforeAll(async () => {
  const [yesterday, tomorrow] = [localDate(Date.now() - dayMs), localDate(Date.now() + dayMs)];
  const file = officeWith({ followUp: followUpMs / 1000, spacing: 4, approval: 4, confirm: 3600 }, (text) => text
    .replace('assignments:', `leaves:\n  - { person: cth-06, from: ${yesterday}, until: ${tomorrow} }\n\nassignments:`)
    .replace('  - { person: cth-05, function: helpdesk', '  - { person: cth-04, function: helpdesk, decree: { number: CONTOH/CTH/SK-02/2024, date: 2024-12-20 }, from: 2025-01-01, until: null }\n  - { person: cth-05, function: helpdesk'));
  house = await startHouse({ offices: [file] });
  lunch = { from: Math.ceil((Date.now() + toLunchMs) / 1000) * 1000, to: 0 };
  lunch.to = lunch.from + lunchMs;
  const [row] = await house.db.select().from(calendars).where(eq(calendars.office, 'contoh'));
  if (!row) throw new Error('No calendar');
  await house.db.update(calendars).set({ calendar: { ...row.calendar, weekly: hoursWithBreak() } }).where(eq(calendars.office, 'contoh'));
  desk = await house.staff('contoh', 'helpdesk');
  second = await colleague(house, 'contoh', 'cth-05');
  technical = await house.staff('contoh', 'administrator-sistem');
}, 60_000);
afterAll(() => house.stop());

const takeIn = async (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, async (_, i) => {
  const { status, body } = await house.report('contoh', { description: `Gagal unggah, kejadian ${i}.` });
  expect(status).toBe(202);
  return body.number as string;
}));
const onBehalf = async (i: number): Promise<string> => {
  const { status, body } = await house.call('POST', '/api/v1/offices/contoh/problem/on-behalf', {
    reporter: { name: 'Budi Penelepon', contact: '0812-0000-0000' }, role: 'ppk', category: 'akun-login', channel: 'telepon', externalNumber: `TLP-${i}`,
    receivedAt: new Date(Date.now() - 2000).toISOString(), description: 'Tidak dapat masuk.',
  }, { authorization: `Bearer ${desk.key}` });
  expect(status).toBe(202);
  return body.number as string;
};
const taskOf = async (number: string): Promise<string> => (await desk.task(number, 'tangani')).id;
const answer = async (who: Pick<Staff, 'act'>, number: string): Promise<void> => {
  expect(outcome(await who.act(number, 'answer', { taskId: await taskOf(number), text: 'Sudah diperbaiki.' }))).toEqual([200, 'menunggu-konfirmasi']);
};

it('a whole day at the desk: thirty reports, three people, one of them on leave, an outage of the engine\'s worker and a lunch break', async () => {
  // Morning: ten by the form, five by telephone; two questions of substance, two for the technical level, the rest is answered.
  const morning = await takeIn(10);
  const calls = await Promise.all([0, 1, 2, 3, 4].map(onBehalf));
  const [asked1 = '', asked2 = '', deep1 = '', deep2 = '', ...plain] = morning;
  for (const number of [asked1, asked2]) expect(outcome(await desk.act(number, 'refuse', { taskId: await taskOf(number), whom: 'ppk' }))).toEqual([200, 'ditutup']);
  for (const number of [deep1, deep2]) expect(outcome(await second.act(number, 'hand-over', { taskId: await taskOf(number), to: 'technical' }))).toEqual([200, 'ditangani']);
  await Promise.all([...plain, ...calls].map((number, i) => answer(i % 2 ? desk : second, number)));

  // The person on leave can take nothing, and gets no mail.
  const onLeave = await colleague(house, 'contoh', 'cth-06');
  const [left = ''] = await takeIn(1);
  expect(outcome(await onLeave.act(left, 'claim', { taskId: await taskOf(left) }))).toEqual([403, 'not-your-task']);

  // Outage: the worker is gone, reports still get their numbers; it comes back and they are opened.
  await house.killWorker();
  const during = await takeIn(9);
  await house.startWorker();
  await Promise.all(during.map((number) => desk.task(number, 'tangani')));

  // Lunch: what comes in it counts from the end of it.
  await until(async () => Date.now() >= lunch.from, 'lunch', 60_000);
  const atLunch = await takeIn(5);
  await Promise.all(atLunch.map(async (number) => expect(Date.parse((await desk.task(number, 'tangani')).dueAt ?? '')).toBe(lunch.to + followUpMs)));
  await until(async () => Date.now() >= lunch.to, 'the end of lunch', 60_000);

  // Afternoon: the technical level answers its two, the desk the rest but one.
  for (const number of [deep1, deep2]) expect(outcome(await technical.act(number, 'answer', { taskId: (await technical.task(number, 'tangani')).id, text: 'Server dipulihkan.' }))).toEqual([200, 'menunggu-konfirmasi']);
  await Promise.all([...during, ...atLunch].map((number, i) => answer(i % 2 ? desk : second, number)));

  // Evening: the one left alone went up to LKPP, rung by rung, each told once.
  await until(async () => (await house.db.select().from(notices).where(eq(notices.template, 'lkpp-report'))).some(({ state }) => state === 'sent'), 'the report to LKPP', 60_000);
  const all = await house.db.select().from(cases);
  expect(all).toHaveLength(30);
  const byState = Object.groupBy(all, ({ state }) => state);
  expect(Object.fromEntries(Object.entries(byState).map(([state, rows]) => [state, rows?.length]))).toEqual({ ditutup: 2, 'menunggu-konfirmasi': 27, diterima: 1 });
  const lone = all.find(({ number }) => number === left);
  const told = await house.db.select().from(notices).where(eq(notices.caseId, lone?.id ?? '')).orderBy(notices.id);
  expect(told.filter(({ template }) => template === 'escalation' || template === 'lkpp-report').map(({ template, recipient }) => `${template} ${recipient}`)).toEqual(['escalation cth-02', 'escalation cth-01', 'lkpp-report lkpp']);
  expect((await house.db.select().from(notices)).filter(({ recipient }) => recipient === 'cth-06')).toEqual([]);

  // Nobody was reminded or escalated at lunch, and no number of the thirty is missing or double.
  const inLunch = (await house.db.select().from(events)).filter(({ type, data }) => (type === 'reminded' || type === 'escalated') && Number(data.dueAt) > lunch.from && Number(data.dueAt) < lunch.to);
  expect(inLunch).toEqual([]);
  expect(all.map(({ number }) => Number(number.slice(-6))).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
}, 180_000);
