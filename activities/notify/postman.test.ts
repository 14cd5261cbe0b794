import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../db/client.ts';
import type { Connection } from '../../db/client.ts';
import { intakes, notices } from '../../db/schema.ts';
import { startHouse, until } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { commit } from '../cases.ts';
import type { Change, Step } from '../types.ts';
import { startPost } from './testing/post.ts';

const lkpp = 'helpdesk@lkpp.example.test';
const chief = 'cth-01@contoh.example.test';
let house: House;
let connection: Connection;
let caseId: string;
/** What the mail server says to a recipient; nothing at all for ''. */
let say: (to: string) => string;
let post: Awaited<ReturnType<typeof startPost>>;
let server: typeof post.server;

beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh'], startWorker: false });
  connection = connect(house.env.DATABASE_URL!, 5);
});
afterAll(async () => { await connection.close(); await house.stop(); });
beforeEach(async () => {
  say = () => '250 ok';
  post = await startPost(house, connection, { say: { RCPT: (line) => say(/<(.*)>/.exec(line)?.[1] ?? '') } });
  server = post.server;
});
afterEach(() => post.stop());

/** The first step of a new case, which tells these. */
async function tell(...changes: Change[]): Promise<void> {
  const { body } = await house.report('contoh');
  const [row] = await house.db.select().from(intakes).where(eq(intakes.number, body.number));
  const { id, office, sop, number, workflowId } = row!;
  caseId = id;
  const step: Step = {
    identity: { caseId, office, sop, number, workflowId, receivedAt: row!.receivedAt.getTime() }, seq: 0, at: Date.now(), changes, plans: [], running: [],
  };
  await commit({ ...house.deps, log: pino({ level: 'silent' }), now: Date.now, mailDomain: 'lpse.example' }, step);
}
const reportToLkpp: Change = {
  type: 'tell', to: { kind: 'lkpp', copyTo: 'kepala-ukpbj' }, template: 'lkpp-report', urgency: 'deadline', params: { clock: 'follow-up', approval: 'silent', deadlineAt: Date.now() }, dueAt: Date.now(),
};
const row = async (template: string) => (await house.db.select().from(notices).where(eq(notices.caseId, caseId))).find((notice) => notice.template === template)!;
const rowWhen = (template: string, state: string, lastCode: string) => until(async () => {
  const now = await row(template);
  return now.state === state && now.lastCode === lastCode && now;
}, `${template} ${state} ${lastCode}`);

describe('the copy of a mail', () => {
  it('is tried again by itself when the server has no time for it, and its mail is not sent twice', async () => {
    let busy = true;
    say = (to) => (to === chief && busy ? '451 try later' : '250 ok');
    await tell(reportToLkpp);
    await rowWhen('copy', 'pending', '451');
    busy = false;
    const copy = await rowWhen('copy', 'sent', '250');
    const main = await row('lkpp-report');
    expect(main).toMatchObject({ state: 'sent', attempts: 1, copyTo: 'cth-01', copyOf: null });
    expect(copy).toMatchObject({ recipient: 'cth-01', copyOf: main.key });
    expect(server.accepted).toEqual([lkpp, chief]);
  });

  it('says what it is a copy of, under a Message-ID of its own; the mail itself names who has one', async () => {
    await tell(reportToLkpp);
    await rowWhen('copy', 'sent', '250');
    const [main = '', copy = ''] = server.mails;
    expect(main).toMatch(/^Cc: Satu Contoh <cth-01@contoh\.example\.test>/m);
    expect(main).not.toContain('Tembusan: ');
    expect(copy).toMatch(/^To: Satu Contoh <cth-01@contoh\.example\.test>/m);
    expect(copy).toMatch(/Tembusan: ini salinan surat kepada Helpdesk LPSE LKPP yang dikirim/);
    const id = (mail: string) => /^Message-ID: (.*)\r$/im.exec(mail)?.[1];
    expect([id(main), id(copy)]).toEqual([(await row('lkpp-report')).messageId, (await row('copy')).messageId]);
    expect(id(main)).not.toBe(id(copy));
  });

  it('waits for its mail, and is dropped when that was refused', async () => {
    let answer = '450 try later';
    say = (to) => (to === lkpp ? answer : '250 ok');
    await tell(reportToLkpp);
    await rowWhen('lkpp-report', 'pending', '450');
    expect(await row('copy')).toMatchObject({ state: 'pending', attempts: 0 });
    answer = '550 no such mailbox';
    await rowWhen('copy', 'dropped', 'NOT_SENT');
    expect(server.accepted).toEqual([]);
  });
});

it('a mail of a deadline waits neither for a connection nor for a hand behind mails that hang', async () => {
  say = (to) => (to === 'sari@penyedia.example' ? '' : '250 ok');
  await tell();
  const waiting = { office: 'contoh', caseId, sop: 'problem', params: { kind: 'tangani' }, state: 'pending' as const, nextAt: new Date(), giveUpAt: new Date(Date.now() + 3_600_000) };
  const mail = (template: string, urgency: 'case' | 'deadline', recipient: string) => ({ ...waiting, key: randomUUID(), messageId: `<${randomUUID()}@lpse.example>`, template, urgency, recipient });
  await house.db.insert(notices).values(Array.from({ length: 60 }, () => mail('receipt', 'case', 'reporter')));
  await until(async () => (await house.db.$count(notices, eq(notices.state, 'sending'))) >= 50, 'fifty mails in hand');
  const before = Date.now();
  await house.db.insert(notices).values(mail('approval-asked', 'deadline', 'cth-02'));
  await rowWhen('approval-asked', 'sent', '250');
  expect(Date.now() - before).toBeLessThan(3000);
});
