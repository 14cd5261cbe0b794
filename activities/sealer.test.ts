import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditHead, auditSealAt } from '../db/audit-head.ts';
import { commit } from './cases.ts';
import { sealWaiting, verifyChain } from './sealer.ts';
import { firstStep, openOffice } from './testing/office.ts';

let office: Awaited<ReturnType<typeof openOffice>>;
beforeEach(async () => {
  office = await openOffice();
  for (let n = 1; n <= 5; n += 1) await commit(office.deps, firstStep(`SLT-2027-00000${n}`));
});
afterEach(() => office.close());

/** What only a superuser can do, past the triggers. */
async function tamper(statement: string): Promise<void> {
  await office.sql.unsafe(`alter table events disable trigger events_insert_only; ${statement}; alter table events enable trigger events_insert_only`);
}
const verify = () => verifyChain(office.db, 'salatiga');
const thirdEvent = '(select event_id from seals where seq = 3)';

test('events wait for their seal, and a sealed chain verifies', async () => {
  expect(await verify()).toEqual({ sealed: 0, waiting: 5, firstBroken: null });
  expect(await sealWaiting(office.db)).toBe(5);
  expect(await verify()).toEqual({ sealed: 5, waiting: 0, firstBroken: null });
});

test('sealing in portions makes the same chain as sealing at once', async () => {
  while (await sealWaiting(office.db, 2) > 0);
  expect(await verify()).toEqual({ sealed: 5, waiting: 0, firstBroken: null });
});

test.each([
  ['the words of a sealed event', `update events set data = '{"role":"ppk"}' where id = ${thirdEvent}`],
  ['the person behind it', `update events set actor = 'slt-05' where id = ${thirdEvent}`],
  ['its time', `update events set at = at + interval '1 second' where id = ${thirdEvent}`],
  ['its existence', `delete from events where id = ${thirdEvent}`],
])('a superuser who changes %s is found at that very event', async (_what, statement) => {
  await sealWaiting(office.db);
  await tamper(statement);
  expect((await verify()).firstBroken?.seq).toBe(3);
});

test('several sealers at once seal every event once', async () => {
  const sealed = await Promise.all(Array.from({ length: 6 }, () => sealWaiting(office.db, 2)));
  for (let more = 1; more > 0;) {
    more = await sealWaiting(office.db);
    sealed.push(more);
  }
  expect(sealed.reduce((sum, n) => sum + n, 0)).toBe(5);
  expect(await verify()).toEqual({ sealed: 5, waiting: 0, firstBroken: null });
});

test('events that come later continue the chain', async () => {
  await sealWaiting(office.db);
  await commit(office.deps, firstStep('SLT-2027-000006'));
  await sealWaiting(office.db);
  expect(await verify()).toEqual({ sealed: 6, waiting: 0, firstBroken: null });
});

test('the seal that stands on a paper is found by its number when the chain has grown', async () => {
  await sealWaiting(office.db);
  const onPaper = await auditHead(office.db, 'salatiga');
  await commit(office.deps, firstStep('SLT-2027-000006'));
  await sealWaiting(office.db);
  expect(onPaper).toEqual({ seq: 5, hash: await auditSealAt(office.db, 'salatiga', 5) });
  expect(await auditSealAt(office.db, 'salatiga', 7)).toBeNull();
});

test('an event that was sealed once is never sealed a second time', async () => {
  await sealWaiting(office.db);
  await office.sql.unsafe('insert into seal_queue select id from events order by id limit 1');
  await expect(sealWaiting(office.db)).rejects.toThrow();
  expect((await verify()).sealed).toBe(5);
});
