import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessLog } from '../db/schema.ts';
import { aReport, startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { reported } from './testing/desk.ts';

const personal = [aReport.reporter.name, aReport.reporter.mail, aReport.description, 'Bukti dari pelapor'];
let house: House;
let desk: Staff;
let number: string;
beforeAll(async () => {
  house = await startHouse({ offices: [officeWith({ followUp: 3000, spacing: 300, approval: 300 })] });
  desk = await house.staff('contoh', 'helpdesk');
  const report = await reported(house, desk);
  number = report.number;
  await desk.act(number, 'ask', { taskId: report.taskId, text: 'Bukti dari pelapor, mohon.' });
});
afterAll(() => house.stop());

const log = () => house.db.select().from(accessLog).orderBy(accessLog.id);

describe('personal data (UU 27/2022)', () => {
  it('is shown with the case, and each reading is written down: who, what, when', async () => {
    const before = (await log()).length;
    const { body, headers } = await desk.get(`/cases/${number}`);
    expect(body.reporter).toEqual({ ...aReport.reporter, contact: null });
    expect(body.description).toBe(aReport.description);
    expect(headers.get('cache-control')).toBe('no-store');
    const rows = (await log()).slice(before);
    expect(rows).toMatchObject([{ office: 'contoh', person: desk.person, what: 'case', caseId: expect.any(String), at: expect.any(Date) }]);
  });

  it('is not read by a refused request, so nothing is written down', async () => {
    const before = (await log()).length;
    await house.call('GET', `/api/v1/offices/contoh/cases/${number}`);
    await desk.get('/cases/CTH-2026-999999');
    expect(await log()).toHaveLength(before);
  });

  it.each([['the tasks', '/tasks'], ['the cases', '/cases'], ['the ledger', '/cases/:number/notices']])('stands in no list: %s', async (_which, path) => {
    const before = (await log()).length;
    const { status, body } = await desk.get(path.replace(':number', number));
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    expect(text).toContain(number);
    for (const hidden of [...personal, 'example.test', 'Lima Contoh']) expect(text).not.toContain(hidden);
    expect(await log()).toHaveLength(before);
  });
});

describe('the list of cases', () => {
  it('is filtered and paged, newest first', async () => {
    const more = [await reported(house, desk), await reported(house, desk)].map((report) => report.number);
    const numbers = async (query: string) => (await desk.get(`/cases?${query}`)).body.cases.map((row: { number: string }) => row.number);
    expect(await numbers('open=true')).toEqual([...more].reverse().concat(number));
    expect(await numbers('state=menunggu-data')).toEqual([number]);
    expect(await numbers('limit=1')).toEqual([more[1]]);
    expect(await numbers(`before=${more[0]}`)).toEqual([number]);
    for (const wrong of ['limit=0', 'limit=501', 'limit=1.5', 'limit=%EF%BC%91', 'open=maybe', 'state=a&state=b', 'state=%00']) {
      expect([wrong, (await desk.get(`/cases?${wrong}`)).body.code]).toEqual([wrong, 'bad-request']);
    }
  });
});
