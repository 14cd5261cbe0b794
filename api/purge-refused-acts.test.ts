import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acts, texts } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { purgeRefusedActs } from './purge-refused-acts.ts';
import { colleague, outcome, reported } from './testing/desk.ts';

let house: House;
let desk: Staff;
beforeAll(async () => {
  house = await startHouse({ offices: [officeWith({ followUp: 3000, spacing: 300, approval: 300, confirm: 3000, data: 3000 })] });
  desk = await house.staff('contoh', 'helpdesk');
});
afterAll(() => house.stop());

const tomorrow = () => Date.now() + 25 * 3_600_000;
const said = async (number: string): Promise<string[]> =>
  Object.values((await desk.get(`/cases/${number}`)).body.texts as Record<string, { body: string }>).map(({ body }) => body).sort();

it('the words of a refused act are forgotten after a day, those of the report and of the acts that were taken stay', async () => {
  const { number, taskId } = await reported(house, desk);
  const second = await colleague(house, 'contoh', 'cth-06');
  await desk.act(number, 'claim', { taskId });
  expect(outcome(await desk.act(number, 'ask', { taskId, text: 'Data apa?' }))).toEqual([200, 'menunggu-data']);
  expect(outcome(await second.act(number, 'answer', { taskId, text: 'Ditolak, tetapi tersimpan.' }, { 'idempotency-key': 'ditolak-01' }))).toEqual([409, 'task-claimed']);
  const all = await said(number);
  expect(all).toContain('Ditolak, tetapi tersimpan.');
  expect(await purgeRefusedActs(house.deps)).toBe(0);
  expect(await purgeRefusedActs(house.deps, tomorrow())).toBe(1);
  expect(await said(number)).toEqual(all.filter((body) => body !== 'Ditolak, tetapi tersimpan.'));
  expect(await house.db.select().from(acts).where(eq(acts.idempotencyKey, 'ditolak-01'))).toEqual([]);
});

it('nothing is forgotten while the engine cannot say whether the case took it', async () => {
  const { number, taskId } = await reported(house, desk);
  const second = await colleague(house, 'contoh', 'cth-06');
  await desk.act(number, 'claim', { taskId });
  expect(outcome(await second.act(number, 'answer', { taskId, text: 'Siapa tahu.' }))).toEqual([409, 'task-claimed']);
  const unreachable = { ...house.deps, client: { withDeadline: () => Promise.reject(Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: '', metadata: {} })) } as never };
  await expect(purgeRefusedActs(unreachable, tomorrow())).rejects.toThrow();
  expect(await said(number)).toContain('Siapa tahu.');
});

it('no text can be changed, and none that a case needs can be removed', async () => {
  const { number, taskId } = await reported(house, desk);
  expect(outcome(await desk.act(number, 'answer', { taskId, text: 'Jawaban yang tetap.' }))).toEqual([200, 'menunggu-konfirmasi']);
  const { rows, before } = { rows: await house.db.select().from(texts), before: await said(number) };
  await expect(house.db.update(texts).set({ author: 'lain' })).rejects.toMatchObject({ cause: { message: 'texts is insert-only' } });
  await expect(house.db.execute('truncate texts')).rejects.toMatchObject({ cause: { message: 'texts is insert-only' } });
  const own = rows.filter(({ bodySealed, id }) => before.includes(house.vault.open(bodySealed, `texts:${id}`)));
  expect(own.length).toBeGreaterThanOrEqual(2);
  for (const { id } of own) await expect(house.db.delete(texts).where(eq(texts.id, id))).rejects.toMatchObject({ cause: { message: `text ${id} is part of its case` } });
});
