import { afterAll, beforeAll, expect, test } from 'vitest';
import { notices } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { evil, reported, sendForm } from './testing/report.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false }); });
afterAll(() => house?.stop());

test('asking for a lost link is answered the same whether the number exists or not, and mails only a known one', async () => {
  const { number } = await reported(house, 'salatiga');
  const answers = await Promise.all([
    { kantor: 'salatiga', nomor: ` ${number.toLowerCase()} ` }, { kantor: 'salatiga', nomor: 'SLT-2026-999999' }, { kantor: 'tidak-ada', nomor: number },
  ].map(async (fields) => {
    const answer = await sendForm(house, '/lacak', fields);
    return { status: answer.status, text: await answer.text() };
  }));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
  const sent = (await house.db.select().from(notices)).filter((notice) => notice.template === 'link-again');
  expect(sent.map((notice) => notice.key)).toEqual([expect.stringContaining(number)]);
});

test('asking for a lost link says what is missing', async () => {
  const answer = await sendForm(house, '/lacak', { nomor: evil });
  expect(answer.status).toBe(422);
  const text = await answer.text();
  expect(text).toContain('<a href="#kantor">');
  expect(text).toContain('<a href="#nomor">');
  expect(text).not.toMatch(/<script|<img/);
});
