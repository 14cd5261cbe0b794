import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../db/client.ts';
import type { Connection } from '../../db/client.ts';
import { intakes, notices } from '../../db/schema.ts';
import { startHouse, until } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { messageIdOf } from './message-id.ts';
import type { Notice } from './parcel.ts';
import { opened, startPost } from './testing/post.ts';
import type { Script } from './testing/scripted-smtp.ts';

const chief = 'cth-02@contoh.example.test';
let house: House;
let connection: Connection;
let about: Pick<Notice, 'office' | 'caseId' | 'sop'>;
let script: Script;
let post: Awaited<ReturnType<typeof startPost>>;

beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh'], startWorker: false });
  connection = connect(house.env.DATABASE_URL!, 5);
  const { body } = await house.report('contoh');
  const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, body.number));
  about = { office: 'contoh', caseId: intake!.id, sop: 'problem' };
});
afterAll(async () => { await connection.close(); await house.stop(); });
beforeEach(async () => {
  await house.db.delete(notices);
  script = { say: {} };
  post = await startPost(house, connection, script);
});
afterEach(() => post.stop());

type Written = Partial<typeof notices.$inferInsert> & { key: string };
const hour = 3_600_000;
const params = { kind: 'tangani', clock: 'follow-up', rung: 1, deadlineAt: 0, dueAt: 0, lateMs: 0 };

/** Rows that begin to wait at the same moment, for Kepala LPSE unless they name somebody else. */
async function write(...rows: Written[]): Promise<void> {
  await house.db.insert(notices).values(rows.map((row) => ({
    ...about, messageId: messageIdOf(row.key, 'lpse.example'), template: 'escalation', urgency: 'deadline' as const, recipient: 'cth-02', params,
    state: 'pending' as const, nextAt: new Date(), giveUpAt: new Date(Date.now() + hour), ...row,
  })));
}
const task = { template: 'task-opened', urgency: 'case' } as const;
const reminder = (deadlineAt: number) => ({ template: 'reminder', urgency: 'reminder', params: { ...params, deadlineAt } }) as const;
const ledger = async () => Object.fromEntries((await house.db.select().from(notices)).map((row) => [row.key, row]));
const ledgerWhen = (accepts: (rows: Record<string, Notice>) => boolean, what: string) => until(async () => {
  const rows = await ledger();
  return accepts(rows) && rows;
}, what);
const allSent = () => ledgerWhen((rows) => Object.values(rows).every(({ state }) => state === 'sent'), 'every row sent');
const keptMails = () => Promise.all(post.server.kept.map(opened));
const gate = () => Promise.withResolvers<string>();

describe('notices that wait for one person', () => {
  it('leave as one mail that lists each under its own subject, deadlines first, the longest due before the others', async () => {
    await write(
      { key: 'a', ...task }, { key: 'b', params: { ...params, rung: 2, dueAt: 2000 } }, { key: 'c', params: { ...params, rung: 3, dueAt: 1000 } },
      ...Array.from({ length: 97 }, (_, index) => ({ key: `d${index}`, ...task })),
    );
    const rows = await allSent();
    const [mail, ...more] = await keptMails();
    expect(more).toEqual([]);
    expect(mail!.subject).toBe('[LPSE Kota Contoh] 100 pemberitahuan untuk Anda');
    expect(mail!.keys).toHaveLength(100);
    expect(mail!.keys.slice(0, 3)).toEqual(['c', 'b', 'a']);
    const order = ['1. [CTH-', 'eskalasi tingkat 3', '2. [CTH-', 'eskalasi tingkat 2', '3. [CTH-', 'Tugas baru: ', 'Buka laporan'];
    for (const part of [mail!.text, mail!.html]) {
      let at = 0;
      for (const words of order) { at = part.indexOf(words, at); expect(at, words).toBeGreaterThan(-1); }
    }
    expect(Object.values(rows).every(({ carriedBy, attempts, ambiguous, sentAt }) => carriedBy === mail!.messageId && attempts === 1 && ambiguous === 0 && sentAt !== null)).toBe(true);
  });

  it('leave at once and as they always did when there is only one', async () => {
    const before = Date.now();
    await write({ key: 'alone' });
    const { alone } = await allSent();
    expect(alone!.sentAt!.getTime() - before).toBeLessThan(1000);
    const [mail] = await keptMails();
    expect(mail).toMatchObject({ messageId: alone!.messageId, keys: ['alone'] });
    expect(mail!.subject).toMatch(/^\[CTH-.*\] Tenggat terlewat: eskalasi tingkat 1$/);
    expect(mail!.text).not.toContain('pemberitahuan');
    expect(alone!.carriedBy).toBeNull();
  });

  it('and became due while a mail to that person was under way leave together after it; others do not wait', async () => {
    const slow = gate();
    script.say!.DOT = () => (post.server.mails.length === 1 ? slow.promise : '250 ok');
    await write({ key: 'first' });
    await until(async () => post.server.mails.length === 1, 'the first mail under way');
    await write({ key: 'second' });
    await write({ key: 'third', ...task });
    await write({ key: 'elsewhere', recipient: 'cth-01' });
    await ledgerWhen((rows) => rows.elsewhere!.state === 'sent', 'the mail of somebody else');
    expect(await ledger()).toMatchObject({ first: { state: 'sending' }, second: { state: 'pending' }, third: { state: 'pending' } });
    slow.resolve('250 ok');
    await allSent();
    expect((await keptMails()).map(({ keys }) => keys)).toEqual([['elsewhere'], ['first'], ['second', 'third']]);
  });

  it('and were deferred leave with the first try that succeeds, whoever\'s try it is', async () => {
    await write({ key: 'long', attempts: 9, nextAt: new Date(Date.now() + hour) }, { key: 'not-yet', ...task, nextAt: new Date(Date.now() + hour) });
    await write({ key: 'new' });
    const rows = await ledgerWhen(({ long, new: fresh }) => long!.state === 'sent' && fresh!.state === 'sent', 'both rows sent');
    expect((await keptMails()).map(({ keys }) => keys.toSorted())).toEqual([['long', 'new']]);
    expect(rows).toMatchObject({ long: { attempts: 10 }, new: { attempts: 1 }, 'not-yet': { state: 'pending', attempts: 0 } });
  });

  it('do not take along mails to the reporter or copies', async () => {
    await write(
      { key: 'r1', recipient: 'reporter', template: 'receipt', urgency: 'case' }, { key: 'r2', recipient: 'reporter', template: 'receipt', urgency: 'case' },
      { key: 'l1', recipient: 'lkpp', template: 'lkpp-report' }, { key: 'l1/cth-02', template: 'copy', urgency: 'case', copyOf: 'l1' }, { key: 'own' }, { key: 'own-too' },
    );
    await allSent();
    expect((await keptMails()).map(({ keys }) => keys.toSorted().join(' ')).sort()).toEqual(['l1', 'l1/cth-02', 'own own-too', 'r1', 'r2']);
  });
});

