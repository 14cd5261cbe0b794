import { afterEach, describe, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());
const ground = 'belum-tercakup';
const taskOf = async (kind: string) => (await scene.task(kind)).id;
const malang = (more: { reporterHasMail?: boolean } = {}) => openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00', ...more });
const desk = async (act: string, more: Record<string, unknown> = {}, kind = 'tangani') => scene.act(act, { by: 'mlg-06', taskId: await taskOf(kind), ...more });
const mailsTo = async (template: string, recipient: string) => (await scene.mails(template)).filter((mail) => mail === `${template} -> ${recipient}`).length;

test('nobody is silent who was never told: the time of a reporter without an address runs from the call', async () => {
  scene = await malang({ reporterHasMail: false });
  await desk('answer', { text: 'Sudah diperbaiki.' });
  await scene.sleepUntil('2027-01-21 10:01');
  expect(await scene.state()).toBe('menunggu-konfirmasi');
  await scene.sleepUntil('2027-01-22 09:00');
  await desk('reached', { text: 'Ditelepon.' }, 'hubungi-pelapor');
  expect(await scene.due()).toMatch('confirm due 2027-01-27 09:00');
  await scene.sleepUntil('2027-01-27 09:01');
  expect(await scene.state()).toBe('ditutup');
  expect(await scene.events('case.closed')).toMatchObject([{ data: { outcome: 'unconfirmed' } }]);
});

test('a refusal of substance reaches a reporter without an address by a person, and closes with that', async () => {
  scene = await malang({ reporterHasMail: false });
  expect(await desk('refuse', { whom: 'ppk' })).toBe('menunggu-penyelesaian');
  expect(await scene.due()).toBeNull();
  expect(await scene.openKinds()).toEqual(['hubungi-pelapor']);
  expect(await desk('reached', { text: 'Diberi tahu lewat telepon.' }, 'hubungi-pelapor')).toBe('ditutup');
  await scene.finish();
});

test('a reply of LKPP that comes while the reporter owes data does not leave the case with LKPP', async () => {
  scene = await malang();
  await desk('forward', { ground, text: 'Galat 500.' });
  await desk('ask', { text: 'Mohon tangkapan layar.' });
  expect(await desk('forward', { ground, text: 'Sekali lagi.' })).toBe('refused: wrong-state');
  expect(await desk('refuse', { whom: 'ppk' })).toBe('refused: wrong-state');
  await desk('record-reply', { text: 'Sudah diperbaiki di pusat.' });
  expect(await scene.mails('progress')).toEqual(['progress -> reporter']);
  expect(await scene.act('reply', { text: 'Terlampir.' })).toBe('ditangani');
});

test('data that come after the desk has forwarded are still taken in', async () => {
  scene = await malang();
  await desk('ask', { text: 'Mohon tangkapan layar.' });
  await desk('forward', { ground, text: 'Galat 500.' });
  expect(await scene.act('reply', { text: 'Terlampir.' })).toBe('diteruskan');
  expect(await scene.events('data.received')).toHaveLength(1);
  expect(await scene.act('reply', { text: 'Lagi.' })).toBe('refused: wrong-state');
});

test('the silence of the reporter does not end what LKPP has', async () => {
  scene = await malang();
  await desk('forward', { ground, text: 'Galat 500.' });
  await desk('ask', { text: 'Mohon tangkapan layar.' });
  await scene.sleepUntil('2027-01-25 10:01');
  expect(await scene.state()).toBe('diteruskan');
  expect((await scene.mails('data-missing')).length).toBeGreaterThan(0);
  expect((await scene.mails('lkpp-silent')).length).toBeGreaterThan(0);
});

test('a confirmation does not take an instruction of LKPP away (ERR-11): the case waits for it', async () => {
  scene = await malang();
  await desk('instruct', { text: 'Pasang pembaruan.' });
  await desk('answer', { text: 'Sudah bisa.' });
  expect(await scene.act('confirm')).toBe('menunggu-penyelesaian');
  expect(await scene.act('carry-out', { by: 'mlg-04', taskId: await taskOf('instruksi-lkpp'), text: 'Dipasang.' })).toBe('ditutup');
});

