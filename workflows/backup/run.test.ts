import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { backupCopies, backupSets } from '../../db/backup-schema.ts';
import type { BackupActivities } from '../../activities/backup/types.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { failing, tools } from '../testing/tools.ts';
import { openRun, type BackupScene, type Start } from './testing/scene.ts';

/** The daily run (ARC-1): nothing is called verified that was not read back, and a day without a verified set is told upwards. */
let stage: Stage;
let scene: BackupScene;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());
const open = async (start: Start = {}) => { scene = await openRun(start, stage); };
const words = { text: 'Cakramnya penuh, sudah dikosongkan.' };
const daily = ['preflightBackup', 'takeSet', 'storeSet', 'readBackCopy', 'forgetCopies', 'clearStaging'];

test('a quiet day takes, stores, reads back, forgets what is too old, and bothers nobody', async () => {
  const old = '99999999-2222-4333-8444-555555555555';
  tools.next('forgetCopies', async () => ({ removed: [old] }));
  await open();
  expect(await scene.state()).toBe('ditutup');
  expect(tools.asked()).toEqual(daily);
  expect((await scene.events()).map(({ type }) => type)).toEqual(['case.opened', 'set.taken', 'copy.stored', 'copy.verified', 'copies.removed', 'case.closed']);
  const [taken] = await scene.db.select().from(backupSets).where(eq(backupSets.caseId, scene.input.identity.caseId));
  expect(taken).toMatchObject({ number: scene.input.identity.number, manifest: 'aa'.repeat(32), databases: [{ database: 'spse', rows: 3_400 }], files: { count: 240, bytes: 9_000 } });
  expect(await scene.copies()).toEqual([{ set: taken!.id, store: 'repositori', isVerified: true, isRemoved: false }]);
  expect((await scene.events('set.taken'))[0]!.data).toMatchObject({ set: taken!.id, manifest: 'aa'.repeat(32), databases: 1, tables: 12, rows: 3_400, bytes: 1_000, files: 240, fileBytes: 9_000, tookMs: 60_000 });
  expect((await scene.events('copy.verified'))[0]!.data).toMatchObject({ set: taken!.id, store: 'repositori', bytes: 10_000, tookMs: 30_000 });
  expect((await scene.events('copies.removed'))[0]!.data).toMatchObject({ store: 'repositori', copies: 1 });
  await scene.finish();
  expect([await scene.notices(), await scene.due()]).toEqual([[], null]);
});

test('what time may mend is tried again from the beginning after five minutes, twice, before anybody hears of it', async () => {
  tools.next('takeSet', failing('server-unreachable'));
  tools.next('readBackCopy', failing('repository-locked'));
  await open();
  expect([await scene.state(), await scene.due()]).toEqual(['gagal', expect.stringContaining('retry due 2027-01-19 01:05:')]);
  await scene.sleepUntil('2027-01-19 01:06');
  expect([await scene.state(), await scene.copies()]).toMatchObject(['gagal', [{ isVerified: false }]]);
  await scene.sleepUntil('2027-01-19 01:11');
  expect(await scene.state()).toBe('ditutup');
  expect(tools.asked()).toEqual(['preflightBackup', 'takeSet', ...daily.slice(0, 4), ...daily]);
  // The set whose read-back failed stays what it is: another one than the verified.
  const copies = await scene.copies();
  expect([copies.map(({ isVerified }) => isVerified).sort(), new Set(copies.map(({ set }) => set)).size]).toEqual([[false, true], 2]);
  expect(await scene.notices()).toEqual([]);
});

