import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openCase, type Case, type Scene } from '../testing/skipping.ts';
import { openStage, type Stage } from '../testing/stage.ts';

/**
 * Salatiga: the verifikator (slt-04) gives the data, Kepala LPSE (slt-02) hears that they are late. Received on Friday afternoon;
 * 3 x 24 hours end on Monday, 8 March 2027, which is a holiday (Nyepi).
 */
let stage: Stage;
let scene: Case;
beforeAll(async () => { stage = await openStage(); });
afterEach(() => scene.end());
afterAll(() => stage.end());

const asked = async (more: Partial<Scene> = {}) => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-03-05 15:00', sop: 'data-request', facts: { channel: 'daring', enteredBy: null }, ...more }, stage);
};
const work = async (act: string, more: Record<string, unknown> = {}, kind = 'periksa-identitas') => scene.act(act, { by: 'slt-04', taskId: (await scene.task(kind)).id, ...more });
const identify = () => work('identify', { how: 'loket', text: 'KTP asli diperiksa.' });
const give = (more: Record<string, unknown> = {}) => work('give', { cases: [], ...more });
const refuseMail = async (template: string) => {
  const mail = (await scene.notices(template)).at(-1)!;
  await scene.signal('noticeFailed', { noticeId: mail.id, template, recipient: mail.recipient, params: mail.params, state: 'refused' });
};

describe('the 3 x 24 hours', () => {
  test('run by the clock over a weekend and a holiday; being late is told once, to the worker and above, and ends nothing', async () => {
    await asked();
    expect(await scene.tasks()).toMatchObject([{ kind: 'periksa-identitas', state: 'open', function: 'verifikator', dueAt: '2027-03-08 15:00:00' }]);
    expect(await scene.due()).toBe('reply due 2027-03-08 15:00:00');
    expect(await scene.mails()).toEqual(['receipt -> reporter', 'task-opened -> slt-04']);
    // Saturday and Sunday: a reminder that waited for office hours would come after the end.
    await scene.sleepUntil('2027-03-07 15:00');
    expect((await scene.notices('reminder')).map(({ recipient, nextAt }) => [recipient, scene.time.local(nextAt).slice(0, 16)]))
      .toEqual([['slt-04', '2027-03-06 14:45'], ['slt-04', '2027-03-07 14:31']]);
    await scene.sleepUntil('2027-03-08 14:59');
    expect(await scene.mails('late', 'escalation')).toEqual([]);
    await scene.sleepUntil('2027-03-08 15:00');
    expect(await scene.mails('late', 'escalation')).toEqual(['late -> slt-04', 'escalation -> slt-02']);
    expect(await scene.rungs('reply')).toEqual(['1 kepala-lpse 2027-03-08 15:00:00']);
    await scene.sleepUntil('2027-03-20 12:00');
    expect(await scene.mails('late', 'escalation')).toHaveLength(2);
    expect(await scene.state()).toBe('diterima');
    expect(await identify()).toBe('dikenali');
    expect(await give()).toBe('diberikan');
  });

  test('pass while no worker runs: the lateness is told when one is back, and once', async () => {
    await asked({ reporterHasMail: false, enteredBy: 'slt-05', workerStops: true });
    await scene.sleepUntil('2027-03-08 14:50');
    await scene.stopWorker();
    await scene.sleepUntil('2027-03-08 14:59:58');
    await scene.clockPasses('2027-03-08 15:00:00');
    await scene.startWorker();
    await scene.settled();
    const [late] = await scene.events('escalated');
    expect(late).toMatchObject({ dueAt: '2027-03-08 15:00:00', data: { to: 'kepala-lpse' } });
    expect(await scene.mails('late', 'escalation')).toEqual(['late -> slt-04', 'escalation -> slt-02']);
  });

  test('are not moved by the calendar of the office', async () => {
    await asked();
    await scene.changeOffice((yaml) => yaml.replace('\nparameters:', `
daysOff:
  - { date: 2027-03-06, name: Contoh libur, document: { title: Contoh surat edaran, number: CONTOH/SE-1/2027, date: 2027-03-01 } }

parameters:`));
    expect(await scene.due()).toBe('reply due 2027-03-08 15:00:00');
    expect(await scene.events('deadline.moved')).toEqual([]);
  });
});

