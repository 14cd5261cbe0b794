import { eq, isNotNull } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import PostalMime from 'postal-mime';
import { connect } from '../../../db/client.ts';
import type { Connection } from '../../../db/client.ts';
import { refOf } from '../../../db/identifier-ref.ts';
import { mailings, mailStops, notices, subscribers } from '../../../db/schema.ts';
import { startHouse, until } from '../../../test/house.ts';
import type { House } from '../../../test/house.ts';
import { startPost, opened } from '../testing/post.ts';
import { startScriptedSmtp } from '../testing/scripted-smtp.ts';
import type { Script } from '../testing/scripted-smtp.ts';
import { outcomeOf } from './deliver.ts';
import { broadcast, copiesOf, mailingDone, openWindow, startBulkPost, subscribe } from './testing/bulk.ts';

let house: House;
let connection: Connection;
let script: Script;
let post: Awaited<ReturnType<typeof startBulkPost>>;
let window: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh'], startWorker: false, sweep: false });
  connection = connect(house.env.DATABASE_URL!, 8);
});
afterAll(async () => { await connection.close(); await house.stop(); });
beforeEach(async () => {
  for (const table of [notices, mailings, subscribers, mailStops]) await house.db.delete(table);
  script = { say: {} };
  post = await startBulkPost(house, connection, script);
  window = await openWindow(house);
});
afterEach(() => post.stop());

const ref = (mail: string) => refOf(house.vault, 'contoh', { kind: 'mail', value: mail });
const many = (count: number) => Array.from({ length: count }, (_, index) => `s${index}@a.example`);
const stateOf = async (id: string, mail: string) => (await copiesOf(house, id)).find(({ mailRef }) => mailRef === ref(mail))!;
const tell = async (): Promise<string> => broadcast(house, window);
const toldTo = async (): Promise<string> => { const id = await tell(); await mailingDone(house, id); return id; };

it('a copy reads like any mail of the house, and ends the mails by one click, in every mail program and by hand', async () => {
  await subscribe(house, ['a@a.example', 'b@a.example']);
  const [first, second] = await mailingDone(house, await tell());
  const [raw, other] = post.server.kept.toSorted((a) => (a.includes('To: a@a.example') ? -1 : 1));
  const mail = await PostalMime.parse(Buffer.from(raw!, 'latin1'));
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  const copy = [first!, second!].find(({ mailRef }) => mailRef === ref('a@a.example'))!;
  const url = `https://status.lpse.example/langganan/berhenti/contoh/${house.vault.stopToken('contoh', ref('a@a.example'))}`;
  expect(mail).toMatchObject({ from: { name: 'LPSE Kota Contoh', address: 'sigap@lpse.example' }, to: [{ address: 'a@a.example' }], messageId: copy.messageId });
  expect(header('list-unsubscribe')).toBe(`<${url}>`);
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect([header('precedence'), header('auto-submitted'), header('x-sigap-notice')]).toEqual(['bulk', 'auto-generated', copy.key]);
  expect(raw!.match(/^(?:Date|Message-ID|To|From|Subject|MIME-Version): /gim)).toHaveLength(6);
  expect(Math.abs(Date.parse(header('date')!) - Date.now())).toBeLessThan(60_000);
  for (const part of [mail.text, mail.html]) {
    expect(part).toContain('Pengguna SPSE');
    expect(part).toContain('Alasan: pembaruan basis data');
    expect(part).toContain(`https://status.lpse.example/status/contoh#${window.number}`);
    expect(part!.split(url)).toHaveLength(2);
  }
  expect(raw).not.toContain('b@a.example');
  expect(other).not.toContain(house.vault.stopToken('contoh', ref('a@a.example')));
});

describe('an address that the server does not know', () => {
  beforeEach(() => { script.say!.RCPT = (line) => (line.includes('bad@') ? '550 no such mailbox' : '250 ok'); });

  it('is refused, stops nobody else, and gets no more mails after as many in a row as the office allows', async () => {
    await subscribe(house, ['bad@a.example', ...many(30)]);
    for (const round of [1, 2, 3]) {
      const id = await toldTo();
      expect(await stateOf(id, 'bad@a.example')).toMatchObject({ state: 'refused', lastCode: '550' });
      expect((await copiesOf(house, id)).filter(({ state }) => state === 'sent')).toHaveLength(30);
      const [stop] = await house.db.select().from(mailStops);
      expect([stop!.bounces, stop!.stoppedAt !== null, stop!.why]).toEqual([round, round === 3, round === 3 ? 'ditolak' : null]);
    }
    expect(await copiesOf(house, await toldTo())).toHaveLength(30);
    expect(await house.db.$count(mailStops)).toBe(1);
  });

  it('counts from the beginning once it took one', async () => {
    await subscribe(house, ['bad@a.example']);
    await toldTo();
    await toldTo();
    script.say!.RCPT = '250 ok';
    await toldTo();
    expect(await house.db.select().from(mailStops)).toMatchObject([{ bounces: 0, stoppedAt: null }]);
  });
});