describe('a run that fails for long', () => {
  test('is a task of the keeper with the reason, is tried by itself every two hours, and by a person at once', async () => {
    tools.next('takeSet', ...Array.from({ length: 4 }, () => failing('dump-failed')));
    await open();
    await scene.sleepUntil('2027-01-19 01:11');
    expect([await scene.openKinds(), await scene.due()]).toEqual([['perbaiki-cadangan'], expect.stringContaining('retry due 2027-01-19 03:10:')]);
    expect(await scene.task('perbaiki-cadangan')).toMatchObject({ function: 'administrator-sistem' });
    expect((await scene.notices()).map(({ template, recipient, params, urgency }) => [template, recipient, params.code, urgency])).toEqual([
      ['task-opened', 'slt-03', 'dump-failed', 'case'], ['task-opened', 'slt-07', 'dump-failed', 'case'],
    ]);
    await scene.sleepUntil('2027-01-19 03:11');
    expect(await scene.failures()).toEqual(['01:00', '01:05', '01:10', '03:10'].map((at) => `dump-failed 2027-01-19 ${at}`));
    await scene.keeper('retry', 'perbaiki-cadangan', words);
    expect(await scene.state()).toBe('ditutup');
    expect((await scene.events('run.retried')).map(({ actor }) => actor)).toEqual(['system', 'system', 'system', 'slt-03']);
    expect((await scene.tasks()).map(({ kind, state, outcome }) => [kind, state, outcome])).toEqual([['perbaiki-cadangan', 'done', 'verified']]);
    expect(await scene.rungs('set')).toEqual([]);
  });

  test('goes to a person at once where no retry mends it, and climbs the ladder when no set is verified for 26 hours', async () => {
    const hours = 30;
    tools.next('preflightBackup', ...Array.from({ length: hours }, () => failing('no-space')));
    await open();
    expect(await scene.openKinds()).toEqual(['perbaiki-cadangan']);
    await scene.sleepUntil('2027-01-19 03:31');
    expect(await scene.rungs('set')).toEqual(['1 administrator-sistem 2027-01-19 03:30:00']);
    await scene.sleepUntil('2027-01-19 08:00');
    expect(await scene.rungs('set')).toEqual(['1 administrator-sistem 2027-01-19 03:30:00', '2 kepala-lpse 2027-01-19 05:30:00']);
    const told = await scene.notices('escalation');
    expect(told.map(({ recipient, params, urgency }) => [recipient, params.code, urgency])).toEqual([['slt-03', 'no-space', 'deadline'], ['slt-07', 'no-space', 'deadline'], ['slt-02', 'no-space', 'deadline']]);
    expect((await scene.notices('task-opened')).filter(({ params }) => params.again === true)).toEqual([]);
    await scene.keeper('abandon', 'perbaiki-cadangan', words);
    expect(await scene.state()).toBe('ditutup');
    expect(await scene.events('case.closed')).toMatchObject([{ data: { outcome: 'abandoned' } }]);
    expect(tools.asked().at(-1)).toBe('clearStaging');
    await scene.finish();
  });

  test('ends as failed after three days, in which the keeper was reminded daily and of each new reason', async () => {
    tools.next('preflightBackup', ...Array.from({ length: 36 }, (_, at) => failing(at === 1 ? 'wrong-password' : 'no-space')));
    await open();
    await scene.sleepUntil('2027-01-21 22:59');
    expect([await scene.state(), await scene.openKinds()]).toEqual(['gagal', ['perbaiki-cadangan']]);
    await scene.sleepUntil('2027-01-21 23:30');
    expect([await scene.state(), await scene.openKinds(), await scene.due()]).toEqual(['ditutup', [], null]);
    expect([(await scene.failures()).length, tools.asked().at(-1)]).toEqual([36, 'clearStaging']);
    expect((await scene.tasks()).map(({ state, outcome }) => [state, outcome])).toEqual([['cancelled', 'failed']]);
    expect((await scene.events('case.closed')).map(({ data }) => data.outcome)).toEqual(['failed']);
    const told = (await scene.notices('task-opened')).filter(({ recipient }) => recipient === 'slt-03');
    // A reminder waits for office hours; nobody is called at night twice.
    expect(told.map(({ params, urgency }) => `${String(params.code)} ${urgency}`)).toEqual(['no-space case', 'wrong-password reminder', 'no-space reminder', 'no-space reminder', 'no-space reminder']);
  });

  test('is late from its first step after a night without a worker: every rung that has passed is told, and says how late', async () => {
    await open({ receivedAt: '2027-01-19 07:00', facts: { since: '2027-01-17T01:30:00+07:00' } });
    expect(await scene.rungs('set')).toEqual(['1 administrator-sistem 2027-01-18 03:30:00', '2 kepala-lpse 2027-01-18 05:30:00']);
    const [first] = await scene.events('escalated');
    expect(first!.lateMs).toBeGreaterThan(27 * 3_600_000);
    expect(await scene.state()).toBe('ditutup');
  });

  test('is stopped after the step that is at work when a person gives it up; nothing more is stored, and the staging folder is cleared', async () => {
    const dump = Promise.withResolvers<Awaited<ReturnType<BackupActivities['takeSet']>>>();
    tools.next('takeSet', failing('no-space'), () => dump.promise);
    await open();
    const act = (name: string, taskId: string) => scene.handle.executeUpdate(name, { args: [{ actId: name, by: 'slt-03', taskId, textId: name }], updateId: name });
    const { id } = await scene.task('perbaiki-cadangan');
    await act('retry', id);
    await act('abandon', id);
    expect(await scene.openKinds()).toEqual([]);
    dump.resolve({ takenAt: 0, manifest: '', databases: [], files: { count: 0, bytes: 0 }, accepted: [], tookMs: 0 });
    await scene.settled();
    expect([await scene.state(), (await scene.events('case.closed')).map(({ data }) => data.outcome), await scene.events('set.taken')]).toEqual(['ditutup', ['abandoned'], []]);
    expect(tools.asked().slice(-2)).toEqual(['takeSet', 'clearStaging']);
  });
});

