import { inArray } from 'drizzle-orm';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { notices } from '../../db/schema.ts';
import { startMailbox } from '../../local/mailbox.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { expectMailsOnce } from './account.ts';
import { firedOf, reportTo, rungsOf } from './cases.ts';
import { asSecondOffice } from './changed-office.ts';
import { allSettled, copiesOf, noticesOf, noticeWhen, toReporter, writeMany } from './ledger.ts';

const patient = { followUp: 3600, spacing: 3600, approval: 3600 };
const quick = { followUp: 8, spacing: 1, approval: 1 };
const sari = (name: string) => ({ reporter: { name: 'Sari Penyedia', mail: `${name}@penyedia.example` } });
let house: House;
beforeAll(async () => { house = await startHouse({ offices: [officeWith(patient), officeWith(quick, asSecondOffice)] }); });
afterEach(() => house.mailbox.heal());
afterAll(() => house.stop());

describe('a mail server that takes the whole mail and breaks off before its 250', () => {
  it('leaves the mail unknown; it goes out again under the same Message-ID, and the ledger counts the doubt', async () => {
    house.mailbox.fail({ kind: 'drop-kept', to: 'kept@penyedia.example', times: 1 });
    const reported = await reportTo(house, 'contoh', sari('kept'));
    await noticeWhen(house, reported, 'receipt', ({ state, ambiguous }) => state === 'unknown' && ambiguous === 1);
    const sent = await noticeWhen(house, reported, 'receipt', ({ state }) => state === 'sent');
    expect(sent).toMatchObject({ ambiguous: 1, attempts: 2 });
    expect(await copiesOf(house, sent)).toBe(2);
    await expectMailsOnce(house);
  });

  it('and did not keep it: it arrives all the same, once', async () => {
    house.mailbox.fail({ kind: 'drop-lost', to: 'lost@penyedia.example', times: 1 });
    const reported = await reportTo(house, 'contoh', sari('lost'));
    const sent = await noticeWhen(house, reported, 'receipt', ({ state }) => state === 'sent');
    expect(sent.ambiguous).toBe(1);
    expect(await copiesOf(house, sent)).toBe(1);
  });
});

it('a mail that hangs does not hold the hundred behind it', async () => {
  house.mailbox.fail({ kind: 'hang', to: 'hang@penyedia.example', times: 1 });
  const reported = await reportTo(house, 'contoh', sari('hang'));
  await noticeWhen(house, reported, 'receipt', ({ state }) => state === 'sending');
  await writeMany(house, reported, 100);
  const rows = await until(async () => {
    const all = await noticesOf(house, reported);
    return all.filter(({ state }) => state === 'sent').length >= 100 && all;
  }, 'a hundred mails beside the one that hangs');
  expect(rows.find(({ template }) => template === 'receipt')).toMatchObject({ state: 'sending', attempts: 1 });

  // The same mail serves the next fault: its postman dies with it in hand.
  await house.killWorker();
  await house.startWorker();
  const restarted = Date.now();
  const sent = await noticeWhen(house, reported, 'receipt', ({ state }) => state === 'sent');
  expect(sent).toMatchObject({ ambiguous: 1, attempts: 2, lastCode: '250' });
  expect(Date.now() - restarted).toBeLessThan(10_000);
  expect(await copiesOf(house, sent)).toBe(1);
  await expectMailsOnce(house);
});

it('two postmen share five hundred mails and send each once', { timeout: 90_000 }, async () => {
  const second = spawn(process.execPath, [fileURLToPath(new URL('../../worker.ts', import.meta.url))], { env: { PATH: process.env.PATH, ...house.env, LOG_LEVEL: 'info' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(second, 'exit');
  onTestFinished(async () => { second.kill('SIGKILL'); await gone; });
  await new Promise<void>((resolve) => { second.stdout.on('data', (chunk: Buffer) => { if (chunk.includes('polling')) resolve(); }); });
  const reported = await reportTo(house, 'contoh', sari('many'));
  await writeMany(house, reported, 500, toReporter);
  const senders = new Set<number>();
  await until(async () => {
    const rows = await house.db.select({ sender: notices.sender }).from(notices).where(inArray(notices.state, ['pending', 'sending', 'unknown']));
    for (const { sender } of rows) if (sender !== null) senders.add(sender);
    return rows.length === 0;
  }, 'an empty ledger', 60_000);
  expect(senders.size).toBe(2);
  await expectMailsOnce(house);
  expect((await noticesOf(house, reported)).every(({ ambiguous, attempts }) => ambiguous === 0 && attempts === 1)).toBe(true);
});

it('while the mail server is down the rungs fire on time, and their mails follow when it is back; a reminder then too late is dropped', { timeout: 180_000 }, async () => {
  const port = house.mailbox.smtpPort;
  await allSettled(house);
  await house.mailbox.stop();
  const reported = await reportTo(house, 'contoh-dua');
  const rungs = await until(async () => {
    const fired = await rungsOf(house, reported);
    return fired.length === 3 && fired;
  }, 'three rungs without a mail server');
  // The machine may be busy; the mail server comes back only after all of them.
  for (const { late } of rungs) expect(late).toBeLessThan(10_000);
  await noticeWhen(house, reported, 'lkpp-report', ({ attempts }) => attempts > 0);
  expect((await noticesOf(house, reported)).some(({ state }) => state === 'sent')).toBe(false);

  const back = await startMailbox({ smtpPort: port });
  onTestFinished(() => back.stop());
  // A server out of reach is tried every minute.
  await allSettled(house, 120_000);
  const rows = await noticesOf(house, reported);
  // One that fired too late itself was recorded instead of mailed.
  const reminded = (await firedOf(house, reported)).filter(({ type }) => type === 'reminded');
  expect(reminded).not.toEqual([]);
  expect(rows.filter(({ urgency }) => urgency === 'reminder').map(({ state, lastCode }) => `${state} ${lastCode}`)).toEqual(reminded.flatMap(() => Array(2).fill('dropped TOO_LATE')));
  expect(rows.filter(({ urgency }) => urgency === 'deadline').map(({ template, state, ambiguous }) => `${template} ${state} ${ambiguous}`))
    .toEqual(['escalation sent 0', 'escalation sent 0', 'approval-asked sent 0', 'lkpp-report sent 0']);
  expect(back.count('helpdesk@lkpp.example.test')).toBe(1);
});
