import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { refuseMail } from '../testing/account.ts';
import { openStage } from '../testing/stage.ts';
import type { Stage } from '../testing/stage.ts';
import { apply } from './testing/scene.ts';
import type { ItemCheck } from './messages.ts';
import type { Applied, Application } from './testing/scene.ts';

let stage: Stage;
let scene: Applied;
beforeAll(async () => { stage = await openStage(); });
afterEach(() => scene.end());
afterAll(() => stage.end());

const open = async (application: Application = {}) => { scene = await apply({ kind: 'ppk', items: [letter], ...application }, stage); };
const letter = 'surat-tugas-atau-keputusan';
const at = (local: string) => new Date(scene.time.at(local)).toISOString();
const missed = () => scene.mails('appointment-missed', 'appointment-unkept');

describe('the verifikator', () => {
  test('approves only what is there, seen and true', async () => {
    await open({ items: [] });
    expect(await scene.work('approve')).toBe('refused: item-missing');
    await scene.work('check', { items: [{ item: letter, copy: true }] });
    expect(await scene.work('approve')).toBe('refused: original-unseen');
    await scene.work('check', { items: [{ item: letter, verdict: 'tidak-benar', version: 1 }], text: 'Tanpa cap.' });
    expect(await scene.work('approve')).toBe('refused: item-missing');
    await scene.work('check', { items: [{ item: letter, verdict: 'benar', version: 1 }] });
    expect(await scene.work('approve')).toBe('refused: original-unseen');
    await scene.work('check', { items: [{ item: letter, seen: 'loket', version: 1 }] });
    expect(await scene.work('approve', { text: 'Lengkap.' })).toBe('menunggu-aktivasi');
    expect((await scene.checklist())[0]).toMatchObject({ seen: { by: 'tbb-07', how: 'loket' }, verdict: { value: 'benar' }, received: { how: 'loket' } });
  });

  test('judges a copy that came anew anew', async () => {
    await open();
    await scene.checkAll();
    await scene.work('check', { items: [{ item: letter, copy: true, seen: 'loket', version: 1 }] });
    expect(await scene.work('approve')).toBe('refused: item-missing');
  });

  test('is refused an item that is not on the list, one twice, an untrue one without words, and none where it must be there', async () => {
    await open();
    expect(await scene.work('check', { items: [{ item: 'ijazah', copy: true }] })).toBe('refused: unknown-item');
    expect(await scene.work('check', { items: [], files: [{ item: 'ijazah', sha256: 'a'.repeat(64) }] })).toBe('refused: unknown-item');
    expect(await scene.work('check', { items: [{ item: letter, copy: true }, { item: letter, verdict: 'benar' }] })).toBe('refused: item-twice');
    expect(await scene.work('check', { items: [{ item: letter, verdict: 'tidak-benar' }] })).toBe('refused: reason-missing');
    expect(await scene.work('check', { items: [{ item: letter, seen: 'loket', version: 2 }] })).toBe('refused: item-changed');
    expect(await scene.work('check', { items: [{ item: letter, absent: true }] })).toBe('refused: item-required');
  });

  test.each<[string, ItemCheck, string]>([
    ['is not judged while no copy has come', { item: 'akta-perubahan', verdict: 'benar' }, 'refused: item-missing'],
    ['is not judged untrue while no copy has come', { item: 'akta-perubahan', verdict: 'tidak-benar' }, 'refused: item-missing'],
    ['is not seen while no copy has come', { item: 'akta-perubahan', seen: 'loket' }, 'refused: item-missing'],
    ['is not judged and said at once not to exist', { item: 'akta-perubahan', verdict: 'benar', absent: true }, 'refused: item-missing'],
    ['is judged when its paper comes with the act', { item: 'akta-perubahan', copy: true, seen: 'loket', verdict: 'benar' }, 'diterima'],
  ])('an item %s', async (_what, line, answer) => {
    await open({ kind: 'badan-usaha', items: ['ktp'] });
    expect(await scene.work('check', { items: [line], text: 'Diperiksa di loket.' })).toBe(answer);
    expect(await scene.events('item.judged', 'item.seen')).toHaveLength(answer === 'diterima' ? 2 : 0);
  });

  test('an item is judged when its copy comes as a file of the same act', async () => {
    await open({ items: [] });
    expect(await scene.work('check', { items: [{ item: letter, verdict: 'benar' }], files: [{ item: letter, sha256: 'a'.repeat(64) }] })).toBe('diterima');
    expect((await scene.checklist())[0]).toMatchObject({ verdict: { value: 'benar' } });
  });

  test('sees no original by video, books none and adds no item, where the office or its text does not let it (REG-18)', async () => {
    await open();
    expect(await scene.work('check', { items: [{ item: letter, seen: 'video' }] })).toBe('refused: video-closed');
    expect(await scene.work('book', { at: at('2027-01-19 10:00'), how: 'video' })).toBe('refused: video-closed');
    expect(await scene.work('add-item', { text: 'Sertifikat menurut peraturan lain.' })).toBe('refused: list-closed');
  });

  test('asks for another law\'s document where the text has a door for it (REG-23), and sees originals by video where the SOP lets it', async () => {
    await open({ office: 'kota-salatiga' });
    await scene.checkAll();
    await scene.work('add-item', { text: 'Sertifikat kompetensi menurut Perlem LKPP 4/2024.' });
    expect(await scene.work('approve')).toBe('refused: item-missing');
    await scene.work('ask');
    const [added] = await scene.events('item.added');
    expect(await scene.notices('deficiency')).toMatchObject([{ params: { missing: 'Dokumen menurut peraturan lain', aboutId: added!.data.textId } }]);
    expect(await scene.act('complete', { files: [{ item: 'lain-1', sha256: 'b'.repeat(64) }] })).toBe('diterima');
    await scene.work('check', { items: [{ item: 'lain-1', seen: 'video', verdict: 'benar', version: 2 }] });
    expect(await scene.work('approve')).toBe('menunggu-aktivasi');
  });

  test('records the look-up in the blacklist and a note, and judges what they mean', async () => {
    await open();
    await scene.work('blacklist', { result: 'tercantum', text: 'Sampai 2026.' });
    await scene.work('note', { text: 'Ditanyakan kepada Kepala LPSE.' });
    expect(await scene.events('blacklist.checked', 'note.added')).toMatchObject([{ actor: 'tbb-07', data: { result: 'tercantum', textId: expect.anything() as unknown } }, { type: 'note.added' }]);
    await scene.checkAll();
    expect(await scene.work('approve')).toBe('menunggu-aktivasi');
  });
});

