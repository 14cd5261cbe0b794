import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());
const work = async () => (await scene.task('tangani')).id;
const open = async (office: string, change?: (yaml: string) => string) => { scene = await openCase({ office, receivedAt: '2027-01-18 10:00', ...(change ? { change } : {}) }); };
const ground = 'belum-tercakup';

test('the ticket to the helpdesk of LKPP (ERR-7) is Salatiga\'s alone, needs no ground, and follows the approval', async () => {
  await open('kota-salatiga');
  expect(await scene.act('forward', { by: 'slt-05', taskId: await work(), route: 'tiket-helpdesk', ground, text: 'Galat 500.' })).toBe('refused: wrong-state');
  expect(await scene.act('forward', { by: 'slt-05', taskId: await work(), route: 'tiket-helpdesk', text: 'Galat 500.' })).toBe('menunggu-persetujuan');
  expect(await scene.act('approve', { by: 'slt-01', taskId: (await scene.task('setujui-penerusan')).id })).toBe('diteruskan');
  expect((await scene.notices('lkpp-forward'))[0]?.params).toMatchObject({ route: 'tiket-helpdesk', clause: 'ERR-7', ground: null });
});

test('an office may exempt the ticket of ERR-7 from the approval; the forward of ERR-6 still needs it', async () => {
  const paper = 'document: { title: SOP, number: 1/SOP/2027, date: 2027-01-04 }';
  await open('kota-salatiga', (yaml) => yaml.replace('  problem:\n', `  problem:\n    ticketApproval:\n      value: false\n      ${paper}\n`));
  expect(await scene.act('forward', { by: 'slt-05', taskId: await work(), route: 'tiket-helpdesk', text: 'Galat 500.' })).toBe('diteruskan');
  await scene.act('record-reply', { by: 'slt-05', taskId: await work(), text: 'Silakan teruskan resmi.' });
  expect(await scene.act('forward', { by: 'slt-05', taskId: await work(), ground, text: 'Galat 500.' })).toBe('menunggu-persetujuan');
});

test('Salatiga reports an obstacle through Kepala UKPBJ (ERR-8), the others directly', async () => {
  await open('kota-salatiga');
  expect(await scene.act('forward', { by: 'slt-05', taskId: await work(), route: 'kendala', text: 'Usulan teknis.' })).toBe('menunggu-persetujuan');
  await scene.end();
  for (const { office, by } of [{ office: 'kab-tulang-bawang-barat', by: 'tbb-04' }, { office: 'kab-katingan', by: 'ktg-05' }, { office: 'kota-malang', by: 'mlg-06' }]) {
    await open(office);
    expect(await scene.act('forward', { by, taskId: await work(), route: 'kendala', text: 'Usulan teknis.' })).toBe('diteruskan');
    expect(await scene.act('forward', { by, taskId: await work(), route: 'tiket-helpdesk', text: 'Tidak ada di teks ini.' })).toBe('refused: wrong-state');
    await scene.end();
  }
  await open('kota-malang');
}, 300_000);

test('a forward of ERR-6 without its legal ground is refused', async () => {
  await open('kota-malang');
  expect(await scene.act('forward', { by: 'mlg-06', taskId: await work(), text: 'Galat 500.' })).toBe('refused: wrong-state');
});

test('a silent LKPP is chased by the person who forwarded, every time the window is over, until a reply is recorded', async () => {
  await open('kota-malang');
  await scene.act('claim', { by: 'mlg-06', taskId: await work() });
  await scene.act('forward', { by: 'mlg-06', taskId: await work(), ground, text: 'Galat 500.' });
  await scene.sleepUntil('2027-01-21 09:59');
  expect(await scene.mails('lkpp-silent')).toEqual([]);
  await scene.sleepUntil('2027-01-21 10:01');
  expect(await scene.mails('lkpp-silent')).toEqual(['lkpp-silent -> mlg-06']);
  await scene.sleepUntil('2027-01-26 10:02');
  expect(await scene.mails('lkpp-silent')).toHaveLength(2);
  expect(await scene.act('record-reply', { by: 'mlg-06', taskId: await work(), text: 'Sudah diperbaiki di pusat.' })).toBe('ditangani');
  expect(await scene.mails('progress')).toEqual(['progress -> reporter']);
  await scene.sleepUntil('2027-02-10 10:00');
  expect(await scene.mails('lkpp-silent')).toHaveLength(2);
});

test('the answer of the desk ends the chase', async () => {
  await open('kota-malang');
  await scene.act('forward', { by: 'mlg-06', taskId: await work(), ground, text: 'Galat 500.' });
  await scene.act('answer', { by: 'mlg-06', taskId: await work(), text: 'Sudah bisa.' });
  expect(await scene.act('confirm')).toBe('ditutup');
  await scene.finish();
  expect(await scene.mails('lkpp-silent')).toEqual([]);
});
