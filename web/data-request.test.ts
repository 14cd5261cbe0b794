import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { intakes } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { getPage, sendForm } from './testing/report.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ offices: ['kota-salatiga'], startWorker: false }); });
afterAll(() => house?.stop());

const asked = { kunci: 'minta-data-saya', nama: 'Sari Pengguna', surel: 'sari@pengguna.example', nomor: 'slt-2026-000001, SLT-2026-000002', uraian: 'Semua data saya.' };
const send = (fields: Record<string, string>) => sendForm(house, '/data-pribadi/salatiga', fields);

test('a person asks for the own data and can follow the request; the form tells the term of the law', async () => {
  expect((await getPage(house, '/data-pribadi')).text).toContain('href="/data-pribadi/salatiga"');
  expect((await getPage(house, '/data-pribadi/salatiga')).text).toMatch(/paling lambat 72 jam.*UU 27\/2022 Pasal 32/s);
  const [first, second] = await Promise.all([send(asked), send(asked)]);
  const path = first.headers.get('location') ?? '';
  expect([first.status, second.headers.get('location')]).toEqual([303, path]);
  const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, path.split('/')[2] ?? ''));
  expect(intake).toMatchObject({ sop: 'data-request', facts: { caseNumbers: 'SLT-2026-000001,SLT-2026-000002' } });
  const { text } = await getPage(house, path);
  expect(text).toMatch(/<h1>Permintaan data .*<summary>Tarik permintaan<\/summary>/s);
  expect(text).not.toContain('export.zip');
});

test.each([['nik', '3373011301800000', 'Empat angka terakhir NIK'], ['nomor', 'nomor saya', 'Tulis nomornya seperti'], ['surel', 'bukan', 'Isi alamat surel'], ['uraian', '', 'Uraikan permintaan']])(
  'a wrong %s comes back at its field with every word kept', async (field, value, sentence) => {
    const answer = await send({ ...asked, kunci: 'kunci-lain-lagi', [field]: value });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain(`<a href="#${field}">${sentence}`);
    expect(text).toContain('value="Sari Pengguna"');
  });
