import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { events, notices, tasks } from '../../db/schema.ts';
import { startScriptedSmtp } from '../../activities/notify/testing/scripted-smtp.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { completed, persist, reportTo, statusOf, taskOf } from './cases.ts';
import type { Reported } from './cases.ts';
import { asSecondOffice, givingUpAfter } from './changed-office.ts';
import { copiesOf, noticesOf, noticeWhen, rowsFor, toChief } from './ledger.ts';

const patient = { followUp: 3600, spacing: 3600, approval: 3600, answer: 3600 };
const quick = { followUp: 2, spacing: 1, approval: 1 };
const sari = (name: string) => ({ reporter: { name: 'Sari Penyedia', mail: `${name}@penyedia.example` } });
let house: House;
beforeAll(async () => {
  house = await startHouse({ serverLog: 'silent', offices: [officeWith(patient), officeWith(quick, (text) => givingUpAfter(2)(asSecondOffice(text)))] });
});
afterEach(() => house.mailbox.heal());
afterAll(() => house.stop());

const failuresOf = async ({ caseId }: Reported) => (await house.db.select().from(events).where(eq(events.caseId, caseId)))
  .filter(({ type }) => type === 'notice.failed').map(({ data }) => data.noticeId);

describe('an address that the mail server refuses (550)', () => {
  it('becomes a task to reach the reporter otherwise, once, and the case goes on to its end', async () => {
    house.mailbox.fail({ kind: 'refuse', to: 'nobody@penyedia.example' });
    const reported = await reportTo(house, 'contoh', sari('nobody'));
    expect(await noticeWhen(house, reported, 'receipt', ({ state }) => state === 'refused')).toMatchObject({ lastCode: '550', ambiguous: 0 });
    const desk = await house.staff('contoh', 'helpdesk');
    const reach = await taskOf(house, reported, 'hubungi-pelapor');
    await persist((headers) => desk.act(reported.number, 'reached', { taskId: reach, text: 'Sudah ditelepon.' }, headers));
    const work = await taskOf(house, reported, 'tangani');
    await persist((headers) => desk.act(reported.number, 'answer', { taskId: work, text: 'Silakan unggah kembali.' }, headers));
    const close = await taskOf(house, reported, 'tutup');
    await persist((headers) => desk.act(reported.number, 'close', { taskId: close, text: 'Pelapor setuju lewat telepon.' }, headers));
    await completed(house, reported);
    const failures = await failuresOf(reported);
    expect(new Set(failures).size).toBe(failures.length);
    const reaching = (await house.db.select().from(tasks).where(eq(tasks.caseId, reported.caseId))).filter(({ kind }) => kind === 'hubungi-pelapor');
    expect(reaching[0]).toMatchObject({ state: 'done', outcome: 'reached' });
  });

  it('of one recipient does not keep the others from their mail', async () => {
    house.mailbox.fail({ kind: 'refuse', to: 'cth-05@contoh.example.test' });
    const reported = await reportTo(house, 'contoh', sari('others'));
    const rows = await until(async () => {
      const all = await noticesOf(house, reported);
      return all.length === 3 && all.every(({ state }) => ['sent', 'refused'].includes(state)) && all;
    }, 'all notices of the opening');
    expect(rows.map(({ template, recipient, state }) => `${template} ${recipient} ${state}`).sort())
      .toEqual(['receipt reporter sent', 'task-opened cth-05 refused', 'task-opened cth-06 sent']);
  });

  it('refuses a mail of several notices for each of them: every case gets its own task to tell the official by hand', async () => {
    house.mailbox.fail({ kind: 'refuse', to: 'cth-01@contoh.example.test' });
    const reported = [await reportTo(house, 'contoh', sari('first')), await reportTo(house, 'contoh', sari('second'))];
    for (const one of reported) await taskOf(house, one, 'tangani');
    await house.db.insert(notices).values(reported.flatMap((one) => rowsFor(one, 1, toChief)));
    const rows = await Promise.all(reported.map((one) => noticeWhen(house, one, 'escalation', ({ state }) => state === 'refused')));
    expect(rows[0]?.carriedBy).not.toBeNull();
    expect(rows[1]).toMatchObject({ carriedBy: rows[0]?.carriedBy, lastCode: '550' });
    for (const one of reported) await taskOf(house, one, 'hubungi-pejabat');
  });

  it('of LKPP becomes a task to tell it by hand, and Kepala UKPBJ gets no copy of a mail that nobody got', async () => {
    house.mailbox.fail({ kind: 'refuse', to: 'helpdesk@lkpp.example.test' });
    const reported = await reportTo(house, 'contoh-dua');
    const refused = await noticeWhen(house, reported, 'lkpp-report', ({ state }) => state === 'refused');
    await taskOf(house, reported, 'beritahu-lkpp');
    const copy = await noticeWhen(house, reported, 'copy', ({ state }) => state === 'dropped');
    expect(copy).toMatchObject({ recipient: refused.copyTo, copyOf: refused.key, lastCode: 'NOT_SENT' });
    expect(await copiesOf(house, copy)).toBe(0);
    const byHand = (await house.db.select().from(tasks).where(eq(tasks.caseId, reported.caseId))).filter(({ kind }) => kind === 'beritahu-lkpp');
    expect(byHand).toHaveLength(1);
  });
});

