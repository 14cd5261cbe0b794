import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '../../db/schema.ts';
import type { Rules } from '../../regulations/rules.ts';
import { accountOf, insertAccount, refuseMail } from '../testing/account.ts';
import { openCase, sceneTime, type Case, type Scene } from '../testing/skipping.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { appointmentContract } from './contract.ts';

/** Terms of Salatiga's users (REG-9), 45 days before their end; slt-04 is the verifikator. */
let stage: Stage;
let scene: Case;
let last = 0;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());

const refused = (code: string) => `refused: ${code}`;
const decree = 'SK-12/2027 tanggal 2 Januari 2027.';
const files = [{ item: 'surat-tugas', sha256: 'ab'.repeat(32) }];

const longAgo = new Date(0).toISOString();

async function opened({ facts, ...more }: Partial<Scene> = {}): Promise<void> {
  const number = `SLT-2026-${String(last += 1).padStart(6, '0')}`;
  const arrival = { receivedAt: '2026-12-01 00:00', ...more };
  const time = await sceneTime(stage, arrival.startAt ?? arrival.receivedAt);
  // Facts move with the scene, and so must the account that they are about.
  await insertAccount(stage, 'salatiga', number, { until: facts?.until === null ? null : time.dates('2026-12-31'), confirmedAt: new Date(time.dates(longAgo)) });
  scene = await openCase({
    office: 'kota-salatiga', sop: 'appointment', reporterHasMail: true, ...arrival, time,
    facts: { account: number, kind: 'ppk', until: '2026-12-31', confirmBy: null, confirmedAt: longAgo, ...facts },
  }, stage);
}

/** What another case did to the account meanwhile. */
const meanwhile = (change: Partial<typeof accounts.$inferInsert>) => stage.db.update(accounts).set(change).where(eq(accounts.number, scene.input.facts.account ?? ''));

const openEnded = { facts: { until: null, confirmBy: '2026-12-31' } } satisfies Partial<Scene>;
const act = async (name: string, kind: string, more: Record<string, unknown> = {}) => scene.act(name, { by: 'slt-04', taskId: (await scene.task(kind)).id, ...more });
const toUser = async () => (await scene.notices()).filter(({ recipient }) => recipient === 'reporter').map(({ template }) => template);
const outcome = async () => (await scene.events('case.closed')).map(({ data }) => data.outcome);