describe('two decisions', () => {
  test('on one task: the first wins', async () => {
    await open();
    await scene.checkAll();
    const { id: taskId } = await scene.task('verifikasi');
    const decided = await Promise.all([
      scene.act('approve', { by: scene.verifikator, taskId }), scene.act('reject', { by: scene.verifikator, taskId, ground: 'dokumen-tidak-benar', text: 'Palsu.' }),
    ]);
    // Either may arrive first; the record and the mails are those of the first alone.
    const first = decided.indexOf('refused: task-ended') === 1 ? { state: 'menunggu-aktivasi', event: 'approved', mails: 0 } : { state: 'menunggu-pemberitahuan', event: 'rejected', mails: 1 };
    expect(decided.toSorted()).toEqual([first.state, 'refused: task-ended']);
    expect((await scene.events('approved', 'rejected')).map(({ type }) => type)).toEqual([first.event]);
    expect(await scene.mails('rejected')).toHaveLength(first.mails);
  });

  test('a rejection says its ground, the basis and the words, and ends the case', async () => {
    await open({ office: 'kota-malang' });
    expect(await scene.work('reject', { ground: 'dokumen-lucu', text: 'Tidak cocok.' })).toBe('refused: wrong-state');
    expect(await scene.work('reject', { ground: 'dokumen-tidak-benar', text: 'Surat tugas tidak dikenal instansinya.' })).toBe('menunggu-pemberitahuan');
    const [event] = await scene.events('rejected');
    expect(await scene.notices('rejected')).toMatchObject([{ params: { ground: 'Dokumen atau informasi yang dipersyaratkan tidak benar', basis: expect.stringContaining('Perwali Malang 13/2011') as unknown, textId: event!.data.textId } }]);
    expect(await scene.act('withdraw')).toBe('refused: case-closed');
    await scene.finish();
    expect((await scene.events('case.closed'))[0]).toMatchObject({ actor: 'mlg-05', data: { outcome: 'rejected' } });
  });

  test('a rejection whose mail is refused is told by the counter before the case closes', async () => {
    await open();
    await scene.work('reject', { ground: 'dokumen-tidak-benar', text: 'Palsu.' });
    await refuseMail(scene, 'rejected');
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-19 10:30');
    expect([await scene.state(), await scene.openKinds()]).toEqual(['menunggu-pemberitahuan', ['hubungi-pengguna']]);
    expect((await scene.notices('task-opened')).at(-1)).toMatchObject({ params: { kind: 'hubungi-pengguna', again: true } });
    await scene.act('reached', { by: 'tbb-04', taskId: (await scene.task('hubungi-pengguna')).id, text: 'Ditelepon.' });
    await scene.finish();
    expect((await scene.events('case.closed'))[0]).toMatchObject({ data: { outcome: 'rejected' } });
  });

  test('a rejection that no mail can bring is told by the counter before the case closes', async () => {
    await open({ counter: 'tbb-04', reporterHasMail: false });
    await scene.work('reject', { ground: 'dokumen-tidak-benar', text: 'Palsu.' });
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-19 10:30');
    expect(await scene.state()).toBe('menunggu-pemberitahuan');
    expect((await scene.notices('task-opened')).at(-1)).toMatchObject({ params: { kind: 'hubungi-pengguna', again: true } });
    await scene.act('reached', { by: 'tbb-04', taskId: (await scene.task('hubungi-pengguna')).id, text: 'Ditelepon.' });
    await scene.finish();
    expect(await scene.state()).toBe('ditutup');
  });
});

