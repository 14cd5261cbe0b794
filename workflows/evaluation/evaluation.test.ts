import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

/**
 * ERR-17 and ERR-18 in Tulang Bawang Barat: Koordinator Help Desk (tbb-03) evaluates, Kepala LPSE (tbb-02) receives. The quarter ends
 * before New Year, so the first working day is Monday 4 January 2027; the 5th is a holiday.
 */
const period = { from: '2026-10-01', to: '2026-12-31' };
const findings = 'Galat unggah berulang tiap awal bulan; usul: tambah kapasitas penyimpanan.';

let scene: Case;
afterEach(() => scene.end());
const opened = (change?: (yaml: string) => string) =>
  openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-01 00:05', period, ...(change ? { change } : {}) });
const task = async (kind: string) => (await scene.task(kind)).id;
const evaluate = async (text = findings) => scene.act('evaluate', { by: 'tbb-03', taskId: await task('susun-evaluasi'), text });

describe('the evaluation of a quarter', () => {
  beforeEach(async () => { scene = await opened(); });

  test('opens as a task of the coordinator, due after ten working days, and its mail waits for office hours', async () => {
    expect(await scene.tasks()).toMatchObject([{ kind: 'susun-evaluasi', state: 'open', function: 'koordinator-help-desk', dueAt: '2027-01-19 07:30:00' }]);
    expect(await scene.mails()).toEqual(['evaluation-asked -> tbb-03']);
    const [asked] = await scene.notices('evaluation-asked');
    expect(scene.time.local(asked!.nextAt)).toBe('2027-01-04 07:30:00');
    expect(await scene.state()).toBe('disusun');
    expect(await scene.due()).toBe('evaluation due 2027-01-19 07:30:00');
  });

  test('reminds the coordinator at half and four fifths of the time, then tells Kepala LPSE that it is late', async () => {
    await scene.sleepUntil('2027-01-19 07:29');
    expect(await scene.mails('reminder')).toEqual(['reminder -> tbb-03', 'reminder -> tbb-03']);
    expect(await scene.mails('escalation')).toEqual([]);
    await scene.sleepUntil('2027-01-19 07:30');
    expect(await scene.mails('escalation')).toEqual(['escalation -> tbb-02']);
    expect(await scene.rungs('evaluation')).toEqual(['1 kepala-lpse 2027-01-19 07:30:00']);
    await scene.sleepUntil('2027-02-26 12:00');
    expect(await scene.mails('escalation')).toHaveLength(1);
  });

  test('goes to Kepala LPSE with the figures and the words, and ends when Kepala LPSE accepts it', async () => {
    await scene.act('claim', { by: 'tbb-03', taskId: await task('susun-evaluasi') });
    expect(await evaluate()).toBe('disampaikan');
    expect(await scene.tasks()).toMatchObject([{ kind: 'susun-evaluasi', state: 'done', outcome: 'submitted' }, { kind: 'terima-evaluasi', state: 'open', function: 'kepala-lpse' }]);
    const [submitted] = await scene.notices('evaluation-submitted');
    const [event] = await scene.events('evaluation.submitted');
    expect(submitted).toMatchObject({ recipient: 'tbb-02', params: { textId: event!.data.textId, aboutId: scene.input.facts.figures, ...period } });
    expect(await scene.act('accept', { by: 'tbb-02', taskId: await task('terima-evaluasi'), text: 'Setuju, anggarkan.' })).toBe('ditutup');
    expect(await scene.mails('evaluation-accepted')).toEqual(['evaluation-accepted -> tbb-03']);
    expect(await scene.openKinds()).toEqual([]);
    expect(await scene.due()).toBeNull();
    await scene.finish();
  });

  test('is accepted without a word, too', async () => {
    await evaluate();
    expect(await scene.act('accept', { by: 'tbb-02', taskId: await task('terima-evaluasi') })).toBe('ditutup');
    expect(await scene.notices('evaluation-accepted')).toMatchObject([{ params: { textId: null } }]);
  });

  test('comes back to the coordinator with the reason and a fresh deadline when Kepala LPSE returns it', async () => {
    await evaluate();
    await scene.sleepUntil('2027-01-06 10:00');
    expect(await scene.act('return', { by: 'tbb-02', taskId: await task('terima-evaluasi'), text: 'Usulnya belum ada angkanya.' })).toBe('disusun');
    expect(await scene.mails('evaluation-returned')).toEqual(['evaluation-returned -> tbb-03']);
    expect(await scene.openKinds()).toEqual(['susun-evaluasi']);
    expect(await scene.due()).toMatch('evaluation due 2027-01-20 10:00');
    await scene.sleepUntil('2027-01-19 12:00');
    expect(await scene.mails('escalation', 'acceptance-reminder')).toEqual([]);
    expect(await evaluate('Dengan angka: 12 galat, 3 jam.')).toBe('disampaikan');
  });

  test('reminds a silent Kepala LPSE every three working days and is never accepted by silence', async () => {
    await scene.sleepUntil('2027-01-06 10:00');
    await evaluate();
    await scene.sleepUntil('2027-01-11 09:59');
    expect(await scene.mails('acceptance-reminder')).toEqual([]);
    await scene.sleepUntil('2027-01-14 10:01');
    expect(await scene.mails('acceptance-reminder')).toEqual(['acceptance-reminder -> tbb-02', 'acceptance-reminder -> tbb-02']);
    expect(await scene.state()).toBe('disampaikan');
    await scene.act('accept', { by: 'tbb-02', taskId: await task('terima-evaluasi') });
    expect(await scene.due()).toBeNull();
  });

  test('refuses what does not fit: another task, a decision that came second, a claim of a claimed task', async () => {
    const writing = await task('susun-evaluasi');
    expect(await scene.act('accept', { by: 'tbb-02', taskId: writing })).toBe('refused: wrong-task');
    await scene.act('claim', { by: 'tbb-03', taskId: writing });
    expect(await scene.act('claim', { by: 'tbb-99', taskId: writing })).toBe('refused: already-claimed');
    expect(await scene.act('evaluate', { by: 'tbb-99', taskId: writing, text: findings })).toBe('refused: task-claimed');
    await evaluate();
    expect(await scene.act('evaluate', { by: 'tbb-03', taskId: writing, text: findings })).toBe('refused: task-ended');
    const reading = await task('terima-evaluasi');
    await scene.act('return', { by: 'tbb-02', taskId: reading, text: 'Belum lengkap.' });
    expect(await scene.act('accept', { by: 'tbb-02', taskId: reading })).toBe('refused: task-ended');
  });

  test('makes a refused mail to Kepala LPSE one task of the desk', async () => {
    await evaluate();
    const [mail] = await scene.notices('evaluation-submitted');
    for (const noticeId of [mail!.id, mail!.id + 1000]) {
      await scene.signal('noticeFailed', { noticeId, template: 'evaluation-submitted', recipient: 'tbb-02', params: mail!.params, state: 'refused' });
    }
    expect(await scene.openKinds()).toEqual(['hubungi-pejabat', 'terima-evaluasi']);
    expect(await scene.notices('official-unreached')).toMatchObject([{ recipient: 'tbb-04', params: { official: 'Kepala LPSE' } }, { recipient: 'tbb-05' }]);
    expect(await scene.act('reached', { by: 'tbb-04', taskId: await task('hubungi-pejabat'), text: 'Diantar langsung.' })).toBe('disampaikan');
    expect(await scene.openKinds()).toEqual(['terima-evaluasi']);
  });

  test('moves its deadline with the calendar and tells the coordinator', async () => {
    await scene.changeOffice((yaml) => yaml.replace('\nparameters:', `
daysOff:
  - { date: 2027-01-11, name: Contoh libur, document: { title: Contoh surat edaran, number: CONTOH/SE-1/2027, date: 2027-01-02 } }

parameters:`));
    expect(await scene.due()).toBe('evaluation due 2027-01-20 07:30:00');
    expect(await scene.mails('deadline-moved')).toEqual(['deadline-moved -> tbb-03']);
    expect((await scene.tasks())[0]).toMatchObject({ dueAt: '2027-01-20 07:30:00' });
  });
});

test('a late evaluation is told to the next one above where nobody is Kepala LPSE', async () => {
  scene = await opened((yaml) => yaml.replace(/(function: kepala-lpse,.*until: )null/, '$12026-12-30'));
  await scene.sleepUntil('2027-01-19 07:30');
  expect(await scene.mails('escalation')).toEqual(['escalation -> tbb-01']);
  expect(await scene.events('function.vacant')).toMatchObject([{ data: { function: 'kepala-lpse' } }]);
});

test('where Kepala LPSE is who evaluates, the words end the evaluation, and its lateness goes one higher', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-01 00:05', period });
  await scene.sleepUntil('2027-01-29 12:00');
  expect(await scene.rungs('evaluation')).toMatchObject([expect.stringMatching(/^1 kepala-ukpbj /)]);
  expect(await scene.act('evaluate', { by: 'slt-02', taskId: await task('susun-evaluasi'), text: findings })).toBe('ditutup');
  expect(await scene.openKinds()).toEqual([]);
});
