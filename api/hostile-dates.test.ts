import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { getPage } from '../web/testing/report.ts';
import { loggedIn } from '../web/testing/staff.ts';
import { aRow, importer, register } from './testing/register.ts';

let house: House;
let authorization: { authorization: string };
let cookie: string;
let upload: string;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-salatiga'], startWorker: false });
  // Another person than the one on the pages, whose session a new key would end.
  const { key } = await house.staff('salatiga', 'koordinator-lpse');
  authorization = { authorization: `Bearer ${key}` };
  ({ cookie } = await loggedIn(house, 'salatiga', 'slt-05'));
  upload = (await importer(house, 'salatiga', key).upload(register([aRow]))).body.id as string;
});
afterAll(() => house?.stop());

describe('dates and numbers that no database keeps', () => {
  it.each([
    ['register?from=0000-01-01', 'from'], ['register?from=0001-01-01', 'from'], ['register?to=9999-12-31', 'to'], ['register?from=1999-12-31', 'from'],
    ['groups?before=0000-01-01T00:00:00Z', 'before'], ['groups?before=9999-12-31T23:59:59-23:59', 'before'], ['imports/ID/rows?after=9999999999', 'after'],
    ['figures?from=2026-01&to=999999-01', 'to'],
  ])('%s is refused by the name of the field', async (path, field) => {
    const { status, body } = await house.call('GET', `/api/v1/offices/salatiga/${path.replace('ID', upload)}`, undefined, authorization);
    expect([status, body.code, body.errors?.[0]?.field]).toEqual([400, 'bad-request', field]);
  });

  it.each([
    'register?from=2000-01-01&to=2199-12-31', 'groups?before=2026-11-30T10:00:00%2B07:00', 'imports/ID/rows?after=2147483647',
  ])('%s is answered', async (path) => {
    expect((await house.call('GET', `/api/v1/offices/salatiga/${path.replace('ID', upload)}`, undefined, authorization)).status).toBe(200);
  });

  it.each([
    ['register/unduh?from=0001-01-01&format=csv', 422, 'Perbaiki isian'], ['angka?sampai=999999-01', 422, 'Perbaiki isian'], ['angka?sampai=2026-99', 422, 'Perbaiki isian'],
    ['impor/ID?sesudah=9999999999', 200, 'Pemeriksaan register'],
  ])('the page %s stays a page', async (path, status, words) => {
    const answer = await getPage(house, `/kantor/salatiga/${path.replace('ID', upload)}`, { cookie, accept: 'text/html' });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });
});
