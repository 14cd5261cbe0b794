import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { broadcast, copiesOf, mailingDone, openWindow, startBulkPost, subscribe } from '../activities/notify/bulk/testing/bulk.ts';
import type { Script } from '../activities/notify/testing/scripted-smtp.ts';
import { connect } from '../db/client.ts';
import type { Connection } from '../db/client.ts';
import { accessLog, mailings, mailStops, notices, subscribers } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';

let house: House;
let connection: Connection;
let script: Script;
let post: Awaited<ReturnType<typeof startBulkPost>>;
let technician: Staff;
let desk: Staff;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh', 'kota-salatiga'], startWorker: false, sweep: false });
  connection = connect(house.env.DATABASE_URL!, 5);
  [technician, desk] = [await house.staff('contoh', 'administrator-sistem'), await house.staff('contoh', 'helpdesk')];
});
afterAll(async () => { await connection.close(); await house.stop(); });
beforeEach(async () => {
  for (const table of [notices, mailings, mailStops, subscribers, accessLog]) await house.db.delete(table);
  script = { say: {} };
  post = await startBulkPost(house, connection, script);
  await subscribe(house, ['kept@a.example', 'lost@a.example', 'bad@a.example', 'good@a.example']);
});
afterEach(() => post.stop());

/** One is sent, one refused, two held: taken in whole, and never answered. */
async function halfKnown() {
  let isHealthy = false;
  script.say = { RCPT: (line) => (line.includes('bad@') ? '550 no such mailbox' : '250 ok'), DOT: (mail) => (!isHealthy && /To: (kept|lost)@/.test(mail) ? null : '250 ok') };
  const window = await openWindow(house);
  const id = await broadcast(house, window);
  await mailingDone(house, id);
  isHealthy = true;
  return { id, window };
}
const decide = (staff: Staff, id: string, decision: string) => staff.post(`/mailings/${id}/held`, { decision });
const logged = async () => (await house.db.select({ person: accessLog.person, what: accessLog.what }).from(accessLog));

it('the mails to many of an office are listed newest first, with what became of their copies, and of no other office', async () => {
  const { id, window } = await halfKnown();
  const elsewhere = await broadcast(house, await openWindow(house, 'salatiga'));
  const empty = await broadcast(house, await openWindow(house), { systems: ['situs'], until: new Date(Date.now() - 1) });
  await mailingDone(house, empty);
  const { body } = await desk.get('/mailings');
  expect(body.mailings.map((one: { id: string }) => one.id)).toEqual([empty, id]);
  expect(body.mailings[1]).toMatchObject({
    number: window.number, sop: 'maintenance', template: 'planned', systems: ['spse'], isUrgent: false, copies: 4, progress: 1,
    counts: { pending: 0, sending: 0, sent: 1, refused: 1, held: 2, dropped: 0 }, doneAt: expect.any(String),
  });
  expect(body.mailings[0].counts).toMatchObject({ dropped: 4 });
  expect((await desk.get(`/mailings?before=${encodeURIComponent(body.mailings[0].createdAt)}`)).body.mailings).toHaveLength(1);
  expect((await desk.get(`/mailings/${id}`)).body).toEqual(body.mailings[1]);
  expect((await desk.get(`/mailings/${elsewhere}`)).body.code).toBe('unknown-mailing');
  expect((await desk.get(`/cases/${window.number}/notices`)).body.notices).toEqual([]);
});

describe('copies of which nobody knows whether they arrived', () => {
  it('leave again when a person says so, once for all of them, and the mailing is done again', async () => {
    const { id } = await halfKnown();
    const { body } = await decide(technician, id, 'kirim-lagi');
    expect(body).toMatchObject({ doneAt: null, counts: { held: 0 } });
    const copies = await mailingDone(house, id);
    expect(copies.map(({ state }) => state).sort()).toEqual(['refused', 'sent', 'sent', 'sent']);
    // A second click finds nothing to decide.
    await decide(technician, id, 'kirim-lagi');
    expect((await mailingDone(house, id)).map(({ attempts }) => attempts).sort()).toEqual([1, 1, 2, 2]);
    expect(await logged()).toEqual([{ person: technician.person, what: 'mailing-held:kirim-lagi' }]);
  });

  it('count as sent when a person says so, and none leaves', async () => {
    const { id } = await halfKnown();
    const { body } = await decide(technician, id, 'anggap-terkirim');
    expect(body).toMatchObject({ doneAt: expect.any(String), counts: { held: 0, sent: 3 } });
    expect((await copiesOf(house, id)).filter(({ lastCode }) => lastCode === 'ASSUMED')).toHaveLength(2);
    expect(await logged()).toEqual([{ person: technician.person, what: 'mailing-held:anggap-terkirim' }]);
  });

  it('do not leave again once newer news of the case have', async () => {
    const { id, window } = await halfKnown();
    const newer = await broadcast(house, window, { template: 'moved' });
    await mailingDone(house, newer);
    await decide(technician, id, 'kirim-lagi');
    expect((await copiesOf(house, id)).filter(({ state, lastCode }) => state === 'dropped' && lastCode === 'SUPERSEDED')).toHaveLength(2);
    expect((await house.db.select().from(mailings).where(eq(mailings.id, id)))[0]!.doneAt).not.toBeNull();
  });

  it('leave again where the newer news came too late for anybody', async () => {
    const { id, window } = await halfKnown();
    await mailingDone(house, await broadcast(house, window, { template: 'started', until: new Date(Date.now() - 1) }));
    await decide(technician, id, 'kirim-lagi');
    expect((await mailingDone(house, id)).map(({ state }) => state).sort()).toEqual(['refused', 'sent', 'sent', 'sent']);
  });

  it('are decided by who plans or repairs, not by everybody', async () => {
    const { id } = await halfKnown();
    expect((await decide(desk, id, 'kirim-lagi')).body).toMatchObject({ code: 'wrong-function', function: 'administrator-sistem' });
    expect((await decide(technician, crypto.randomUUID(), 'kirim-lagi')).body.code).toBe('unknown-mailing');
    expect((await copiesOf(house, id)).filter(({ state }) => state === 'held')).toHaveLength(2);
    expect(await logged()).toEqual([]);
  });
});
