import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aReport, startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false, offices: ['kota-salatiga', 'kota-contoh'] }); });
afterAll(() => house.stop());

const stored = async () => (await house.db.execute(sql`select (select count(*) from intakes) + (select count(*) from texts) + (select count(*) from case_documents) as n`))[0]?.n;
const send = (payload: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  house.app.inject({ method: 'POST', url: '/api/v1/offices/contoh/problem', headers, payload });

describe('a report that is refused', () => {
  afterEach(async () => { expect(await stored()).toBe('0'); });

  it('names an unknown office and the ones there are', async () => {
    const { status, body } = await house.report('atlantis');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'unknown-office', offices: ['contoh', 'salatiga'] });
  });

  it('names the roles and the categories of the office when the given one is none of them', async () => {
    const role = await house.report('salatiga', { role: 'tukang-kebun' });
    expect([role.status, role.body.code]).toEqual([422, 'unknown-role']);
    expect(role.body.allowed).toContainEqual({ code: 'penyedia', label: 'Penyedia' });
    const category = await house.report('contoh', { category: 'cuaca' });
    expect([category.status, category.body.code]).toEqual([422, 'unknown-category']);
    expect(category.body.allowed.map(({ code }: { code: string }) => code)).toContain('akun-login');
  });

  const { name } = aReport.reporter;
  it.each([
    ['an unknown field', { admin: true }, ''],
    ['an unknown field inside', { reporter: { ...aReport.reporter, nik: '3374' } }, 'reporter'],
    ['no description', { description: undefined }, 'description'],
    ['nothing but blanks', { description: '   \n  ' }, 'description'],
    ['a description of 10,001 letters', { description: 'x'.repeat(10_001) }, 'description'],
    ['a name of 201 letters', { reporter: { name: 'x'.repeat(201), mail: 'a@b.example' } }, 'reporter.name'],
    ['a number for a description', { description: 42 }, 'description'],
    ['a list for a reporter', { reporter: [] }, 'reporter'],
    ['null for a role', { role: null }, 'role'],
    ['an address that is none', { reporter: { name, mail: 'sari' } }, 'reporter.mail'],
    ['a second address in the first', { reporter: { name, mail: 'a@b.example,c@d.example' } }, 'reporter.mail'],
    ['a header in the address', { reporter: { name, mail: 'a@b.example\r\nBcc: c@d.example' } }, 'reporter.mail'],
    ['six files', { files: Array(6).fill('a'.repeat(64)) }, 'files'],
    ['a path for a file', { files: ['../../etc/passwd'] }, 'files.0'],
    ['a NUL in the description', { description: 'Tidak bisa\u0000masuk' }, 'description'],
    ['a NUL in the name', { reporter: { name: 'Sa\u0000ri', mail: 'a@b.example' } }, 'reporter.name'],
    ['a name that nobody sees', { reporter: { name: '\u200b\u200b\u200b', mail: 'a@b.example' } }, 'reporter.name'],
    ['an escape sequence', { description: 'Halo \u001b[2J' }, 'description'],
  ])('names the field: %s', async (_case, more, field) => {
    const { status, body, headers } = await house.report('contoh', more);
    expect([status, body.code]).toEqual([400, 'bad-request']);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it('says why in Bahasa Indonesia', async () => {
    const { body } = await house.report('contoh', { description: undefined });
    expect(body.errors[0].reason).toMatch(/^(Wajib diisi|Harus berupa teks)\.$/);
  });

  it.each([
    ['broken JSON', '{"role": ', 400, 'bad-request'],
    ['no body', '', 400, 'bad-request'],
    ['a string', '"laporan"', 400, 'bad-request'],
    ['a prototype key', `{"__proto__": {"admin": true}, ${JSON.stringify(aReport).slice(1)}`, 400, 'bad-request'],
    ['a constructor key', `{"constructor": {"prototype": {}}, ${JSON.stringify(aReport).slice(1)}`, 400, 'bad-request'],
    ['more than 64 KB', JSON.stringify({ ...aReport, description: 'x'.repeat(70_000) }), 413, 'body-too-large'],
  ])('is %s', async (_case, payload, status, code) => {
    const answer = await send(payload);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it.each([['text/plain'], ['text/html'], ['application/xml'], ['']])('has another content type: "%s"', async (type) => {
    const answer = await send(JSON.stringify(aReport), type ? { 'content-type': type } : {});
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'media-type']);
  });

  it.each([['short'], ['x'.repeat(129)], ['with a blank'], ['naïve-naïve']])('has a key that is none: "%s"', async (key) => {
    const answer = await send(JSON.stringify(aReport), { 'content-type': 'application/json', 'idempotency-key': key });
    expect(answer.json()).toMatchObject({ code: 'bad-request', errors: [{ field: 'idempotency-key' }] });
  });
});