describe('the applicant', () => {
  test('withdraws before the decision, and not after it', async () => {
    await open();
    expect(await scene.act('withdraw')).toBe('ditutup');
    expect(await scene.mails('withdrawn-by-applicant', 'withdrawn')).toEqual(['withdrawn-by-applicant -> tbb-07', 'withdrawn -> reporter']);
    expect(await scene.openKinds()).toEqual([]);
    await scene.finish();
    await scene.end();
    await open();
    await scene.checkAll();
    await scene.work('approve');
    expect(await scene.act('withdraw')).toBe('refused: wrong-state');
  });

  test('withdraws by a word to the counter', async () => {
    await open();
    expect(await scene.work('withdraw-for', { text: 'Datang sendiri.' })).toBe('ditutup');
    expect((await scene.events('case.closed'))[0]).toMatchObject({ actor: 'tbb-07', data: { outcome: 'withdrawn' } });
  });
});

describe('an appointment to show originals (REG-24)', () => {
  test('is told with time and place, a later one replaces it, and one that passes unseen is told to both', async () => {
    await open();
    expect(await scene.work('book', { at: at('2027-01-18 09:00'), how: 'loket' })).toBe('refused: past-instant');
    await scene.work('book', { at: at('2027-01-19 10:00'), how: 'loket' });
    await scene.work('book', { at: at('2027-01-19 14:00'), how: 'loket' });
    expect((await scene.notices('appointment')).map(({ params }) => [scene.time.local(Number(params.at)), params.again])).toEqual([['2027-01-19 10:00:00', false], ['2027-01-19 14:00:00', true]]);
    expect((await scene.notices('appointment'))[0]!.params.place).toContain('Ruang verifikasi');
    await scene.sleepUntil('2027-01-19 14:59');
    expect(await missed()).toEqual([]);
    await scene.sleepUntil('2027-01-19 15:00');
    expect(await missed()).toEqual(['appointment-missed -> reporter', 'appointment-unkept -> tbb-07']);
    expect(await scene.events('appointment.missed')).toHaveLength(1);
    await scene.work('book', { at: at('2027-01-20 09:00'), how: 'loket' });
    expect((await scene.notices('appointment')).at(-1)!.params.again).toBe(false);
  });

  test('that was kept is not told as missed', async () => {
    await open();
    await scene.work('book', { at: at('2027-01-19 10:00'), how: 'loket' });
    await scene.sleepUntil('2027-01-19 10:20');
    await scene.work('check', { items: [{ item: letter, seen: 'loket', version: 1 }] });
    await scene.sleepUntil('2027-01-19 12:00');
    expect(await missed()).toEqual([]);
  });
});

describe('an escalation that did not arrive', () => {
  test('goes to the next above at once, and to a person when nobody stands above', async () => {
    await open();
    await scene.sleepUntil('2027-01-21 10:00');
    const refuse = async () => {
      const mail = (await scene.notices('escalation')).at(-1)!;
      await scene.signal('noticeFailed', { noticeId: mail.id, template: 'escalation', recipient: mail.recipient, params: mail.params, state: 'refused' });
    };
    await refuse();
    expect(await scene.mails('escalation')).toEqual(['escalation -> tbb-02', 'escalation -> tbb-01']);
    await refuse();
    expect(await scene.openKinds()).toEqual(['hubungi-pejabat', 'verifikasi']);
    await scene.act('reached', { by: 'tbb-04', taskId: (await scene.task('hubungi-pejabat')).id, text: 'Ditelepon.' });
    expect(await scene.openKinds()).toEqual(['verifikasi']);
  });
});