describe('a forward that LKPP did not get by mail (ERR-6)', () => {
  const untold = async () => {
    scene = await malang();
    await desk('forward', { ground, text: 'Galat 500.' });
    await scene.signal('noticeFailed', { noticeId: 1, template: 'lkpp-forward', recipient: 'lkpp', params: {}, state: 'refused' });
    await desk('answer', { text: 'Sudah bisa.' });
  };

  test.each([
    { way: 'its ticket', act: 'record-ticket', kind: 'beritahu-lkpp' },
    { way: 'its reply, on the task to tell it', act: 'record-reply', kind: 'beritahu-lkpp' },
    { way: 'its reply, on the task to close', act: 'record-reply', kind: 'tutup' },
  ])('holds the close until a person has told it: the case closes with $way', async ({ act, kind }) => {
    await untold();
    expect(await desk('close', { text: 'Per telepon.' }, 'tutup')).toBe('refused: duty-open');
    expect(await scene.act('confirm')).toBe('menunggu-penyelesaian');
    expect(await mailsTo('duty-open', 'mlg-06')).toBe(1);
    expect(await desk(act, { text: 'TKT-2027-77' }, kind)).toBe('ditutup');
    expect(await scene.openKinds()).toEqual([]);
  });

  test('holds nothing once LKPP has replied', async () => {
    await untold();
    await desk('record-reply', { text: 'Sudah ditangani.' }, 'tutup');
    expect(await scene.openKinds()).toEqual(['beritahu-lkpp', 'tutup']);
    expect(await scene.act('confirm')).toBe('ditutup');
  });
});

test('a silent approver of a forward is reminded until there is a decision', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  await scene.act('forward', { by: 'slt-05', taskId: await taskOf('tangani'), ground, text: 'Galat 500.' });
  await scene.sleepUntil('2027-01-20 16:00');
  expect(await mailsTo('approval-asked', 'slt-01')).toBeGreaterThan(4);
  expect(await scene.mails('lkpp-forward')).toEqual([]);
});

test('an act that stops the clock cancels the report to LKPP that still waits for its approval', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  await scene.sleepUntil('2027-01-20 10:15');
  expect(await scene.openKinds()).toEqual(['setujui-laporan-lkpp', 'tangani']);
  await scene.act('ask', { by: 'slt-05', taskId: await taskOf('tangani'), text: 'Mohon tangkapan layar.' });
  await scene.sleepUntil('2027-01-22 16:00');
  expect(await scene.mails('lkpp-report')).toEqual([]);
});

test('after a reopening LKPP is chased on, since the same forward, by those who have the work', async () => {
  scene = await malang();
  await desk('forward', { ground, text: 'Galat 500.' });
  const [forwarded] = await scene.events('forwarded');
  await desk('answer', { text: 'Sudah bisa.' });
  await scene.act('reopen', { text: 'Masih gagal.' });
  await desk('hand-over', { to: 'technical' });
  await scene.sleepUntil('2027-01-25 10:01');
  const chased = await scene.notices('lkpp-silent');
  expect(new Set(chased.map(({ recipient }) => recipient))).toEqual(new Set(['mlg-04']));
  expect(new Set(chased.map(({ params }) => scene.time.local(Number(params.since))))).toEqual(new Set([forwarded?.at]));
});

test('in Tulang Bawang Barat a reopened report needs its root cause anew (ERR-16), and silence does not lock the reporter out', async () => {
  scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-18 10:00' });
  const tbb = async (act: string, more: Record<string, unknown> = {}, kind = 'tangani') => scene.act(act, { by: 'tbb-04', taskId: await taskOf(kind), ...more });
  await tbb('root-cause', { text: 'Sertifikat.' });
  await tbb('answer', { text: 'Sudah diperbaiki.' });
  await scene.act('reopen', { text: 'Masih gagal.' });
  await tbb('answer', { text: 'Sudah diperbaiki lagi.' });
  await scene.sleepUntil('2027-01-21 10:01');
  expect(await scene.state()).toBe('menunggu-akar-masalah');
  expect(await scene.act('reopen', { text: 'Tetap gagal.' })).toBe('diterima');
});