describe('giving', () => {
  test('waits for the identity, stops the clock, and ends fourteen days by the clock later', async () => {
    await asked();
    expect(await give()).toBe('refused: identity-unproven');
    await work('claim');
    await identify();
    expect(await identify()).toBe('refused: wrong-state');
    expect(await give({ cases: ['SLT-2027-000009'], text: 'Termasuk laporan lewat telepon.' })).toBe('diberikan');
    expect(await scene.due()).toMatch(/^download due 2027-03-19 15:00/);
    const [given] = await scene.notices('data-given');
    expect(given).toMatchObject({ recipient: 'reporter', params: { until: expect.any(Number) } });
    expect(scene.time.local(Number(given!.params.until))).toMatch(/^2027-03-19 15:00/);
    expect(await scene.events('data.given')).toMatchObject([{ actor: 'slt-04', data: { cases: 'SLT-2027-000009' } }]);
    expect(await scene.act('withdraw')).toBe('refused: wrong-state');
    await scene.sleepUntil('2027-03-19 15:01');
    expect(await scene.state()).toBe('ditutup');
    expect(await scene.mails('late', 'escalation')).toEqual([]);
    await scene.finish();
  });

  test('and giving at once: the first counts, the second is told that the task is done; so is a refusal', async () => {
    await asked();
    await identify();
    const { id: taskId } = await scene.task('periksa-identitas');
    const both = await Promise.all([scene.act('give', { by: 'slt-04', taskId, cases: [] }), scene.act('give', { by: 'slt-04', taskId, cases: [] }), scene.act('refuse', { by: 'slt-04', taskId, ground: 'data-orang-lain', text: 'Data orang lain.' })]);
    expect(both.filter((answer) => answer === 'refused: task-ended')).toHaveLength(2);
    expect(await scene.events('data.given', 'data.refused')).toHaveLength(1);
    expect(await scene.mails('data-given', 'data-refused')).toHaveLength(1);
    if (await scene.state() === 'ditutup') await scene.finish();
  });

  test('to who has no mail is done at the counter, and no time runs out before the person was told', async () => {
    await asked({ reporterHasMail: false, enteredBy: 'slt-05' });
    await identify();
    await give();
    expect(await scene.mails('data-given')).toEqual([]);
    expect(await scene.openKinds()).toEqual(['serahkan-data']);
    await scene.sleepUntil('2027-03-20 15:00');
    expect(await scene.state()).toBe('diberikan');
    expect(await scene.mails('task-opened')).toEqual(['task-opened -> slt-04', 'task-opened -> slt-04']);
    expect(await work('reached', { text: 'Ditelepon, akan datang.' }, 'serahkan-data')).toBe('diberikan');
    expect(await scene.due()).toMatch(/^download due 2027-04-03 15:00/);
    expect(await work('handed-over', { text: 'Dicetak dan diserahkan.' }, 'serahkan-data')).toBe('ditutup');
    await scene.finish();
  });

  test('by a mail that comes back becomes a task of the counter', async () => {
    await asked();
    await refuseMail('receipt');
    expect(await scene.openKinds()).toEqual(['hubungi-pengguna', 'periksa-identitas']);
    await work('reached', { text: 'Ditelepon.' }, 'hubungi-pengguna');
    await identify();
    await give();
    await refuseMail('data-given');
    expect(await scene.openKinds()).toEqual(['serahkan-data']);
    expect(await work('handed-over', { text: 'Diserahkan di atas kertas.' }, 'serahkan-data')).toBe('ditutup');
    await scene.finish();
  });
});

