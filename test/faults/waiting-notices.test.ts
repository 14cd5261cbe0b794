import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startScriptedSmtp } from '../../activities/notify/testing/scripted-smtp.ts';
import { opened } from '../../activities/notify/testing/post.ts';
import { notices } from '../../db/schema.ts';
import { freePort } from '../../local/ports.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { reportTo } from './cases.ts';
import { allSettled, rowsFor, toChief } from './ledger.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ offices: [officeWith({ followUp: 3600, spacing: 3600, approval: 3600 })], startWorker: false }); });
afterAll(() => house.stop());

it('fifty deadlines of one person at 08.00, with the mail server slow and down and the postman killed twice: each arrives, in a handful of mails, twice only where the ledger says so', { timeout: 180_000 }, async () => {
  /** The mail server has the whole mail, keeps it, and takes its time to say so: until somebody lets go. */
  let slow = Promise.withResolvers<string>();
  let isSlow = false;
  const script = { say: { DOT: () => (isSlow ? slow.promise : '250 ok') } };
  const first = await startScriptedSmtp(script, await freePort());
  const startWorker = () => house.startWorker({ SMTP_URL: first.url });
  await startWorker();
  const reported = await reportTo(house);
  await until(() => house.db.query.cases.findFirst({ where: (row, { eq }) => eq(row.id, reported.caseId) }), 'the open case');
  await allSettled(house);
  const before = first.kept.length;

  isSlow = true;
  const rows = rowsFor(reported, 50, toChief);
  const keys = rows.map(({ key }) => key);
  const ledger = () => house.db.select().from(notices).where(inArray(notices.key, keys));
  await Promise.all(rows.map((row) => house.db.insert(notices).values(row)));
  await until(async () => first.mails.length > before, 'the first mail with a slow server');
  await house.killWorker();
  slow.resolve('250 ok');
  await until(async () => first.kept.length > before, 'a mail that was kept and never answered for');

  await first.stop();
  await startWorker();
  await until(async () => (await ledger()).every(({ attempts, lastCode, state }) => attempts > 0 && lastCode === 'ESOCKET' && ['pending', 'unknown', 'sending'].includes(state)), 'fifty rows that met a dead server');

  slow = Promise.withResolvers();
  const second = await startScriptedSmtp(script, first.port);
  const inHand = await until(async () => {
    const carried = (await Promise.all(second.mails.map(opened))).find((mail) => mail.keys.length > 1);
    return carried;
  }, 'the mail of the many with a slow server');
  await house.killWorker();
  isSlow = false;
  slow.resolve('250 ok');
  await startWorker();
  await allSettled(house, 60_000);

  const mails = await Promise.all([...first.kept.slice(before), ...second.kept].map(opened));
  const wrong = (await ledger()).flatMap(({ key, messageId, carriedBy, state, ambiguous }) => {
    const carriers = mails.filter((mail) => mail.keys.includes(key));
    const isRight = state === 'sent' && carriers.length >= 1 && carriers.length <= 1 + ambiguous && carriers.at(-1)?.messageId === (carriedBy ?? messageId);
    return isRight ? [] : [`${key} ${state} ambiguous ${ambiguous}: ${carriers.length} mails`];
  });
  expect(wrong).toEqual([]);
  expect(mails.length).toBeLessThanOrEqual(8);
  // What was in hand at the second kill went out again as it was, so that its reader's server can tell.
  const again = mails.filter(({ messageId }) => messageId === inHand.messageId);
  expect(again.map((mail) => mail.keys.toSorted())).toEqual([inHand.keys.toSorted(), inHand.keys.toSorted()]);
  await house.killWorker();
  await second.stop();
});
