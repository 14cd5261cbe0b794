import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../db/client.ts';
import type { Connection } from '../../../db/client.ts';
import { refOf } from '../../../db/identifier-ref.ts';
import { accounts, cases, identifiers, intakes, mailings, mailStops, notices, subscribers } from '../../../db/schema.ts';
import { closedFor, asSecondOffice } from '../../../test/faults/changed-office.ts';
import { startHouse, until } from '../../../test/house.ts';
import type { House } from '../../../test/house.ts';
import { officeWith } from '../../../test/quick-office.ts';
import { opened } from '../testing/post.ts';
import type { Script } from '../testing/scripted-smtp.ts';
import { broadcast, copiesOf, mailingDone, openWindow, startBulkPost, subscribe } from './testing/bulk.ts';

const pace = { followUp: 3600, spacing: 3600, approval: 3600 };
const byDayOnly = (text: string) => asSecondOffice(text).replace(/atNight: \{ value: true/, 'atNight: { value: false');
let house: House;
let connection: Connection;
let script: Script;
let post: Awaited<ReturnType<typeof startBulkPost>>;
beforeAll(async () => {
  house = await startHouse({ offices: [officeWith(pace), closedFor(3, pace, byDayOnly)], startWorker: false, sweep: false });
  connection = connect(house.env.DATABASE_URL!, 5);
});
afterAll(async () => { await connection.close(); await house.stop(); });
beforeEach(async () => {
  for (const table of [notices, mailings, subscribers, mailStops, accounts, identifiers, cases]) await house.db.delete(table);
  await house.db.update(intakes).set({ reporterMailSealed: null });
  script = { say: {} };
  post = await startBulkPost(house, connection, script);
});
afterEach(() => post.stop());

async function reportBy(mail: string): Promise<string> {
  const { body } = await house.report('contoh', { reporter: { name: 'Sari', mail } });
  const [intake] = await house.db.select({ id: intakes.id }).from(intakes).where(eq(intakes.number, body.number));
  return intake!.id;
}
const closed = (id: string) => house.db.insert(cases).values({ id, office: 'contoh', sop: 'problem', number: `X-${id}`, state: 'ditutup', receivedAt: new Date(), openedAt: new Date(), closedAt: new Date(), seq: 9 });
async function account(mail: string, state: 'aktif' | 'nonaktif'): Promise<void> {
  const id = await reportBy(mail);
  await closed(id);
  await house.db.insert(accounts).values({ office: 'contoh', number: `A-${mail}`, caseId: id, kind: 'pk', state, activatedAt: new Date(), confirmedAt: new Date(), contactCaseId: id });
}
const receivers = () => post.server.accepted.toSorted();
const ref = (mail: string) => refOf(house.vault, 'contoh', { kind: 'mail', value: mail });

describe('a mail to many goes', () => {
  it('once to each address, however often and in whatever letters the house knows it', async () => {
    await subscribe(house, ['sub@a.example', 'both@a.example']);
    await subscribe(house, ['other-office@a.example'], { office: 'contoh-dua' });
    await subscribe(house, ['situs@a.example'], { systems: ['situs'] });
    await subscribe(house, ['spse@a.example'], { systems: ['situs', 'spse'] });
    await subscribe(house, ['unconfirmed@a.example'], { confirmedAt: null });
    await account('Both@A.example', 'aktif');
    await account('user@a.example', 'aktif');
    await account('gone@a.example', 'nonaktif');
    await reportBy('user@a.example');
    await reportBy('open@a.example');
    await closed(await reportBy('closed@a.example'));
    const id = await broadcast(house, await openWindow(house));
    const copies = await mailingDone(house, id);
    expect(receivers()).toEqual(['both@a.example', 'open@a.example', 'spse@a.example', 'sub@a.example', 'user@a.example']);
    expect(new Set(copies.map(({ mailRef }) => mailRef)).size).toBe(5);
    expect(copies.map(({ recipient }) => recipient.split(':')[0]).sort()).toEqual(['subscriber', 'subscriber', 'subscriber', 'user', 'user']);
  });

  it('once to an address that came without a pseudonym, with an imported register say, and was subscribed too', async () => {
    await reportBy('import@a.example');
    await house.db.delete(identifiers);
    await reportBy('import@a.example');
    await subscribe(house, ['IMPORT@a.example']);
    await mailingDone(house, await broadcast(house, await openWindow(house)));
    expect(receivers()).toEqual(['IMPORT@a.example']);
  });

  it('to nobody who ended it, and to nobody at all where nobody is', async () => {
    await subscribe(house, ['no@a.example']);
    await house.db.insert(mailStops).values({ office: 'contoh', mailRef: ref('no@a.example'), stoppedAt: new Date(), why: 'berhenti' });
    expect(await mailingDone(house, await broadcast(house, await openWindow(house)))).toEqual([]);
    expect(receivers()).toEqual([]);
  });

  it('to everybody who was told by an earlier one of the case, also when nothing else names them any more', async () => {
    const told = await reportBy('told@a.example');
    const window = await openWindow(house);
    await mailingDone(house, await broadcast(house, window));
    await closed(told);
    await mailingDone(house, await broadcast(house, await openWindow(house)));
    expect(receivers()).toEqual(['told@a.example']);
    await mailingDone(house, await broadcast(house, window, { template: 'finished', params: { systems: 'spse', startsAt: 0, endsAt: 1, endedAt: 2 } }));
    expect(receivers()).toEqual(['told@a.example', 'told@a.example']);
  });
});

describe('that nothing comes of what was announced', () => {
  it.each(['cancelled', 'not-an-outage'])('is told to nobody whose copy of the announcement has not left (%s)', async (template) => {
    await subscribe(house, ['a@a.example'], { office: 'contoh-dua' });
    const window = await openWindow(house, 'contoh-dua');
    const first = await broadcast(house, window);
    await until(async () => (await copiesOf(house, first)).length === 1, 'the copy that waits for the morning');
    expect(await mailingDone(house, await broadcast(house, window, { template, isUrgent: true }))).toEqual([]);
    expect((await mailingDone(house, first)).map(({ state, lastCode }) => `${state} ${lastCode}`)).toEqual(['dropped SUPERSEDED']);
    expect(receivers()).toEqual([]);
  });

  it('is told to whoever has read of it, and to nobody else', async () => {
    await subscribe(house, ['a@a.example', 'bad@a.example']);
    script.say!.RCPT = (line) => (line.includes('bad@') ? '550 no such mailbox' : '250 ok');
    const window = await openWindow(house);
    await mailingDone(house, await broadcast(house, window));
    await subscribe(house, ['later@a.example']);
    await mailingDone(house, await broadcast(house, window, { template: 'cancelled', params: { systems: 'spse', startsAt: 0, endsAt: 1, endedAt: null } }));
    expect(receivers()).toEqual(['a@a.example', 'a@a.example']);
  });
});

describe('a newer mailing of the case', () => {
  it('overtakes what still waits of the older ones: nobody reads of a window that has moved since', async () => {
    await subscribe(house, Array.from({ length: 90 }, (_, index) => `s${index}@a.example`));
    const held = Promise.withResolvers<string>();
    script.say!.RCPT = () => held.promise;
    const window = await openWindow(house);
    const first = await broadcast(house, window);
    await until(async () => (await copiesOf(house, first)).filter(({ state }) => state === 'sending').length === 40, 'forty in hand');
    const second = await broadcast(house, window, { template: 'moved' });
    await until(async () => (await copiesOf(house, second)).length === 90, 'the newer copies');
    held.resolve('250 ok');
    const [before, after] = [await mailingDone(house, first), await mailingDone(house, second)];
    const states = (copies: typeof before) => Object.entries(Object.groupBy(copies, ({ state, lastCode }) => `${state} ${lastCode}`)).map(([what, rows]) => `${rows!.length} ${what}`).sort();
    expect(states(before)).toEqual(['40 sent 250', '50 dropped SUPERSEDED']);
    expect(states(after)).toEqual(['90 sent 250']);
    const mails = await Promise.all(post.server.kept.map(opened));
    expect(mails.filter(({ subject }) => subject.includes('dipindahkan'))).toHaveLength(90);
  });

  it('overtakes also what was in hand and was put off by the mail server: nobody reads the older one after it', async () => {
    await subscribe(house, ['a@a.example']);
    const answer = Promise.withResolvers<string>();
    let asked = 0;
    script.say!.RCPT = () => { asked += 1; return asked === 1 ? answer.promise : '250 ok'; };
    const window = await openWindow(house);
    const first = await broadcast(house, window);
    await until(async () => asked === 1, 'the first copy in hand');
    const second = await broadcast(house, window, { template: 'moved' });
    await until(async () => (await copiesOf(house, second)).length === 1, 'the newer copy');
    answer.resolve('451 greylisted, come again');
    const [[before], [after]] = [await mailingDone(house, first), await mailingDone(house, second)];
    expect([before, after].map((copy) => `${copy!.state} ${copy!.lastCode}`)).toEqual(['dropped SUPERSEDED', 'sent 250']);
    expect((await Promise.all(post.server.kept.map(opened))).map(({ subject }) => subject.includes('dipindahkan'))).toEqual([true]);
  });

  it('overtakes one that no worker had addressed yet, but not when it comes too late itself', async () => {
    await subscribe(house, ['a@a.example']);
    await post.stop();
    const [overtaken, kept] = [await openWindow(house), await openWindow(house)];
    const ids = [await broadcast(house, overtaken), await broadcast(house, overtaken), await broadcast(house, kept), await broadcast(house, kept, { until: new Date(Date.now() - 1) })];
    post = await startBulkPost(house, connection, script);
    const copies = await Promise.all(ids.map((id) => mailingDone(house, id)));
    expect(copies.map(([copy]) => `${copy!.state} ${copy!.lastCode}`)).toEqual(['dropped SUPERSEDED', 'sent 250', 'sent 250', 'dropped TOO_LATE']);
  });
});

describe('at night', () => {
  it('a mailing waits for the opening of the office, one of an outage leaves at once, and one that would come too late is dropped', async () => {
    await subscribe(house, ['a@a.example'], { office: 'contoh-dua' });
    const window = await openWindow(house, 'contoh-dua');
    const urgent = await broadcast(house, await openWindow(house, 'contoh-dua'), { isUrgent: true });
    const tooLate = await broadcast(house, await openWindow(house, 'contoh-dua'), { until: new Date(Date.now() + 3_600_000) });
    const waiting = await broadcast(house, window);
    expect((await mailingDone(house, urgent))[0]).toMatchObject({ state: 'sent' });
    expect((await mailingDone(house, tooLate))[0]).toMatchObject({ state: 'dropped', lastCode: 'TOO_LATE' });
    const [copy] = await copiesOf(house, waiting);
    expect(copy).toMatchObject({ state: 'pending', attempts: 0 });
    // Days off in the office's zone, from its midnight on: two more at least, also when a midnight passed since its file was written.
    expect(copy!.nextAt.getTime() - Date.now()).toBeGreaterThan(86_400_000);
    expect((copy!.nextAt.getTime() + 7 * 3_600_000) % 86_400_000).toBe(0);
    expect(copy!.giveUpAt.getTime() - copy!.nextAt.getTime()).toBe(72 * 3_600_000);
  });

  it('a copy that was deferred in the day does not leave in the night', async () => {
    await subscribe(house, ['a@a.example'], { office: 'contoh-dua' });
    const id = await broadcast(house, await openWindow(house, 'contoh-dua'));
    await until(async () => (await copiesOf(house, id)).length === 1, 'the copy');
    const asked = Date.now() - 1000;
    await house.db.update(notices).set({ nextAt: new Date(asked), attempts: 1, giveUpAt: new Date(asked + 3_600_000) }).where(eq(notices.mailingId, id));
    const [copy] = await until(async () => { const copies = await copiesOf(house, id); return copies[0]!.nextAt.getTime() > Date.now() && copies; }, 'the copy put off');
    // It has as much time left in the morning as it had.
    expect(copy!.giveUpAt.getTime() - copy!.nextAt.getTime()).toBe(3_600_000);
    expect(receivers()).toEqual([]);
  });
});

it('the case hears once what became of its mailing, as soon as Temporal can hear it', async () => {
  await subscribe(house, ['a@a.example', 'bad@a.example']);
  script.say!.RCPT = (line) => (line.includes('bad@') ? '550 no such mailbox' : '250 ok');
  const window = await openWindow(house);
  const handle = await house.client.workflow.start('nobody', { taskQueue: `nobody-${randomUUID()}`, workflowId: window.workflowId });
  const id = await broadcast(house, window);
  await mailingDone(house, id);
  const { events } = await handle.fetchHistory();
  const heard = events!.flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => (signal ? [[signal.signalName, JSON.parse(Buffer.from(signal.input!.payloads![0]!.data!).toString())]] : []));
  expect(heard).toEqual([['mailingDone', { mailingId: id, template: 'planned', sent: 1, refused: 1, held: 0, dropped: 0 }]]);
  await handle.terminate();
});