it('a server that refuses nearly everybody ends the mails to nobody: it is told again once the server relays', async () => {
  await subscribe(house, ['gone@a.example', ...many(12)]);
  await house.db.insert(mailStops).values({ office: 'contoh', mailRef: ref('gone@a.example'), stoppedAt: new Date(), why: 'berhenti' });
  script.say!.RCPT = (line) => (line.includes('s0@') ? '250 ok' : '550 5.7.1 relaying denied');
  for (const _again of [1, 2, 3]) await toldTo();
  expect(await house.db.$count(mailStops, isNotNull(mailStops.stoppedAt))).toBe(1);
  script.say!.RCPT = '250 ok';
  expect((await copiesOf(house, await toldTo())).map(({ state }) => state)).toEqual(Array(12).fill('sent'));
});

it('an address that is stopped between the writing of its copy and the hand-over gets none', async () => {
  await subscribe(house, ['a@a.example', ...many(60)]);
  await house.db.insert(mailStops).values({ office: 'contoh', mailRef: ref('a@a.example') });
  const held = Promise.withResolvers<string>();
  script.say!.RCPT = () => held.promise;
  const id = await tell();
  await until(async () => (await copiesOf(house, id)).some(({ state }) => state === 'sending'), 'copies in hand');
  // The last of them, which is not in hand yet.
  const last = (await copiesOf(house, id)).findLast(({ state }) => state === 'pending')!;
  await house.db.insert(mailStops).values({ office: 'contoh', mailRef: last.mailRef!, stoppedAt: new Date(), why: 'berhenti' }).onConflictDoUpdate({ target: [mailStops.office, mailStops.mailRef], set: { stoppedAt: new Date() } });
  held.resolve('250 ok');
  const copies = await mailingDone(house, id);
  expect(copies.find(({ mailRef }) => mailRef === last.mailRef)).toMatchObject({ state: 'dropped', lastCode: 'STOPPED' });
  expect(post.server.accepted).toHaveLength(60);
});

describe('a mail server that takes none for the moment', () => {
  it.each([['421 too busy', 'CONNECT'], ['450 later', 'RCPT'], ['451 local error', 'DOT'], ['550 who are you', 'MAIL']] as const)('with %s at %s is left in peace for a while, then everybody gets one copy', async (saying, at) => {
    const asked: number[] = [];
    let isBusy = true;
    script.say![at] = () => { asked.push(Date.now()); return isBusy ? saying : { CONNECT: '220 hello', RCPT: '250 ok', DOT: '250 kept', MAIL: '250 ok' }[at]; };
    await subscribe(house, many(100));
    const id = await tell();
    await until(async () => (await copiesOf(house, id)).some(({ lastCode }) => lastCode === saying.slice(0, 3)), 'the first no');
    // The forty in hand were answered, and no more were claimed in the second that follows a no.
    await until(async () => (await copiesOf(house, id)).every(({ state }) => state === 'pending'), 'empty hands');
    expect(asked.filter((at_) => at_ < asked[0]! + 1000).length).toBeLessThanOrEqual(45);
    isBusy = false;
    const copies = await mailingDone(house, id, 30_000);
    expect(copies.every(({ state }) => state === 'sent')).toBe(true);
    expect(new Set(post.server.accepted).size).toBe(100);
    expect(post.server.accepted).toHaveLength(100);
    expect(await house.db.$count(mailStops)).toBe(0);
  });

  it('because it is out of reach gets everything once it is back', async () => {
    await post.server.stop();
    await subscribe(house, many(50));
    const id = await tell();
    await until(async () => (await copiesOf(house, id)).some(({ attempts, state }) => attempts > 0 && state === 'pending'), 'a try in vain');
    const back = await startScriptedSmtp({}, post.server.port);
    const copies = await mailingDone(house, id, 30_000);
    expect([copies.length, back.accepted.length, new Set(back.accepted).size]).toEqual([50, 50, 50]);
    await back.stop();
  });
});