describe('a term that ends with the year', () => {
  test('is over at the local midnight of New Year; both are reminded before, and a new decree extends it', async () => {
    await opened();
    expect(await scene.due()).toBe('term due 2027-01-01 00:00:00');
    expect(await scene.tasks()).toMatchObject([{ kind: 'masa-tugas', function: 'verifikator', dueAt: '2027-01-01 00:00:00' }]);
    expect(await scene.mails()).toEqual(['term-ending -> slt-04', 'your-term-ending -> reporter']);
    await scene.sleepUntil('2026-12-31 12:00');
    expect(await scene.events('reminded')).toMatchObject([{ dueAt: '2026-12-11 05:31:12' }, { dueAt: '2026-12-21 11:02:24' }, { dueAt: '2026-12-28 21:36:00' }]);
    expect(await toUser()).toEqual(Array(4).fill('your-term-ending'));
    expect(await scene.mails('term-ending')).toHaveLength(4);
    const until = scene.time.dates('2027-12-31');
    expect(await scene.act('send-decree', { until, files, text: decree })).toBe('menunggu-perpanjangan');
    const [sent] = await scene.events('decree.sent');
    expect((await scene.notices('decree-sent'))[0]).toMatchObject({ recipient: 'slt-04', params: { until, textId: sent!.data.textId } });
    expect(await act('confirm', 'masa-tugas')).toBe('refused: wrong-task');
    expect(await act('extend', 'masa-tugas', { until, text: decree })).toBe('ditutup');
    expect(await accountOf(scene)).toEqual({ state: 'aktif', until, confirmedAt: expect.stringContaining('2026-12-31 12:00') });
    expect((await toUser()).at(-1)).toBe('your-term-extended');
    await scene.finish();
    expect(await outcome()).toEqual(['extended']);
    expect(await scene.due()).toBeNull();
  });

  test('without an act flags the account, tells both, reminds the handler every week, and a late decree brings it back', async () => {
    await opened();
    await scene.sleepUntil('2027-01-01 00:00');
    expect(await accountOf(scene)).toMatchObject({ state: 'ditandai' });
    expect(await scene.state()).toBe('ditandai');
    expect(await scene.mails('term-ended', 'your-term-ended')).toEqual(['term-ended -> slt-04', 'your-term-ended -> reporter']);
    // The 1st is a holiday: the handler hears it on Monday, in office hours.
    expect(scene.time.local((await scene.notices('term-ended'))[0]!.nextAt)).toBe('2027-01-04 07:30:00');
    await scene.sleepUntil('2027-01-15 01:00');
    expect((await scene.events('reminded')).filter(({ data }) => data.clock === 'flagged').map(({ at }) => at.slice(0, 16))).toEqual(['2027-01-08 00:00', '2027-01-15 00:00']);
    expect(await scene.due()).toMatch(/^flagged due 2027-01-22 00:00/);
    expect(await scene.openKinds()).toEqual(['masa-tugas']);
    expect(await scene.act('send-decree', { until: null, files })).toBe('ditandai');
    expect(await act('extend', 'masa-tugas', { until: null, text: decree })).toBe('ditutup');
    expect(await accountOf(scene)).toMatchObject({ state: 'aktif', until: null });
    expect(await scene.act('send-decree', { until: null, files })).toMatch(/refused: (case-closed|not-found)/);
    await scene.finish();
  });

  test('that passes while no worker runs is flagged once, late, with how late', async () => {
    await opened({ receivedAt: '2026-12-01 00:00', startAt: '2026-12-31 23:50', workerStops: true });
    await stage.stopWorker();
    await scene.sleepUntil('2026-12-31 23:59:58');
    await scene.clockPasses('2027-01-01 00:00');
    await stage.startWorker();
    await scene.sleepUntil('2027-01-01 00:05');
    const ended = await scene.events('term.ended');
    expect(ended).toMatchObject([{ dueAt: '2027-01-01 00:00:00' }]);
    expect(ended[0]!.lateMs).toBeGreaterThan(0);
    expect(await scene.mails('term-ended')).toHaveLength(1);
    expect(await accountOf(scene)).toMatchObject({ state: 'ditandai' });
  });

  test('that was over before the case opened is flagged at once, and nobody is told that it will end', async () => {
    await opened({ receivedAt: '2027-01-04 09:00' });
    expect(await scene.state()).toBe('ditandai');
    expect(await scene.mails()).toEqual(['term-ended -> slt-04', 'your-term-ended -> reporter']);
    expect(await scene.events('reminded', 'reminder.missed')).toEqual([]);
  });

  test.each(['2026-12-31', '2026-12-30'])('is not extended to %s, the end that it has or an earlier one', async (until) => {
    await opened();
    expect(await act('extend', 'masa-tugas', { until: scene.time.dates(until), text: decree })).toBe(refused('term-not-longer'));
    expect(await scene.act('send-decree', { until: scene.time.dates(until), files })).toBe(refused('term-not-longer'));
    expect(await scene.openKinds()).toEqual(['masa-tugas']);
  });
});

describe('an open-ended term', () => {
  test('is confirmed once a year: still in office', async () => {
    await opened(openEnded);
    expect(await scene.state()).toBe('menunggu-konfirmasi');
    await scene.sleepUntil('2026-12-15 10:00');
    expect(await act('confirm', 'konfirmasi-jabatan')).toBe('ditutup');
    expect(await accountOf(scene)).toEqual({ state: 'aktif', until: null, confirmedAt: expect.stringContaining('2026-12-15 10:00') });
    expect((await toUser()).at(-1)).toBe('your-term-confirmed');
    await scene.finish();
    expect(await outcome()).toEqual(['confirmed']);
  });

  test('that is not confirmed is flagged; ended by the handler, it closes without telling the user twice', async () => {
    await opened(openEnded);
    await scene.sleepUntil('2027-01-01 00:00');
    expect(await accountOf(scene)).toMatchObject({ state: 'ditandai' });
    const konfirmasi = (await scene.task('konfirmasi-jabatan')).id;
    const answers = await Promise.all(['end', 'confirm'].map((name) => scene.act(name, { by: 'slt-04', taskId: konfirmasi, text: 'Sudah pindah.' })));
    expect(answers.filter((answer) => answer === 'refused: task-ended' || answer === 'refused: not-found')).toHaveLength(1);
    await scene.finish();
    expect(await scene.mails('your-term-ended')).toHaveLength(1);
    expect(await outcome()).toHaveLength(1);
  });
});

