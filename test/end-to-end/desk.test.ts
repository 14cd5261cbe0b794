import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeInForce } from '../../api/offices.ts';
import { outcome, reported } from '../../api/testing/desk.ts';
import { aReport, startHouse, until } from '../house.ts';
import type { House } from '../house.ts';

let house: House;
beforeAll(async () => { house = await startHouse(); });
afterAll(() => house.stop());

const question = 'Mohon kirim kode paket dan tangkapan layar.';
const data = 'Kode paket 1234567, tangkapan layar menyusul.';
const answer = 'Gangguan penyimpanan sudah diperbaiki, silakan coba kembali.';
const forLkpp = 'Kesalahan berada pada aplikasi pusat.';

interface Notice { template: string; recipient: string; state: string }

/** The ledger of a case, once nothing in it waits any more. */
async function settledLedger(staff: { get(path: string): Promise<{ body: { notices: Notice[] } }> }, number: string): Promise<string[]> {
  const notices = await until(async () => {
    const { body } = await staff.get(`/cases/${number}/notices`);
    return body.notices.every(({ state }) => state === 'sent') && body.notices;
  }, `all mails of ${number} sent`);
  return notices.map(({ template, recipient }) => `${template} ${recipient === 'reporter' || recipient === 'lkpp' ? recipient : 'desk'}`);
}

describe.each(['salatiga', 'tulang-bawang-barat', 'katingan', 'malang', 'contoh'])('an ordinary day at the desk of %s', (office) => {
  it('goes from the report over a question to the answer, the confirmation and the end', async () => {
    const { rules, name } = await officeInForce(house.db, office);
    const gate = rules.problem.rootCauseGate.value;
    const desk = await house.staff(office, rules.problem.desk);
    const { number, taskId, reporter, follow } = await reported(house, desk, office);

    expect(outcome(await desk.act(number, 'claim', { taskId }))).toEqual([200, 'diterima']);
    expect(outcome(await desk.act(number, 'ask', { taskId, text: question }))).toEqual([200, 'menunggu-data']);
    expect((await follow()).body).toMatchObject({ state: 'menunggu-data', stateText: 'Menunggu data dari pelapor', acts: ['reply'], deadline: { text: 'Batas pengiriman data oleh pelapor' } });
    expect(outcome(await reporter('reply', { text: data }))).toEqual([200, 'ditangani']);
    expect(outcome(await desk.act(number, 'answer', { taskId, text: answer }))).toEqual([200, 'menunggu-konfirmasi']);
    expect((await follow()).body.acts).toEqual(['confirm', 'reopen']);

    expect(outcome(await reporter('confirm'))).toEqual([200, gate ? 'menunggu-akar-masalah' : 'ditutup']);
    if (gate) {
      const last = (await desk.task(number, 'tutup')).id;
      expect(outcome(await desk.act(number, 'close', { taskId: last, text: 'Selesai.' }))).toEqual([409, 'root-cause-missing']);
      expect(outcome(await desk.act(number, 'root-cause', { taskId: last, text: 'Cakram penyimpanan penuh.' }))).toEqual([200, 'ditutup']);
    }

    const { body: seen } = await follow();
    expect(seen).toMatchObject({ number, office: name, state: 'ditutup', stateText: 'Ditutup', deadline: null, acts: [], closedAt: expect.any(String) });
    expect(seen.history.map(({ text, words }: { text: string; words: string | null }) => [text, words])).toEqual([
      ['Laporan diterima', null], ['Laporan ditindaklanjuti', null], ['Helpdesk meminta data', question], ['Data diterima', data], ['Laporan dijawab', answer], ['Laporan ditutup', null],
    ]);

    const { body: whole } = await desk.get(`/cases/${number}`);
    expect(whole).toMatchObject({ number, office, state: 'ditutup', dueAt: null, lateMs: null, reporter: aReport.reporter, description: aReport.description });
    expect(whole.tasks.filter(({ state }: { state: string }) => state === 'open')).toEqual([]);
    expect(whole.rules.regulation).toBe(rules.regulation);
    expect(whole.events.map(({ type }: { type: string }) => type)).toEqual([
      'case.opened', 'task.claimed', 'followed-up', 'data.asked', 'data.received', 'answered', 'concluded', ...(gate ? ['root-cause.recorded'] : []), 'case.closed',
    ]);
    expect((await desk.get('/tasks')).body.tasks.filter((task: { number: string }) => task.number === number)).toEqual([]);
    expect((await desk.get('/cases?open=true')).body.cases.filter((row: { number: string }) => row.number === number)).toEqual([]);

    const ledger = await settledLedger(desk, number);
    expect(ledger.filter((line) => line.endsWith('reporter'))).toEqual(['receipt reporter', 'data-asked reporter', 'answer reporter', 'closed reporter']);
    // Nobody has taken the last task: each holder of the function is told.
    expect([...new Set(ledger.filter((line) => /data-received|root-cause-wanted/.test(line)))]).toEqual(['data-received desk', ...(gate ? ['root-cause-wanted desk'] : [])]);
    expect(ledger.filter((line) => /lkpp|escalation|reminder/.test(line))).toEqual([]);
    // The workflow ends by itself: nothing is left to wait for.
    await house.client.workflow.getHandle(`problem-${number}`).result();
  }, 60_000);
});

describe('a problem that the office cannot solve', () => {
  it.each([['salatiga', true], ['tulang-bawang-barat', false]] as const)('goes to LKPP from %s, through Kepala UKPBJ: %s', async (office, approved) => {
    const { rules } = await officeInForce(house.db, office);
    const desk = await house.staff(office, rules.problem.desk);
    const { number, taskId, follow } = await reported(house, desk, office);
    const forward = await desk.act(number, 'forward', { taskId, ground: 'tidak-dapat-diselesaikan', text: forLkpp });
    expect(outcome(forward)).toEqual([200, approved ? 'menunggu-persetujuan' : 'diteruskan']);
    const toLkpp = (mail: { to: string[]; subject: string }) => mail.to.includes('helpdesk@lkpp.example.test') && mail.subject.includes(number);
    if (approved) {
      expect((await house.mailbox.mails()).filter(toLkpp)).toEqual([]);
      const head = await house.staff(office, 'kepala-ukpbj');
      expect(outcome(await head.act(number, 'approve', { taskId: (await head.task(number, 'setujui-penerusan')).id }))).toEqual([200, 'diteruskan']);
    }
    const mail = await house.mailbox.waitFor(toLkpp, 15_000);
    expect(mail.text).toContain(forLkpp);
    for (const hidden of Object.values(aReport.reporter)) expect(mail.text).not.toContain(hidden);
    expect(outcome(await desk.act(number, 'record-ticket', { taskId, text: 'LKPP-2026-0042' }))).toEqual([200, 'diteruskan']);
    expect((await follow()).body.history.at(-1)).toMatchObject({ text: 'Laporan diteruskan ke LKPP', words: null });
    const ledger = await settledLedger(desk, number);
    expect(ledger.filter((line) => /lkpp|forwarded|approval/.test(line)))
      .toEqual([...(approved ? ['approval-asked desk'] : []), 'lkpp-forward lkpp', 'forwarded reporter']);
    expect(outcome(await desk.act(number, 'answer', { taskId, text: answer }))).toEqual([200, 'menunggu-konfirmasi']);
  });
});
