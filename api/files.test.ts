import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessLog } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { form, jpeg, pdf, png } from './testing/upload.ts';
import type { Part } from './testing/upload.ts';

let house: House;
let key: string;
beforeAll(async () => {
  house = await startHouse({ startWorker: false });
  key = await house.key('contoh', 'cth-05');
});
afterAll(() => house.stop());

const send = ({ payload, headers }: { payload: Buffer; headers: Record<string, string> }, office = 'contoh') =>
  house.app.inject({ method: 'POST', url: `/api/v1/offices/${office}/files`, payload, headers });
const upload = (...parts: Part[]) => send(form(...parts));
const download = (number: string, sha256: string, headers: Record<string, string> = { authorization: `Bearer ${key}` }) =>
  house.app.inject({ method: 'GET', url: `/api/v1/offices/contoh/cases/${number}/files/${sha256}`, headers });

describe('an upload', () => {
  it.each([['application/pdf', pdf], ['image/png', png], ['image/jpeg', jpeg]])('of %s is kept under its hash', async (type, bytes) => {
    const answer = await upload({ bytes, type, name: 'bukti' });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), mediaType: type, size: bytes.length });
  });

  it('lies encrypted on the disk', async () => {
    const { sha256 } = (await upload({ bytes: pdf, type: 'application/pdf', name: 'a.pdf' })).json();
    const folder = join(house.config.SIGAP_DOCUMENTS_DIR, 'contoh', sha256.slice(0, 2));
    expect(readdirSync(folder)).toEqual([sha256]);
    expect(readFileSync(join(folder, sha256)).includes('%PDF')).toBe(false);
  });

  const html = Buffer.from('<html><script>alert(1)</script>%PDF-1.7');
  it.each<[string, Part[], number, string]>([
    ['with PNG bytes that says PDF', [{ bytes: png, type: 'application/pdf', name: 'a.pdf' }], 415, 'file-mislabelled'],
    ['that says HTML', [{ bytes: pdf, type: 'text/html', name: 'a.html' }], 415, 'file-mislabelled'],
    ['of a page that carries a PDF inside', [{ bytes: html, type: 'application/pdf', name: 'a.pdf' }], 415, 'file-mislabelled'],
    ['of a picture that runs scripts', [{ bytes: Buffer.from('<svg onload="x()"/>'), type: 'image/svg+xml', name: 'a.svg' }], 415, 'file-mislabelled'],
    ['of nothing', [{ bytes: Buffer.alloc(0), type: 'application/pdf', name: 'a.pdf' }], 422, 'file-empty'],
    ['without a file', [], 422, 'file-empty'],
    ['of two files', [{ bytes: pdf, type: 'application/pdf', name: 'a.pdf' }, { bytes: png, type: 'image/png', name: 'b.png' }], 400, 'bad-request'],
    ['of a field', [{ bytes: pdf, type: 'application/pdf' }], 400, 'bad-request'],
    ['under a prototype name', [{ bytes: pdf, type: 'application/pdf', name: 'a.pdf', field: '__proto__' }], 400, 'bad-request'],
    ['over 5 MB', [{ bytes: Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)]), type: 'application/pdf', name: 'a.pdf' }], 413, 'file-too-large'],
  ])('%s is refused', async (_case, parts, status, code) => {
    const answer = await upload(...parts);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('of exactly 5 MB is kept', async () => {
    const bytes = Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024 - pdf.length)]);
    expect((await upload({ bytes, type: 'application/pdf', name: 'a.pdf' })).statusCode).toBe(201);
  });

  it('that is cut off, has no boundary or is no form is refused', async () => {
    const { payload, headers } = form({ bytes: pdf, type: 'application/pdf', name: 'a.pdf' });
    const cut = await send({ payload: payload.subarray(0, -30), headers });
    expect([cut.statusCode, cut.json().code]).toEqual([400, 'bad-request']);
    const bare = await send({ payload, headers: { 'content-type': 'multipart/form-data' } });
    expect([bare.statusCode, bare.json().code]).toEqual([400, 'bad-request']);
    const json = await send({ payload: Buffer.from('{}'), headers: { 'content-type': 'application/json' } });
    expect([json.statusCode, json.json().code]).toEqual([415, 'media-type']);
  });

  it('for an office that is none is refused', async () => {
    expect((await send(form({ bytes: pdf, type: 'application/pdf', name: 'a.pdf' }), 'atlantis')).json().code).toBe('unknown-office');
  });
});

