import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { intakes } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { unzip } from '../api/data-request/testing/unzip.ts';
import { writeCase } from './testing/case-rows.ts';
import { getPage, sendForm } from './testing/report.ts';
import { loggedIn } from './testing/staff.ts';

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

test.each([['nik', '3373011301800000', 'Empat angka terakhir NIK'], ['nip', '123', 'NIP terdiri atas 18 angka'], ['nomor', 'nomor saya', 'Tulis nomornya seperti'], ['surel', 'bukan', 'Isi alamat surel'], ['uraian', '', 'Uraikan permintaan']])(
  'a wrong %s comes back at its field with every word kept', async (field, value, sentence) => {
    const answer = await send({ ...asked, kunci: 'kunci-lain-lagi', [field]: value });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain(`<a href="#${field}">${sentence}`);
    expect(text).toContain('value="Sari Pengguna"');
  });

/** A request for what is held about somebody, as its workflow would have left it. */
async function requested(fields: Record<string, string>, state: string, task = 'periksa-identitas') {
  const path = (await send({ ...asked, kunci: randomUUID(), ...fields })).headers.get('location') ?? '';
  const [, , number = ''] = path.split('/');
  const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
  await writeCase(house, number, {
    state, deadline: { clock: 'download', dueAt: new Date(Date.now() + 86_400_000), provisional: false },
    events: [['case.opened'], ['identified', 'KTP asli.', { how: 'loket' }]], tasks: [{ kind: task, function: 'verifikator' }],
  });
  return { number, page: `/kantor/salatiga/laporan/${number}`, secret: house.vault.exportSecret(intake?.id ?? ''), id: intake?.id ?? '' };
}

describe('who gives the data', () => {
  const rival = { reporter: { name: 'CV Pesaing Rekaan', mail: 'sari.dua@pengguna.example' }, role: 'penyedia' };

  test('finds ticked what is likely the person\'s and nothing else, and keeps the choice when something is wrong', async () => {
    const [own, others, typed] = await Promise.all([{ reporter: { name: 'SARI  Pengguna', mail: 'sari.dua@pengguna.example' } }, rival, {}].map(async (more) => (await house.report('salatiga', more)).body.number as string));
    const { number, page } = await requested({ surel: 'Sari.Dua@pengguna.example', nomor: '' }, 'dikenali');
    const { cookie, token } = await loggedIn(house, 'salatiga', 'slt-04');
    const { text } = await getPage(house, page, { cookie });
    const box = (of?: string) => new RegExp(`<input type="checkbox"[^>]* value="${of}"([^>]*)><label[^>]*>([^<]*)</label>`).exec(text)?.slice(1);
    expect(box(own)).toEqual([' checked', `${own}, Penanganan masalah, SARI  Pengguna: surel sama; namanya sama`]);
    expect(box(others)).toEqual(['', `${others}, Penanganan masalah, CV Pesaing Rekaan: surel sama; namanya berbeda`]);
    expect([box(number), box(typed)]).toEqual([undefined, undefined]);
    // Nobody else of the office is shown the names.
    expect((await getPage(house, page, { cookie: (await loggedIn(house, 'salatiga', 'slt-05')).cookie })).text).not.toContain('Pesaing');

    const taskId = /name="tugas" value="([\w-]+)"/.exec(text)?.[1] ?? '';
    const body = new URLSearchParams([['tanda', token], ['kunci', 'beri-data-ini'], ['tugas', taskId], ['cases', own ?? ''], ['cases', 'bukan nomor'], ['text', '']]);
    const wrong = await fetch(`${house.url}${page}?tindakan=give`, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
    const shown = await wrong.text();
    expect(wrong.status).toBe(422);
    expect(shown).toMatch(/BUKAN\s+NOMOR|bukan\s+nomor/);
    expect(shown).toMatch(new RegExp(`value="${own}" checked`));
    body.set('cases', 'slt-2026-999999');
    const unknown = await fetch(`${house.url}${page}?tindakan=give`, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
    expect([unknown.status, (await unknown.text()).includes('slt-2026-999999')]).toEqual([404, true]);
  });

  test('fetches the ZIP for the counter, which nobody else of the office can', async () => {
    const { number, page } = await requested({ surel: 'di-loket@pengguna.example' }, 'diberikan', 'serahkan-data');
    const { cookie } = await loggedIn(house, 'salatiga', 'slt-04');
    expect((await getPage(house, page, { cookie })).text).toContain(`${page}/data.zip`);
    const zip = async (as: string) => house.app.inject({ method: 'GET', url: `${page}/data.zip`, headers: { cookie: as } });
    const { statusCode, headers, rawPayload } = await zip(cookie);
    expect([statusCode, headers['content-type'], headers['content-disposition']]).toEqual([200, 'application/zip', `attachment; filename*=UTF-8''data-${number}.zip`]);
    expect(unzip(rawPayload).get('data.json')?.toString()).toContain('di-loket@pengguna.example');
    expect((await zip((await loggedIn(house, 'salatiga', 'slt-05')).cookie)).statusCode).toBe(403);
  });
});

test('the page behind the mailed link leads to the ZIP; neither the link of the request nor a wrong one opens it', async () => {
  const { number, secret } = await requested({ surel: 'ambil@pengguna.example' }, 'diberikan', 'awasi-pengunduhan');
  const { status, text } = await getPage(house, `/data-pribadi/ambil/${number}/${secret}`);
  expect([status, text.includes(`href="/api/v1/exports/${number}/${secret}/data.zip"`)]).toEqual([200, true]);
  const waiting = await requested({ surel: 'tunggu@pengguna.example' }, 'dikenali');
  expect((await getPage(house, `/data-pribadi/ambil/${waiting.number}/${waiting.secret}`)).status).toBe(409);
  expect((await getPage(house, `/data-pribadi/ambil/%00/${secret}`)).status).toBe(404);
  for (const wrong of [waiting.secret, house.vault.trackingSecret(waiting.id), 'A'.repeat(22)]) expect((await getPage(house, `/data-pribadi/ambil/${number}/${wrong}`)).status).toBe(404);
});