it('a copy that the server had in whole and never answered is held for a person, and never sent again by itself', async () => {
  script.say!.DOT = (mail) => (mail.includes('To: s0@') ? null : '250 kept');
  await subscribe(house, many(20));
  const copies = await mailingDone(house, await tell());
  expect(copies.find(({ mailRef }) => mailRef === ref('s0@a.example'))).toMatchObject({ state: 'held', ambiguous: 1, attempts: 1 });
  expect(copies.filter(({ state }) => state === 'sent')).toHaveLength(19);
  expect((await Promise.all(post.server.kept.map(opened)))).toHaveLength(20);
});

it('a mailing whose time has passed while it left is dropped from there on', async () => {
  const held = Promise.withResolvers<string>();
  script.say!.RCPT = () => held.promise;
  await subscribe(house, many(60));
  const id = await tell();
  await until(async () => (await copiesOf(house, id)).filter(({ state }) => state === 'sending').length === 40, 'forty in hand');
  await house.db.update(mailings).set({ until: new Date(Date.now() - 1) }).where(eq(mailings.id, id));
  await until(async () => (await copiesOf(house, id)).filter(({ lastCode }) => lastCode === 'TOO_LATE').length === 20, 'the rest dropped');
  held.resolve('250 ok');
  expect((await mailingDone(house, id)).filter(({ state }) => state === 'sent')).toHaveLength(40);
});

it('an urgent mailing passes one that is leaving, and the ordinary postman takes no copy of either', async () => {
  const held = Promise.withResolvers<string>();
  script.say!.RCPT = () => held.promise;
  await subscribe(house, many(80));
  const ordinary = await startPost(house, connection, {});
  const slow = await tell();
  await until(async () => (await copiesOf(house, slow)).filter(({ state }) => state === 'sending').length === 40, 'forty in hand');
  const urgent = await broadcast(house, await openWindow(house), { isUrgent: true });
  await until(async () => (await copiesOf(house, urgent)).length === 80, 'the urgent copies');
  held.resolve('250 ok');
  await Promise.all([mailingDone(house, slow), mailingDone(house, urgent)]);
  const ids = (await Promise.all(post.server.kept.map(opened))).map(({ keys }) => keys[0]!.split('/')[0]);
  expect(ids.slice(0, 40).every((id) => id === slow)).toBe(true);
  expect(ids.slice(40, 120).filter((id) => id === urgent)).toHaveLength(80);
  expect(ordinary.server.kept).toEqual([]);
  await ordinary.stop();
});

it('two workers have one lane: the pace is that of all of them', async () => {
  const second = await startBulkPost(house, connection, script);
  await subscribe(house, many(200));
  await mailingDone(house, await tell());
  expect([post.server.kept.length, second.server.kept.length].toSorted()).toEqual([0, 200]);
  await second.stop();
});

it('after the give-up time a copy that was only deferred is a person\'s', () => {
  const giveUpAt = new Date(0);
  expect(outcomeOf({ attempts: 9, ambiguous: 0, giveUpAt }, { outcome: 'deferred', code: '450' }, 1)).toEqual({ state: 'held', lastCode: '450' });
});

it('news that waited for the mail server says how late it is', async () => {
  await subscribe(house, ['a@a.example']);
  const dueAt = Date.now() - 3 * 3_600_000;
  await mailingDone(house, await broadcast(house, window, { template: 'started', isUrgent: true, params: { systems: 'spse', startsAt: dueAt, endsAt: dueAt + 36_000_000, dueAt, lateMs: 20 } }));
  expect((await opened(post.server.kept[0]!)).text).toContain('Surat ini terlambat 3 jam');
});

it('a mailing that cannot be written keeps no other, and after the give-up time a person decides', async () => {
  await subscribe(house, many(3));
  const broken = await broadcast(house, await openWindow(house), { template: 'no-such-mail' });
  await toldTo();
  expect((await copiesOf(house, broken)).map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(Array(3).fill('pending 0'));
  await house.db.update(notices).set({ giveUpAt: new Date() }).where(eq(notices.mailingId, broken));
  expect((await mailingDone(house, broken)).map(({ state, lastCode }) => `${state} ${lastCode}`)).toEqual(Array(3).fill('held GAVE_UP'));
});