describe('a mail that has to wait', () => {
  it('at 450 is tried again and sent once the server takes it', async () => {
    house.mailbox.fail({ kind: 'defer', to: 'later@penyedia.example', times: 2 });
    const reported = await reportTo(house, 'contoh', sari('later'));
    await noticeWhen(house, reported, 'receipt', ({ state, lastCode }) => state === 'pending' && lastCode === '450');
    const sent = await noticeWhen(house, reported, 'receipt', ({ state }) => state === 'sent');
    expect(sent).toMatchObject({ attempts: 3, ambiguous: 0 });
    expect(await copiesOf(house, sent)).toBe(1);
  });

  it('longer than the give-up time is held, and a person is told to reach the reporter', async () => {
    house.mailbox.fail({ kind: 'defer', to: 'never@penyedia.example' });
    const reported = await reportTo(house, 'contoh-dua', sari('never'));
    const held = await noticeWhen(house, reported, 'receipt', ({ state, reportedAt }) => state === 'held' && reportedAt !== null);
    await taskOf(house, reported, 'hubungi-pelapor');

    // A postman that died before it wrote down that the case knows tells it again; the case hears it once.
    await house.db.update(notices).set({ reportedAt: null }).where(eq(notices.id, held.id));
    await noticeWhen(house, reported, 'receipt', ({ reportedAt }) => reportedAt !== null);
    expect(await failuresOf(reported)).toEqual([held.id]);
  });

  it('keeps the workflow of a closed case alive, and lets it end afterwards', async () => {
    house.mailbox.fail({ kind: 'defer', to: 'slow@penyedia.example' });
    const reported = await reportTo(house, 'contoh', sari('slow'));
    const desk = await house.staff('contoh', 'helpdesk');
    const work = await taskOf(house, reported, 'tangani');
    await persist((headers) => desk.act(reported.number, 'answer', { taskId: work, text: 'Silakan unggah kembali.' }, headers));
    await persist((headers) => house.call('POST', `/api/v1/tracking/${reported.number}/${reported.secret}/acts/confirm`, {}, headers));
    await noticeWhen(house, reported, 'closed', ({ attempts, lastCode }) => attempts > 0 && lastCode === '450');
    expect(await statusOf(house, reported)).toBe('RUNNING');
    house.mailbox.heal();
    await completed(house, reported);
    expect((await noticesOf(house, reported)).every(({ state }) => state === 'sent')).toBe(true);
  });
});

it('Sigap turned away at its login (535) refuses no mail: they wait until the password is right', async () => {
  let password = 'wrong';
  const server = await startScriptedSmtp({ say: { AUTH: () => (password === 'right' ? '235 ok' : '535 5.7.8 bad credentials') } });
  try {
    await house.killWorker();
    await house.startWorker({ SMTP_URL: server.url.replace('smtp://', 'smtp://sigap:secret@') });
    const reported = await reportTo(house, 'contoh', sari('login'));
    await noticeWhen(house, reported, 'receipt', ({ state, lastCode }) => state === 'pending' && lastCode === '535');
    password = 'right';
    await noticeWhen(house, reported, 'receipt', ({ state }) => state === 'sent');
    expect(server.accepted.filter((to) => to === 'login@penyedia.example')).toHaveLength(1);
  } finally {
    await house.killWorker();
    await house.startWorker();
    await server.stop();
  }
});
