import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ offices: [officeWith({ followUp: 3, spacing: 1, approval: 1 })] }); });
afterAll(() => house.stop());

describe('a report that nobody answers', () => {
  it('reaches LKPP by mail, rung by rung, each once', async () => {
    const { status, body } = await house.report('contoh');
    expect(status).toBe(202);
    expect(body.number).toMatch(/^CTH-\d{4}-000001$/);
    const toLkpp = await house.mailbox.waitFor((mail) => mail.to.includes('helpdesk@lkpp.example.test'), 20_000);
    expect(toLkpp.subject).toContain(body.number);
    const admin = await house.staff('contoh', 'kepala-lpse');
    const ledger = await until(async () => {
      const { notices } = (await admin.get(`/cases/${body.number}/notices`)).body;
      return notices.some((notice: { template: string; state: string }) => notice.template === 'lkpp-report' && notice.state === 'sent') && notices;
    }, 'the report to LKPP in the ledger');
    const sent = ledger.filter((notice: { urgency: string }) => notice.urgency === 'deadline').map((notice: { template: string; recipient: string }) => `${notice.template} ${notice.recipient}`);
    expect(sent).toEqual(['escalation cth-02', 'escalation cth-01', 'approval-asked cth-01', 'lkpp-report lkpp']);
  });
});