describe('another case that was faster leaves the account as it is, and nobody hears of this one', () => {
  const told = ['term-ended', 'your-term-ended', 'your-term-extended', 'your-term-confirmed'];
  const overtaken = async () => {
    expect(await scene.state()).toBe('ditutup');
    expect(await scene.mails(...told)).toEqual([]);
    expect(await scene.openKinds()).toEqual([]);
    await scene.finish();
    expect(await outcome()).toEqual(['overtaken']);
  };

  test.each<[string, Partial<typeof accounts.$inferInsert>]>([['deactivated', { state: 'nonaktif' }], ['with a new decree', { until: '2190-12-31' }]])('%s, at the end of the term', async (_what, change) => {
    await opened();
    await meanwhile(change);
    await scene.sleepUntil('2027-01-01 00:00');
    expect(await accountOf(scene)).toMatchObject({ state: 'aktif', ...change });
    await overtaken();
  });

  test('while the handler extends it, who is told so', async () => {
    await opened();
    await meanwhile({ until: '2190-12-31' });
    expect(await act('extend', 'masa-tugas', { until: '2199-12-31', text: decree })).toBe(refused('term-changed'));
    expect(await accountOf(scene)).toMatchObject({ state: 'aktif', until: '2190-12-31' });
    await overtaken();
  });

  test('while the handler ends it, who is told so', async () => {
    await opened();
    await meanwhile({ until: null });
    expect(await act('end', 'masa-tugas', { text: 'Sudah pindah.' })).toBe(refused('term-changed'));
    expect(await accountOf(scene)).toMatchObject({ state: 'aktif' });
    await overtaken();
  });

  test('with a later confirmation of an open-ended term', async () => {
    await opened(openEnded);
    await meanwhile({ confirmedAt: new Date(86_400_000) });
    expect(await act('confirm', 'konfirmasi-jabatan')).toBe(refused('term-changed'));
    await overtaken();
  });

  test('and the sweeper saw it first', async () => {
    await opened({ reporterHasMail: false });
    await scene.signal('overtaken', undefined);
    await scene.signal('overtaken', undefined);
    await overtaken();
  });
});

test('a user without an address, or whose mail was refused, is told by a person, also before a flagged term closes', async () => {
  await opened({ reporterHasMail: false });
  expect(await scene.openKinds()).toEqual(['hubungi-pengguna', 'masa-tugas']);
  expect((await scene.notices('task-opened'))[0]).toMatchObject({ recipient: 'slt-04', params: { about: 'your-term-ending' } });
  await act('reached', 'hubungi-pengguna', { text: decree });
  expect(await act('end', 'masa-tugas', { text: 'Sudah pindah tugas.' })).toBe('menunggu-pemberitahuan');
  expect(await accountOf(scene)).toMatchObject({ state: 'ditandai' });
  await scene.deliverMails();
  await scene.sleepUntil('2027-01-05 00:00');
  expect(await scene.state()).toBe('menunggu-pemberitahuan');
  expect((await scene.notices('task-opened')).at(-1)!.params).toMatchObject({ kind: 'hubungi-pengguna', again: true });
  expect(await scene.openKinds()).toEqual(['hubungi-pengguna']);
  await act('reached', 'hubungi-pengguna', { text: decree });
  await scene.finish();
  expect(await outcome()).toEqual(['flagged']);
  expect(await toUser()).toEqual([]);
});

test('a refused mail opens the task to tell it, and a user who sends a decree needs no telling', async () => {
  await opened();
  await refuseMail(scene, 'your-term-ending');
  expect(await scene.openKinds()).toEqual(['hubungi-pengguna', 'masa-tugas']);
  await scene.act('send-decree', { until: null, files });
  expect(await scene.openKinds()).toEqual(['masa-tugas']);

  const rules = scene.input.rules as Rules;
  expect(appointmentContract.checkAct('extend', { until: '2020-01-01' }, rules)).toMatchObject({ code: 'term-ended', field: 'until' });
  for (const until of [null, '2199-01-01']) expect(appointmentContract.checkAct('extend', { until }, rules)).toBeNull();
});