test('a worker that dies in a step costs that step only', async () => {
  tools.next('storeSet', () => Promise.reject(new Error('the worker is gone')));
  await open();
  expect(await scene.state()).toBe('ditutup');
  expect(tools.asked()).toEqual([...daily.slice(0, 3), ...daily.slice(2)]);
  expect(await scene.events('run.failed')).toEqual([]);
});

test('once verified it stays so: only the tidying is tried again', async () => {
  tools.next('forgetCopies', failing('repository-locked'));
  await open();
  await scene.sleepUntil('2027-01-19 01:06');
  expect(await scene.state()).toBe('ditutup');
  expect([await scene.events('set.taken'), await scene.events('copy.verified')].map((found) => found.length)).toEqual([1, 1]);
  expect(await scene.rungs('set')).toEqual([]);
});

describe('databases that nobody declared (ARC-1)', () => {
  const found = (...databases: string[]) => async () => ({ undeclared: [{ source: 'spse', databases }] });

  test('are asked about once, beside the run; it closes when a person has said what becomes of them', async () => {
    tools.next('preflightBackup', found('arsip', 'uji'));
    await open();
    expect([await scene.state(), await scene.openKinds()]).toEqual(['teruji', ['periksa-basis-data']]);
    expect((await scene.events('undeclared.found')).map(({ data }) => data.names)).toEqual(['["spse/arsip","spse/uji"]']);
    expect((await scene.notices()).map(({ recipient, params }) => [recipient, params.kind])).toEqual([['slt-03', 'periksa-basis-data'], ['slt-07', 'periksa-basis-data']]);
    await scene.sleepUntil('2027-01-26 16:30');
    expect((await scene.events('reminded')).map(({ data }) => data.clock)).toEqual(['check']);
    expect(await scene.keeper('settle', 'periksa-basis-data', words)).toBe('ditutup');
    expect(await scene.events('case.closed')).toMatchObject([{ actor: 'slt-03', data: { outcome: 'verified' } }]);
  });

  test('are not asked about again by the next run, but what is new is', async () => {
    tools.next('preflightBackup', found('arsip'));
    await open({ facts: { asked: '["spse/arsip","spse/uji"]' } });
    expect([await scene.state(), await scene.tasks()]).toEqual(['ditutup', []]);
    await scene.end();
    tools.next('preflightBackup', found('arsip', 'baru'));
    await open({ facts: { asked: '["spse/arsip","spse/uji"]' } });
    expect((await scene.events('undeclared.found')).map(({ data }) => data.names)).toEqual(['["spse/arsip","spse/baru"]']);
  });
});

