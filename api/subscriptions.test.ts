import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../db/client.ts';
import type { Connection } from '../db/client.ts';
import { mailStops, notices, subscribers } from '../db/schema.ts';
import { opened, startPost } from '../activities/notify/testing/post.ts';
import { refOf } from '../db/identifier-ref.ts';
import { startHouse, until } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { purgeSubscriptions } from './purge-subscriptions.ts';

const mail = 'sari@penyedia.example';
let house: House;
let connection: Connection;
let post: Awaited<ReturnType<typeof startPost>>;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh', 'kota-salatiga'], startWorker: false, sweep: false });
  connection = connect(house.env.DATABASE_URL!, 5);
});
afterAll(async () => { await connection.close(); await house.stop(); });
beforeEach(async () => {
  for (const table of [notices, subscribers, mailStops]) await house.db.delete(table);
  post = await startPost(house, connection, {});
});
afterEach(() => post.stop());

const ask = (body: object, office = 'contoh') => house.call('POST', `/api/v1/offices/${office}/subscriptions`, body);
const rows = () => house.db.select().from(subscribers);
const stops = () => house.db.select().from(mailStops);
const mails = () => Promise.all(post.server.kept.map(opened));
const sent = (count: number) => until(async () => post.server.kept.length >= count && mails(), `${count} mails`);
const later = () => house.db.update(subscribers).set({ askedAt: new Date(Date.now() - 601_000) });
/** What the mail says to do, by its link. */
const linkOf = (text: string) => /https?:\/\/\S+\/status\/contoh\/langganan\/(\S+\/\S+)/.exec(text)![1]!;
const follow = (link: string, method: string, path = '', body?: object) => house.call(method, `/api/v1/subscriptions/${link}${path}`, body);
async function confirmed(systems: string[] | null = null): Promise<string> {
  await ask({ mail, systems });
  const link = linkOf((await sent(1))[0]!.text);
  await follow(link, 'POST', '/confirm');
  return link;
}
const ref = () => refOf(house.vault, 'contoh', { kind: 'mail', value: mail });
const click = (token: string, headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }, payload = 'List-Unsubscribe=One-Click') =>
  house.app.inject({ method: 'POST', url: `/langganan/berhenti/contoh/${token}`, headers, payload });

describe('a subscription', () => {
  it('begins when the owner of the address confirms it by the link that was mailed, and can be changed and ended there', async () => {
    const { status } = await ask({ mail, systems: ['spse'] });
    expect(status).toBe(202);
    const [letter] = await sent(1);
    expect(letter!.subject).toBe('[LPSE Kota Contoh] Konfirmasi langganan pengumuman');
    expect(letter!.text).toContain('Sistem: SPSE');
    expect((await rows())[0]).toMatchObject({ confirmedAt: null, systems: ['spse'] });
    const link = linkOf(letter!.text);
    for (const _again of [1, 2]) expect((await follow(link, 'POST', '/confirm')).body).toEqual({ office: 'contoh', systems: ['spse'], isConfirmed: true });
    expect((await follow(link, 'PATCH', '', { systems: null })).body).toEqual({ office: 'contoh', systems: null, isConfirmed: true });
    expect((await follow(link, 'PATCH', '', { systems: ['none'] })).body).toMatchObject({ code: 'unknown-system', field: 'systems' });
    expect((await follow(link, 'DELETE')).status).toBe(200);
    expect(await rows()).toEqual([]);
    expect((await follow(link, 'POST', '/confirm')).body.code).toBe('unknown-subscription');
  });

  it('keeps the address sealed, in the ledger only by its id', async () => {
    await ask({ mail });
    await sent(1);
    const stored = JSON.stringify([await rows(), await house.db.select().from(notices)]);
    expect(stored).not.toContain('sari@');
    expect((await house.db.select().from(notices))[0]).toMatchObject({ urgency: 'case', recipient: `subscriber:${(await rows())[0]!.id}` });
  });

  it('is one for each address, in whatever letters, and asks at most once in ten minutes', async () => {
    await Promise.all([mail, mail.toUpperCase(), mail].map((one) => ask({ mail: one })));
    await ask({ mail });
    expect(await rows()).toHaveLength(1);
    expect(await house.db.$count(notices)).toBe(1);
    await sent(1);
    await later();
    await ask({ mail, systems: ['situs'] });
    expect((await sent(2))[1]!.text).toContain('Situs web LPSE');
  });

  it('fills nobody\'s mailbox: three mails a day at most, however often somebody asks for that address', async () => {
    for (let times = 0; times < 6; times += 1) {
      await later();
      expect((await ask({ mail })).status).toBe(202);
    }
    expect(await house.db.$count(notices)).toBe(3);
    await house.db.update(notices).set({ createdAt: new Date(Date.now() - 25 * 3_600_000) });
    await later();
    await ask({ mail });
    expect(await house.db.$count(notices)).toBe(4);
  });

  it('of a confirmed address is not changed by who only knows the address', async () => {
    const link = await confirmed(['spse']);
    await later();
    await ask({ mail, systems: ['situs'] });
    const [, letter] = await sent(2);
    expect(letter!.subject).toBe('[LPSE Kota Contoh] Langganan pengumuman');
    expect(linkOf(letter!.text)).toBe(link);
    expect((await rows())[0]).toMatchObject({ systems: ['spse'], confirmedAt: expect.any(Date) });
  });

  it('that has ended before its mail left costs no mail', async () => {
    await post.stop();
    await ask({ mail });
    await house.db.delete(subscribers);
    post = await startPost(house, connection, {});
    await until(async () => (await house.db.select().from(notices))[0]!.state === 'dropped', 'the mail dropped');
  });

  it('that nobody confirms is forgotten after a week, a confirmed one is kept', async () => {
    await ask({ mail: 'other@a.example' });
    await confirmed();
    const days = (count: number) => Date.now() + count * 86_400_000;
    expect([await purgeSubscriptions(house.deps, days(6.9)), await purgeSubscriptions(house.deps, days(7.1)), (await rows()).length]).toEqual([0, 1, 1]);
  });
});