describe('a file that a report cites', () => {
  const cite = async (bytes: Buffer, name: string) => {
    const { sha256 } = (await upload({ bytes, type: 'application/pdf', name })).json();
    const { body } = await house.report('contoh', { files: [sha256, sha256] });
    return { sha256, number: body.number as string };
  };

  it('must have been uploaded to that office', async () => {
    const { sha256 } = (await upload({ bytes: pdf, type: 'application/pdf', name: 'a.pdf' })).json();
    const unknown = await house.report('contoh', { files: ['f'.repeat(64)] });
    expect([unknown.status, unknown.body.code, unknown.body.missing]).toEqual([404, 'unknown-file', ['f'.repeat(64)]]);
    expect((await house.report('malang', { files: [sha256] })).body.code).toBe('unknown-file');
  });

  it('comes back byte by byte, as a download that no browser runs, and the reading is logged', async () => {
    const { number, sha256 } = await cite(Buffer.from('%PDF-1.7 isi'), 'a.pdf');
    const answer = await download(number, sha256);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.toString()).toBe('%PDF-1.7 isi');
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(answer.headers['content-disposition']).toBe("attachment; filename*=UTF-8''a.pdf");
    expect((await house.db.select().from(accessLog).orderBy(accessLog.id)).at(-1)).toMatchObject({ office: 'contoh', person: 'cth-05', what: `file:${sha256}` });
  });

  it('keeps the name under which it came, also when somebody else sends the same bytes under another', async () => {
    const bytes = Buffer.from('%PDF-1.7 sama');
    const [first, second] = [await cite(bytes, 'bukti-sari.pdf'), await cite(bytes, 'dokumen-budi.pdf')];
    expect(second.sha256).toBe(first.sha256);
    const nameIn = async ({ number, sha256 }: { number: string; sha256: string }) => String((await download(number, sha256)).headers['content-disposition']).split("''")[1];
    expect([await nameIn(first), await nameIn(second)]).toEqual(['bukti-sari.pdf', 'dokumen-budi.pdf']);
  });

  it('is given to nobody without a key, nor through the number of another report', async () => {
    const { number, sha256 } = await cite(Buffer.from('%PDF-1.7 rahasia'), 'a.pdf');
    const other = (await house.report('contoh')).body.number;
    const logged = (await house.db.select().from(accessLog)).length;
    expect((await download(number, sha256, {})).statusCode).toBe(401);
    expect((await download(other, sha256)).json().code).toBe('unknown-file');
    expect((await download(number, '../../../../etc/passwd')).statusCode).toBe(404);
    expect(await house.db.select().from(accessLog)).toHaveLength(logged);
  });

  it.each([
    ['../../etc/passwd', 'passwd'], ['C:\\\\Users\\\\sari\\\\bukti.pdf', 'bukti.pdf'], ['laporan “akhir” é.pdf', 'laporan “akhir” é.pdf'],
    ["it's (1)*.pdf", "it's (1)*.pdf"], [`${'x'.repeat(300)}.pdf`, 'x'.repeat(200)], ['😀'.repeat(300), '😀'.repeat(200)], ['', 'berkas'],
    ['faktur\u202efdp.exe', 'fakturfdp.exe'], ['tab\there.pdf', 'tabhere.pdf'],
  ])('named "%s" is called "%s"', async (given, shown) => {
    const { number, sha256 } = await cite(Buffer.from(`%PDF-1.7 ${given}`), given);
    const disposition = String((await download(number, sha256)).headers['content-disposition']);
    expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[A-Za-z0-9%._~!-]+$/);
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(shown);
  });
});
