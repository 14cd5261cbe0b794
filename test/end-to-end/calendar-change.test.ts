import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDecreeFile } from '../../db/decrees.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ offices: ['kota-salatiga', 'kota-contoh'] }); });
afterAll(() => house.stop());

const day = (at: string) => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10);

it('a new decree moves the open deadline, tells the reporter and the desk, and the history says why', async () => {
  const { body: { number } } = await house.report('salatiga');
  const desk = await house.staff('salatiga', 'helpdesk');
  const { dueAt } = await desk.task(number, 'tangani');
  const due = day(dueAt!);
  const decree = join(mkdtempSync(join(tmpdir(), 'sigap-decree-')), 'skb.json');
  writeFileSync(decree, JSON.stringify({ number: 'SKB UJI 1', date: due, year: Number(due.slice(0, 4)), days: [{ date: due, kind: 'cuti-bersama', name: 'Cuti bersama tambahan' }] }));
  expect(await loadDecreeFile(house.db, decree)).toEqual(['salatiga']);

  const moved = await until(async () => {
    const { body } = await desk.get(`/cases/${number}`);
    return body.events.find((event: { type: string }) => event.type === 'deadline.moved');
  }, 'the moved deadline in the history');
  expect(moved.data).toMatchObject({ clock: 'follow-up', before: Date.parse(dueAt!), reason: 'SKB UJI 1' });
  expect(moved.data.after).toBeGreaterThan(moved.data.before);
  expect(Date.parse((await desk.task(number, 'tangani')).dueAt!)).toBe(moved.data.after);
  const mail = await house.mailbox.waitFor((one) => one.to.includes('sari@penyedia.example') && one.subject.includes('Tenggat laporan berubah'), 20_000);
  expect(mail.text).toContain('Semula');
  const { body: { notices } } = await desk.get(`/cases/${number}/notices`);
  expect(notices.filter((notice: { template: string; recipient: string }) => notice.template === 'deadline-moved' && notice.recipient !== 'reporter').length).toBeGreaterThan(0);
  await expect(loadDecreeFile(house.db, decree)).rejects.toThrow('sudah dimuat');
});