test('damage that is found in reading back takes the proof from everything in that store, until it was read whole again', async () => {
  const before = '99999999-1111-4333-8444-555555555555';
  await open();
  const [set] = await scene.copies();
  await scene.db.insert(backupCopies).values({ set: before, store: 'repositori', office: scene.input.identity.office, repositoryId: 'bb'.repeat(32), snapshotId: 'ab'.repeat(32), storedAt: new Date(1), verifiedAt: new Date(2) });
  expect(set?.isVerified).toBe(true);
  const verified = async () => (await scene.db.select({ at: backupCopies.verifiedAt }).from(backupCopies).where(eq(backupCopies.set, before)))[0]!.at;
  await scene.end();
  tools.next('readBackCopy', failing('copy-damaged'));
  await open();
  expect([await scene.state(), await verified()]).toEqual(['gagal', null]);
  const read = { at: Date.parse('2027-01-19T01:30:00+07:00'), bytes: 1, tookMs: 1 };
  // Whoever mended the store dropped it: it was not read.
  tools.next('readBackCopy', async () => ({ ...read, doubted: [] }));
  await scene.keeper('retry', 'perbaiki-cadangan', words);
  expect([await scene.state(), await verified()]).toEqual(['ditutup', null]);
  await scene.end();
  tools.next('readBackCopy', async () => ({ ...read, doubted: [before] }));
  await open();
  expect((await verified())?.getTime()).toBe(read.at);
});

test('a repository that is gone takes the proof from what lay in it: nothing there can be restored', async () => {
  await open();
  const { caseId } = scene.input.identity;
  const verified = () => scene.db.$count(backupCopies, and(isNotNull(backupCopies.verifiedAt), inArray(backupCopies.set, scene.db.select({ id: backupSets.id }).from(backupSets).where(eq(backupSets.caseId, caseId)))));
  expect(await verified()).toBe(1);
  await scene.end();
  tools.next('preflightBackup', failing('repository-missing'));
  await open();
  expect([await scene.state(), await verified()]).toEqual(['gagal', 0]);
});

test('damage that shows only in the tidying takes the proof back: the run begins anew', async () => {
  tools.next('forgetCopies', failing('copy-damaged'));
  await open();
  expect([await scene.state(), await scene.copies()]).toMatchObject(['gagal', [{ isVerified: false }]]);
  await scene.keeper('retry', 'perbaiki-cadangan', words);
  expect(await scene.state()).toBe('ditutup');
  expect((await scene.copies()).map(({ isVerified }) => isVerified).sort()).toEqual([false, true]);
});

test('a run whose tidying is given up ends verified: its copy was read back', async () => {
  tools.next('forgetCopies', failing('wrong-password'));
  await open();
  expect(await scene.keeper('abandon', 'perbaiki-cadangan', words)).toBe('ditutup');
  expect(await scene.events('case.closed')).toMatchObject([{ data: { outcome: 'verified' } }]);
});

test('a dump that became much smaller is taken once a person says why, for that alone; to try again says nothing of it', async () => {
  const accepted: unknown[] = [];
  const stillLess: BackupActivities['takeSet'] = async (of) => {
    accepted.push(of.accepted);
    return failing(of.accepted?.includes('dump-shrunk') ? 'server-unreachable' : 'dump-shrunk')();
  };
  tools.next('takeSet', stillLess, stillLess, stillLess);
  await open();
  expect(await scene.openKinds()).toEqual(['perbaiki-cadangan']);
  await scene.keeper('retry', 'perbaiki-cadangan', words);
  expect(await scene.state()).toBe('gagal');
  await scene.keeper('accept', 'perbaiki-cadangan', { text: 'Arsip 2019 dihapus.' });
  // Of a failure of another kind there is nothing to accept; what was accepted holds for the next try by itself.
  expect(await scene.keeper('accept', 'perbaiki-cadangan', words)).toBe('refused: wrong-state');
  await scene.sleepUntil('2027-01-19 03:02');
  expect([accepted, await scene.state()]).toEqual([[[], [], ['dump-shrunk']], 'ditutup']);
  expect((await scene.events('run.accepted')).map(({ actor, data }) => [actor, data.code])).toEqual([['slt-03', 'dump-shrunk']]);
  const sets = await scene.db.select().from(backupSets).where(eq(backupSets.caseId, scene.input.identity.caseId));
  expect(sets.map((set) => set.accepted)).toEqual([['dump-shrunk']]);
});
