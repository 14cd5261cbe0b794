import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

async function answered(): Promise<void> {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  await scene.sleepUntil('2027-01-18 11:00');
  await scene.act('answer', { by: 'slt-05', taskId: (await scene.task('tangani')).id, text: 'Sudah diperbaiki.' });
}

test('a confirmed answer closes the case, ends its tasks and thanks the reporter by mail', async () => {
  await answered();
  expect(await scene.act('confirm')).toBe('ditutup');
  expect(await scene.openKinds()).toEqual([]);
  expect(await scene.due()).toBeNull();
  expect((await scene.events('case.closed'))[0]).toMatchObject({ actor: 'reporter', data: { outcome: 'confirmed' } });
  expect(await scene.mails('closed')).toEqual(['closed -> reporter']);
  await scene.finish();
  expect((await scene.row()).closedAt).not.toBeNull();
});

test('silence after an answer closes the case when the confirmation window ends, and says that nobody confirmed', async () => {
  await answered();
  await scene.sleepUntil('2027-01-21 10:59');
  expect(await scene.state()).toBe('menunggu-konfirmasi');
  await scene.sleepUntil('2027-01-21 11:01');
  expect(await scene.state()).toBe('ditutup');
  expect((await scene.events('concluded'))[0]).toMatchObject({ actor: 'system', data: { outcome: 'unconfirmed' } });
  expect((await scene.notices('closed'))[0]?.params).toMatchObject({ outcome: 'unconfirmed' });
});

test('a reopened case gets fresh clocks, and what was answered before stays in the record', async () => {
  await answered();
  await scene.sleepUntil('2027-01-19 14:00');
  expect(await scene.act('reopen', { text: 'Masih gagal.' })).toBe('diterima');
  expect(await scene.due()).toMatch('follow-up due 2027-01-20 14:00');
  expect(await scene.tasks()).toMatchObject([
    { kind: 'tangani', state: 'done', outcome: 'answered' }, { kind: 'tutup', state: 'done', outcome: 'reopened' }, { kind: 'tangani', state: 'open' },
  ]);
  await scene.sleepUntil('2027-01-21 16:00');
  expect((await scene.rungs()).map((rung) => rung.slice(0, -3))).toEqual([
    '1 kepala-lpse 2027-01-20 14:00', '2 kepala-ukpbj 2027-01-21 09:15', '3 lkpp 2027-01-21 14:00',
  ]);
  expect((await scene.events()).map(({ type }) => type).slice(0, 4)).toEqual(['case.opened', 'followed-up', 'answered', 'reopened']);
});

test('the window of the first answer does not close a case that was reopened in it', async () => {
  await answered();
  await scene.sleepUntil('2027-01-20 10:00');
  await scene.act('reopen', { text: 'Masih gagal.' });
  await scene.sleepUntil('2027-01-21 12:00');
  expect(await scene.state()).toBe('diterima');
});

test('the desk closes a case whose reporter agreed by telephone', async () => {
  await answered();
  expect(await scene.act('close', { by: 'slt-06', taskId: (await scene.task('tutup')).id, text: 'Per telepon.' })).toBe('ditutup');
  expect((await scene.events('case.closed'))[0]).toMatchObject({ actor: 'slt-06', data: { outcome: 'confirmed-otherwise' } });
});

test('a reporter who never sends the data ends the case when the window for data ends', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  await scene.act('ask', { by: 'slt-05', taskId: (await scene.task('tangani')).id, text: 'Mohon kirim tangkapan layar.' });
  expect(await scene.due()).toMatch('data due 2027-01-25 10:00');
  await scene.sleepUntil('2027-01-25 10:01');
  expect(await scene.state()).toBe('ditutup');
  expect((await scene.events()).map(({ type }) => type)).toEqual(['case.opened', 'followed-up', 'data.asked', 'data.missing', 'concluded', 'case.closed']);
  expect((await scene.notices('closed'))[0]?.params).toMatchObject({ outcome: 'reporter-silent' });
  await scene.finish();
});