it('whoever asks gets the same answer for an address that is new, asked, confirmed or stopped', async () => {
  const answers = [await ask({ mail }), await ask({ mail })];
  await follow(linkOf((await sent(1))[0]!.text), 'POST', '/confirm');
  answers.push(await ask({ mail }));
  await click(house.vault.stopToken('contoh', ref()));
  answers.push(await ask({ mail }), await ask({ mail: 'nobody@a.example' }));
  expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
  expect(answers[0]!.body.message).toContain('Jika alamat itu dapat menerima surel');
});

it.each([
  ['an address that is none', { mail: 'sari' }, 400, 'bad-request'],
  ['an address with a line break', { mail: 'sari@a.example\r\nBcc: b@a.example' }, 400, 'bad-request'],
  ['an unknown system', { mail, systems: ['mesin'] }, 422, 'unknown-system'],
  ['no system at all', { mail, systems: [] }, 400, 'bad-request'],
])('%s is refused', async (_what, body, status, code) => {
  const answer = await ask(body);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(await rows()).toEqual([]);
});

it('an office that nobody knows is refused, and a link of somebody else opens nothing', async () => {
  expect((await ask({ mail }, 'nowhere')).body.code).toBe('unknown-office');
  const [id] = (await confirmed()).split('/');
  for (const link of [`${id}/${house.vault.trackingSecret(id!)}`, `${crypto.randomUUID()}/${house.vault.subscriptionSecret(id!)}`, 'x/y', `${id!.toUpperCase()}%27/z`]) {
    expect((await follow(link, 'DELETE')).body.code).toBe('unknown-subscription');
  }
  expect(await rows()).toHaveLength(1);
});

describe('one click', () => {
  it('ends the mails of that office for a subscriber, and forgets the address, however often it is clicked', async () => {
    await confirmed();
    for (const _again of [1, 2]) {
      const answer = await click(house.vault.stopToken('contoh', ref()));
      expect([answer.statusCode, answer.body, answer.headers['set-cookie']]).toEqual([200, 'Anda tidak lagi menerima pengumuman lewat surel dari kantor ini.', undefined]);
    }
    expect(await rows()).toEqual([]);
    expect(await stops()).toMatchObject([{ office: 'contoh', mailRef: ref(), why: 'berhenti', stoppedAt: expect.any(Date) }]);
  });

  it.each([
    ['a form with parts', { 'content-type': 'multipart/form-data; boundary=x' }, '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'],
    ['no body', {}, ''],
  ])('may come as %s', async (_what, headers, payload) => {
    expect((await click(house.vault.stopToken('contoh', ref()), headers, payload)).statusCode).toBe(200);
    expect(await house.db.$count(mailStops, eq(mailStops.mailRef, ref()))).toBe(1);
  });

  it('is taken back by a new subscription, once that is confirmed', async () => {
    await click(house.vault.stopToken('contoh', ref()));
    await ask({ mail });
    const link = linkOf((await sent(1))[0]!.text);
    expect(await stops()).toHaveLength(1);
    await follow(link, 'POST', '/confirm');
    expect(await stops()).toEqual([]);
  });

  it('needs a token that this house made for this office', async () => {
    for (const token of [house.vault.stopToken('salatiga', ref()), `${ref()}${ref()}`, ref(), 'x'.repeat(44)]) expect((await click(token)).json().code).toBe('unknown-subscription');
    expect(await stops()).toEqual([]);
  });
});
