import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { refuseMail } from '../testing/account.ts';
import { openStage } from '../testing/stage.ts';
import type { Stage } from '../testing/stage.ts';
import { apply } from './testing/scene.ts';
import type { Applied, Application } from './testing/scene.ts';

/** Tulang Bawang Barat: three working days for the verification (its SOP), five for the applicant. Monday 18 January 2027. */
let stage: Stage;
let scene: Applied;
beforeAll(async () => { stage = await openStage(); });
afterEach(() => scene.end());
afterAll(() => stage.end());

const open = async (application: Application = {}) => { scene = await apply({ kind: 'perorangan', ...application }, stage); };
const most = ['formulir-pendaftaran', 'formulir-keikutsertaan', 'ktp'];
const article = /\(Pasal 26 ayat \(1\) huruf a angka 2 huruf [a-d], /;
const file = (item: string) => ({ item, sha256: 'a'.repeat(64) });
const complete = (...items: string[]) => scene.act('complete', { files: items.map(file) });
const linesOf = (params: Record<string, unknown>, name = 'missing') => String(params[name]).split('\n');

describe('an application', () => {
  test('is receipted at once with what came and what is missing, becomes a task, and runs against the office\'s number', async () => {
    await open({ items: most });
    const [receipt] = await scene.notices('receipt');
    expect(linesOf(receipt!.params, 'received')).toEqual(['Formulir Pendaftaran yang ditandatangani', 'Formulir Keikutsertaan yang ditandatangani', 'KTP penyedia perorangan']);
    expect(linesOf(receipt!.params)).toEqual([expect.stringMatching(/^NPWP perorangan \(/), expect.stringMatching(/^Surat Ijin Usaha/)]);
    expect(await scene.tasks()).toMatchObject([{ kind: 'verifikasi', state: 'open', function: 'verifikator' }]);
    expect(await scene.mails()).toEqual(['receipt -> reporter', 'task-opened -> tbb-07']);
    expect(await scene.due()).toBe('verification due 2027-01-21 10:00:00');
    expect((await scene.events('item.received')).map(({ data, actor }) => [actor, data.item, data.how])).toEqual(most.map((item) => ['reporter', item, 'daring']));
  });

  test('over the counter is receipted as such, and without an address nobody is mailed', async () => {
    await open({ items: most, counter: 'tbb-04', reporterHasMail: false });
    expect((await scene.events('item.received'))[0]).toMatchObject({ actor: 'tbb-04', data: { how: 'loket' } });
    expect(await scene.mails()).toEqual(['task-opened -> tbb-07']);
    expect(await scene.openKinds()).toEqual(['verifikasi']);
  });

  test('that nobody decides is told to the verifikator at half and four fifths, then upwards', async () => {
    await open();
    await scene.sleepUntil('2027-01-20 14:00');
    expect(await scene.mails('reminder')).toEqual(['reminder -> tbb-07', 'reminder -> tbb-07']);
    await scene.sleepUntil('2027-01-21 15:00');
    expect(await scene.rungs('verification')).toEqual(['1 kepala-lpse 2027-01-21 10:00:00', '2 sekretaris-daerah 2027-01-21 14:45:00']);
    expect(await scene.mails('escalation')).toEqual(['escalation -> tbb-02', 'escalation -> tbb-01']);
  });
});

describe('a deficiency notice', () => {
  test('asks for exactly what is missing or untrue, with its article, and stops the office\'s time', async () => {
    await open({ items: most });
    await scene.work('check', { items: [{ item: 'ktp', verdict: 'tidak-benar', version: 3 }], text: 'KTP orang lain.' });
    expect(await scene.work('ask', { text: 'Mohon dilengkapi.' })).toBe('menunggu-berkas');
    const [notice] = await scene.notices('deficiency');
    const [judged] = await scene.events('item.judged');
    expect(notice).toMatchObject({ recipient: 'reporter', params: { days: 5, reasonIds: `${judged!.data.textId},,`, place: scene.input.rules.registration.place?.value ?? null } });
    expect(linesOf(notice!.params, 'received')).toEqual(['Formulir Pendaftaran yang ditandatangani', 'Formulir Keikutsertaan yang ditandatangani']);
    expect(linesOf(notice!.params, 'originals')).toEqual((await scene.checklist()).filter(({ original }) => original).map(({ label }) => label));
    expect(linesOf(notice!.params)).toEqual([
      expect.stringMatching(/^KTP penyedia perorangan .*: yang diserahkan tidak benar, kirim yang benar$/), expect.stringMatching(/^NPWP perorangan /), expect.stringMatching(/^Surat Ijin Usaha/),
    ]);
    for (const line of linesOf(notice!.params)) expect(line).toMatch(article);
    expect((await scene.events('deficiency.told'))[0]).toMatchObject({ actor: 'tbb-07', data: { items: 'ktp,npwp,surat-ijin-usaha' } });
    expect(await scene.due()).toMatch(/^completion due 2027-01-25 10:00:0/);
  });

  test('is refused where nothing is missing', async () => {
    await open({ items: [...most, 'npwp', 'surat-ijin-usaha'] });
    expect(await scene.work('ask')).toBe('refused: nothing-missing');
  });

  test('is not sent twice by two clicks, and is sent anew with new words or once there is something else to say', async () => {
    await open({ items: most });
    const { id: taskId } = await scene.task('verifikasi');
    const clicks = await Promise.all([0, 1].map(() => scene.act('ask', { by: scene.verifikator, taskId })));
    expect(clicks.sort()).toEqual(['menunggu-berkas', 'refused: deficiency-told']);
    expect(await scene.work('ask')).toBe('refused: deficiency-told');
    expect(await scene.work('ask', { text: 'Loket tutup besok.' })).toBe('menunggu-berkas');
    await scene.work('check', { items: [{ item: 'ktp', verdict: 'tidak-benar', version: 3 }], text: 'KTP orang lain.' });
    expect(await scene.work('ask')).toBe('menunggu-berkas');
    expect(await complete('npwp')).toBe('menunggu-berkas');
    expect(await scene.work('ask')).toBe('menunggu-berkas');
    expect(await scene.work('ask')).toBe('refused: deficiency-told');
    expect((await scene.notices('deficiency')).map(({ params }) => linesOf(params).length)).toEqual([2, 2, 3, 2]);
  });

  test('is answered bit by bit with what was asked for, and with nothing else; then the office\'s time goes on where it stood', async () => {
    await open({ items: most });
    expect(await complete('npwp')).toBe('refused: wrong-state');
    await scene.work('ask');
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-20 10:00');
    expect(await complete('ktp')).toBe('refused: item-not-asked');
    expect(await complete('npwp', 'npwp')).toBe('refused: item-twice');
    expect(await scene.act('complete', { files: [], absent: ['npwp'] })).toBe('refused: item-required');
    expect(await complete('npwp')).toBe('menunggu-berkas');
    expect(await complete('npwp')).toBe('refused: item-not-asked');
    expect(await scene.mails('completed')).toEqual([]);
    expect(await complete('surat-ijin-usaha')).toBe('diterima');
    expect(await scene.mails('completed')).toEqual(['completed -> tbb-07']);
    expect((await scene.notices('receipt')).map(({ params }) => linesOf(params))).toEqual([[expect.anything(), expect.anything()], [expect.stringMatching(/^Surat Ijin/)], ['']]);
    expect((await scene.events('deficiency.answered')).map(({ data }) => data.owed)).toEqual(['surat-ijin-usaha', '']);
    expect(await scene.due()).toMatch(/^verification due 2027-01-25 (09:59:5|10:00:0)/);
  });

  test('is answered by saying that there is none, where the item is needed only if any', async () => {
    await open({ kind: 'badan-usaha', items: [...most, 'npwp', 'surat-ijin-usaha', 'akta-pendirian'] });
    await scene.work('ask');
    expect(await scene.act('complete', { files: [], absent: ['akta-perubahan'] })).toBe('diterima');
    expect((await scene.checklist()).find(({ code }) => code === 'akta-perubahan')).toMatchObject({ absent: true, received: null });
  });

  test('is answered at the counter too', async () => {
    await open({ items: [...most, 'npwp'] });
    await scene.work('ask');
    expect(await scene.work('check', { items: [], files: [file('surat-ijin-usaha')] })).toBe('diterima');
    expect((await scene.events('deficiency.answered'))[0]).toMatchObject({ actor: 'tbb-07' });
  });

  test('is reminded of twice, and silence ends the case; what comes after is refused', async () => {
    await open({ items: most });
    await scene.work('ask');
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-22 10:01');
    expect(await scene.mails('completion-reminder')).toEqual(['completion-reminder -> reporter', 'completion-reminder -> reporter']);
    await scene.sleepUntil('2027-01-25 10:01');
    expect(await scene.state()).toBe('ditutup');
    expect((await scene.events('case.closed'))[0]).toMatchObject({ actor: 'system', data: { outcome: 'silent' } });
    expect(await scene.mails('silent')).toEqual(['silent -> reporter']);
    expect(await scene.openKinds()).toEqual([]);
    expect(await complete('npwp')).toBe('refused: case-closed');
    expect(await scene.act('withdraw')).toBe('refused: case-closed');
    expect(await scene.rungs('verification')).toEqual([]);
    await scene.finish();
  });

  test('whose calendar moves tells the applicant', async () => {
    await open({ items: most });
    await scene.work('ask');
    await scene.changeOffice((yaml) => yaml.replace('\nparameters:', `
daysOff:
  - { date: 2027-01-20, name: Contoh libur, document: { title: Contoh surat edaran, number: CONTOH/SE-1/2027, date: 2027-01-15 } }

parameters:`));
    expect(await scene.due()).toMatch(/^completion due 2027-01-26 10:00:0/);
    expect(await scene.mails('deadline-moved')).toEqual(['deadline-moved -> reporter']);
  });
});

describe('nobody is silent who was never told', () => {
  test('an applicant without an address is told by the counter, and only then the time runs', async () => {
    await open({ items: most, counter: 'tbb-04', reporterHasMail: false });
    await scene.work('ask');
    expect(await scene.openKinds()).toEqual(['hubungi-pengguna', 'verifikasi']);
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-25 10:01');
    expect(await scene.events('reminded')).toEqual([]);
    expect(await scene.state()).toBe('menunggu-berkas');
    expect((await scene.mails('task-opened')).slice(-2)).toEqual(['task-opened -> tbb-04', 'task-opened -> tbb-05']);
    await scene.sleepUntil('2027-01-27 10:00');
    await scene.act('reached', { by: 'tbb-04', taskId: (await scene.task('hubungi-pengguna')).id, text: 'Ditelepon.' });
    expect(await scene.due()).toMatch(/^completion due 2027-02-03 10:00:0/);
    await scene.sleepUntil('2027-02-03 10:01');
    expect(await scene.state()).toBe('ditutup');
  });

  test('nor one whose mail was refused', async () => {
    await open({ items: most });
    await scene.work('ask');
    await refuseMail(scene, 'deficiency');
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-25 10:01');
    expect(await scene.state()).toBe('menunggu-berkas');
    expect([await scene.mails('completion-reminder'), await scene.events('reminded')]).toEqual([[], []]);
    expect(await complete('npwp', 'surat-ijin-usaha')).toBe('diterima');
    expect(await scene.openKinds()).toEqual(['verifikasi']);
  });

  test('nor one whose notice waits in an outage: the time runs from when it has left', async () => {
    await open({ items: most, change: (yaml) => yaml.replace('\n    verification:', '\n    completion: { value: { hours: 1 }, document: { title: Contoh SOP, number: CONTOH/SOP-9/2026, date: 2026-01-02 } }\n    verification:') });
    await scene.work('ask');
    expect(await scene.due()).toMatch(/^completion due 2027-01-18 11:00:0/);
    await scene.sleepUntil('2027-01-18 11:20');
    expect(await scene.state()).toBe('menunggu-berkas');
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-18 11:22');
    expect(await scene.due()).toMatch(/^completion due 2027-01-18 (12:[23]|13:|14:)/);
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-18 14:00');
    expect(await scene.state()).toBe('ditutup');
  });

  test('of two completions at the same moment each item is taken once, and the verification goes on once', async () => {
    await open({ items: [...most, 'npwp'] });
    await scene.work('ask');
    const answers = await Promise.all([complete('surat-ijin-usaha'), complete('surat-ijin-usaha')]);
    expect(answers.filter((answer) => answer === 'diterima')).toHaveLength(1);
    expect((await scene.events('item.received')).filter(({ data }) => data.item === 'surat-ijin-usaha')).toHaveLength(1);
    expect(await scene.mails('completed')).toEqual(['completed -> tbb-07']);
  });
});