describe('a giving that is stopped', () => {
  test('ends the download at once, by whoever of the function learns of it first, and tells the person why', async () => {
    await asked();
    await identify();
    expect(await work('stop-giving', { text: 'Keliru.' })).toBe('refused: wrong-task');
    await give();
    expect(await scene.tasks()).toMatchObject([{ kind: 'periksa-identitas', state: 'done' }, { kind: 'awasi-pengunduhan', state: 'open', function: 'verifikator', dueAt: expect.stringMatching(/^2027-03-19 15:00/) }]);
    await work('claim', {}, 'awasi-pengunduhan');
    expect(await scene.act('stop-giving', { by: 'slt-01', taskId: (await scene.task('awasi-pengunduhan')).id, text: 'Data milik orang lain.' })).toBe('menunggu-pemberitahuan');
    expect([await scene.due(), await scene.openKinds(), await scene.mails('data-stopped')]).toEqual([null, [], ['data-stopped -> reporter']]);
    await scene.finish();
    expect(await scene.events('case.closed')).toMatchObject([{ data: { outcome: 'data-stopped' } }]);
  });

  test('at the counter is told by a person, who has no mail', async () => {
    await asked({ reporterHasMail: false, enteredBy: 'slt-05' });
    await identify();
    await give();
    expect(await work('stop-giving', { text: 'Data milik orang lain.' }, 'serahkan-data')).toBe('menunggu-pemberitahuan');
    expect(await scene.openKinds()).toEqual(['hubungi-pengguna']);
    await work('reached', { text: 'Ditelepon.' }, 'hubungi-pengguna');
    await scene.finish();
    expect(await scene.state()).toBe('ditutup');
  });
});

describe('a request that ends without data', () => {
  test('is refused with its ground', async () => {
    await asked();
    expect(await work('refuse', { ground: 'tidak-ada', text: 'Alasan lain.' })).toBe('refused: wrong-state');
    expect(await work('refuse', { ground: 'data-orang-lain', text: 'Memuat data pelapor lain.' })).toBe('menunggu-pemberitahuan');
    expect(await scene.notices('data-refused')).toMatchObject([{ recipient: 'reporter', params: { ground: 'Berdampak pada pengungkapan data pribadi milik orang lain' } }]);
    await scene.finish();
    expect([await scene.state(), await scene.openKinds(), await scene.due()]).toEqual(['ditutup', [], null]);
  });

  test('stays open when the mail of the refusal comes back, until a person has told it', async () => {
    await asked();
    await work('refuse', { ground: 'data-orang-lain', text: 'Memuat data pelapor lain.' });
    await refuseMail('data-refused');
    await scene.deliverMails();
    expect(await scene.state()).toBe('menunggu-pemberitahuan');
    await work('reached', { text: 'Ditelepon.' }, 'hubungi-pengguna');
    await scene.finish();
    expect(await scene.events('reporter.reached')).toHaveLength(1);
    expect(await scene.state()).toBe('ditutup');
  });

  test('closes only when who has no mail was told of the refusal, and the 3 x 24 hours run until then', async () => {
    await asked({ reporterHasMail: false, enteredBy: 'slt-05' });
    expect(await work('refuse', { ground: 'data-orang-lain', text: 'Memuat data pelapor lain.' })).toBe('menunggu-pemberitahuan');
    await scene.deliverMails();
    await scene.sleepUntil('2027-03-08 15:00');
    expect(await scene.mails('late', 'escalation')).toEqual(['late -> slt-04', 'escalation -> slt-02']);
    await work('reached', { text: 'Ditelepon.' }, 'hubungi-pengguna');
    await scene.finish();
    expect(await scene.state()).toBe('ditutup');
  });

  test('is withdrawn by the person, once', async () => {
    await asked();
    expect(await scene.act('withdraw')).toBe('ditutup');
    expect(await scene.mails('withdrawn')).toEqual(['withdrawn -> reporter']);
    expect(await scene.openKinds()).toEqual([]);
    await scene.finish();
  });

  test('an escalation that came back becomes a task', async () => {
    await asked();
    await scene.sleepUntil('2027-03-08 15:00');
    await refuseMail('escalation');
    expect(await work('reached', { text: 'Disampaikan langsung.' }, 'hubungi-pejabat')).toBe('diterima');
    expect(await work('withdraw-for', { text: 'Ditarik lewat telepon.' })).toBe('ditutup');
    await scene.finish();
  });
});
