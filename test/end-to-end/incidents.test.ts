import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officeInForce } from '../../api/offices.ts';
import { startHouse, until } from '../house.ts';
import type { House, Staff } from '../house.ts';
import { asSecondOffice } from '../faults/changed-office.ts';
import { officeWith } from '../quick-office.ts';

interface Incident { number: string; category: string; subcategory: string; u_symptom: string }

const incidents: Incident[] = (() => {
  const [head = '', ...lines] = readFileSync(new URL('../data/incidents-200.csv', import.meta.url), 'utf8').trim().split('\n');
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [columns[index], value])) as unknown as Incident);
})();

/** What is answered is answered before its first reminder, however slow the machine; where nobody answers, nobody waits for long. */
const pace = { followUp: 3600, spacing: 2, approval: 2 };
const hurried = { ...pace, followUp: 10 };
const realOffices = ['salatiga', 'tulang-bawang-barat', 'katingan', 'malang'];

const rungsOf = (sent: Map<string, string[]>, number: string) =>
  (sent.get(number) ?? []).filter((mail) => mail.startsWith('escalation') || mail.startsWith('lkpp'));

let house: House;
const desks = new Map<string, Staff>();
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-salatiga', 'kab-tulang-bawang-barat', 'kab-katingan', 'kota-malang', officeWith(pace), officeWith(hurried, asSecondOffice)] });
  for (const office of [...realOffices, 'contoh']) {
    const { rules } = await officeInForce(house.db, office);
    desks.set(office, await house.staff(office, rules.problem.desk));
  }
});
afterAll(() => house.stop());

it('takes 200 real incidents: half are answered without a reminder, half climb to LKPP with one mail a rung', { timeout: 300_000 }, async () => {
  const numbers = new Set<string>();
  const answered: { office: string; number: string }[] = [];
  const leftAlone: string[] = [];
  const submit = async (incident: Incident, index: number) => {
    // The hundred left alone go to the office whose budgets are seconds; the others to the other five in turn.
    const alone = index % 2 === 1;
    const office = alone ? 'contoh-dua' : [...realOffices, 'contoh'][(index / 2) % 5] ?? 'contoh';
    const { status, body } = await house.report(office, {
      role: 'penyedia', category: 'aplikasi-spse', description: `${incident.category}, ${incident.subcategory}, ${incident.u_symptom}`,
      reporter: { name: `Pelapor ${incident.number}`, mail: `${incident.number.toLowerCase()}@pelapor.example` },
    }, { 'idempotency-key': `incident-${incident.number}` });
    expect(status).toBe(202);
    numbers.add(body.number);
    if (alone) leftAlone.push(body.number);
    else answered.push({ office, number: body.number });
  };
  for (let from = 0; from < incidents.length; from += 20) await Promise.all(incidents.slice(from, from + 20).map((incident, index) => submit(incident, from + index)));
  expect(numbers.size).toBe(200);

  for (let from = 0; from < answered.length; from += 10) {
    await Promise.all(answered.slice(from, from + 10).map(async ({ office, number }) => {
      const desk = desks.get(office)!;
      const { id: taskId } = await desk.task(number, 'tangani');
      // A busy engine answers 503; the same key makes the retry safe.
      await until(async () => {
        const { status } = await desk.act(number, 'answer', { taskId, text: 'Silakan perbarui peramban lalu coba lagi.' }, { 'idempotency-key': `answer-${number}` });
        expect([200, 503]).toContain(status);
        return status === 200;
      }, `the answer to ${number}`);
    }));
  }
  const mailsAbout = async () => {
    const byNumber = new Map<string, string[]>();
    for (const row of await house.deps.db.execute<{ number: string; template: string; recipient: string }>(
      `select i.number, n.template, n.recipient from notices n join intakes i on i.id = n.case_id where n.state = 'sent' order by n.id` as never)) {
      byNumber.set(row.number, [...byNumber.get(row.number) ?? [], `${row.template} ${row.recipient}`]);
    }
    return byNumber;
  };
  await until(async () => {
    const sent = await mailsAbout();
    return leftAlone.every((number) => rungsOf(sent, number).length >= 3);
  }, 'every silent report has climbed its three rungs', 200_000);

  const sent = await mailsAbout();
  for (const { number } of answered) {
    const mails = sent.get(number) ?? [];
    expect(mails.filter((mail) => mail.startsWith('reminder') || mail.startsWith('escalation') || mail.startsWith('lkpp'))).toEqual([]);
    expect(mails.filter((mail) => mail === 'answer reporter')).toHaveLength(1);
  }
  for (const number of leftAlone) {
    expect(rungsOf(sent, number)).toEqual(['escalation cth-02', 'escalation cth-01', 'lkpp-report lkpp']);
  }
  // Nobody was told anything twice; a copy is a notice of its own.
  const received = (await house.mailbox.mails()).flatMap((mail) => mail.notices.map((key) => `${key} ${mail.to.join()}`));
  expect(new Set(received).size).toBe(received.length);
});