it('a hanging reminder holds no escalation of the same person', async () => {
  const reached = gate();
  let isFirst = true;
  script.say!.RCPT = () => {
    if (!isFirst) return '250 ok';
    isFirst = false;
    reached.resolve('');
    return '';
  };
  await write({ key: 'hangs', ...reminder(Date.now() + hour) });
  await reached.promise;
  const before = Date.now();
  await write({ key: 'urgent' });
  const rows = await ledgerWhen(({ urgent }) => urgent!.state === 'sent', 'the escalation');
  expect(rows.urgent!.sentAt!.getTime() - before).toBeLessThan(2000);
  expect(rows.hangs!.state).toBe('sending');
});

describe('a row that cannot leave takes no other with it:', () => {
  it('one that cannot be written is tried again later, a reminder that came too late is dropped', async () => {
    await write({ key: 'good' }, { key: 'poison', template: 'no-such-mail' }, { key: 'late', ...reminder(Date.now() - 1) }, { key: 'good-too', ...task });
    const rows = await ledgerWhen(({ good, poison, late }) => good!.state === 'sent' && late!.state === 'dropped' && poison!.state === 'pending', 'the others sent');
    expect((await keptMails()).map(({ keys }) => keys)).toEqual([['good', 'good-too']]);
    expect(rows).toMatchObject({ poison: { lastCode: 'COMPOSE', carriedBy: null }, late: { lastCode: 'TOO_LATE', carriedBy: null } });
  });

  it('one whose words the server does not want is refused alone', async () => {
    script.say!.DOT = (mail) => (mail.includes('eskalasi tingkat 13') ? '554 looks like spam' : '250 ok');
    await write({ key: 'good' }, { key: 'spam', params: { ...params, rung: 13 } }, { key: 'good-too', ...task });
    const rows = await ledgerWhen((now) => Object.values(now).every(({ state }) => state === 'sent' || state === 'refused'), 'an answer for each');
    expect(rows).toMatchObject({ good: { state: 'sent', carriedBy: null }, spam: { state: 'refused', lastCode: '554' }, 'good-too': { state: 'sent' } });
    expect((await keptMails()).map(({ keys }) => keys)).toEqual([['good'], ['good-too']]);
  });
});

it('an address that is refused ends every row of the mail, and one that is deferred defers each by its own tries', async () => {
  script.say!.RCPT = (line) => (line.includes(chief) ? '450 later' : '550 no such mailbox');
  await write({ key: 'few', attempts: 2 }, { key: 'many', attempts: 6 }, { key: 'gone-a', recipient: 'cth-01' }, { key: 'gone-b', recipient: 'cth-01', ...task });
  const rows = await ledgerWhen(({ few, 'gone-b': gone }) => few!.state === 'pending' && few!.lastCode === '450' && gone!.state === 'refused', 'both answers');
  expect(rows).toMatchObject({ 'gone-a': { state: 'refused', lastCode: '550' }, 'gone-b': { state: 'refused', lastCode: '550' }, few: { attempts: 3 }, many: { attempts: 7 } });
  expect(rows['gone-a']!.carriedBy).toBe(rows['gone-b']!.carriedBy);
  expect(rows.many!.nextAt.getTime() - rows.few!.nextAt.getTime()).toBe(500 * (2 ** 7 - 2 ** 3));
  expect(post.server.kept).toEqual([]);
});

it('a mail that may have arrived goes again as it went: the same notices under the same Message-ID, and what came since goes by itself', async () => {
  script.say!.DOT = () => (post.server.mails.length === 1 ? null : '250 ok');
  await write({ key: 'a' }, { key: 'b', ...task });
  await ledgerWhen(({ a }) => a!.ambiguous === 1, 'the doubt');
  await write({ key: 'later' });
  const rows = await allSent();
  const mails = await keptMails();
  const [first, again] = mails.filter(({ keys }) => keys.includes('a'));
  expect(again).toMatchObject({ keys: ['a', 'b'], messageId: first!.messageId });
  expect(mails.map(({ keys }) => keys.join()).sort()).toEqual(['a,b', 'a,b', 'later']);
  expect(rows).toMatchObject({ a: { ambiguous: 1, carriedBy: first!.messageId }, b: { ambiguous: 1, carriedBy: first!.messageId }, later: { ambiguous: 0, carriedBy: null } });
});
