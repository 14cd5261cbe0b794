import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReport, startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { buildApp } from './app.ts';
import { form, pdf } from './testing/upload.ts';

let house: House;
let desk: Staff;
let app: Awaited<ReturnType<typeof buildApp>>;
const lines: string[] = [];
beforeAll(async () => {
  house = await startHouse({ offices: [officeWith({ followUp: 3000, spacing: 300, approval: 300 })] });
  desk = await house.staff('contoh', 'helpdesk');
  const stream = new Writable({ write(chunk, _encoding, done) { lines.push(String(chunk)); done(); } });
  app = await buildApp(house.deps, { logger: { level: 'trace', stream } });
});
afterAll(async () => { await app.close(); await house.stop(); });

type Method = 'GET' | 'POST';
const ask = (method: Method, url: string, payload?: object, headers: Record<string, string> = {}) => app.inject({ method, url, ...(payload ? { payload } : {}), headers });

describe('the log of the server, at its most talkative', () => {
  it('carries no personal data, no tracking secret and no key, over a whole case and its mistakes', async () => {
    const authorization = { authorization: `Bearer ${desk.key}` };
    const base = '/api/v1/offices/contoh';
    const upload = await ask('POST', `${base}/files`, form({ bytes: pdf, type: 'application/pdf', name: 'ktp-sari.pdf' }).payload, form().headers);
    const report = { ...aReport, files: [upload.json().sha256] };
    const { number, trackingUrl } = (await ask('POST', `${base}/problem`, report, { 'idempotency-key': 'kunci-rahasia-1' })).json();
    const secret = trackingUrl.split('/').at(-1) as string;
    const { id: taskId } = await desk.task(number, 'tangani');
    const link = `/api/v1/tracking/${number}/${secret}`;
    const answer = 'Kata sandi sementara Anda: hunter2';
    expect((await ask('POST', `${base}/problem/${number}/acts/answer`, { taskId, text: answer }, authorization)).statusCode).toBe(200);
    expect((await ask('GET', link)).json().history.at(-1).words).toBe(answer);
    expect((await ask('GET', `${base}/cases/${number}`, undefined, authorization)).statusCode).toBe(200);
    await ask('GET', `${base}/cases/${number}/files/${upload.json().sha256}`, undefined, authorization);
    // Mistakes: what is refused is said by its code only.
    await ask('POST', `${base}/problem`, { ...report, description: 'Lain.' }, { 'idempotency-key': 'kunci-rahasia-1' });
    await ask('POST', `${base}/problem`, { ...report, extra: aReport.description });
    await ask('GET', `${link}x`);
    await ask('GET', `/lacak/${number}/${secret}/lebih/jauh`);
    await ask('GET', `/api/v1/tracking/${number}/${secret}%zz`);
    await ask('GET', `${base}/tasks`, undefined, { authorization: `${authorization.authorization}0` });
    await ask('GET', `${base}/cases?before=${encodeURIComponent(aReport.reporter.mail)}`, undefined, authorization);
    expect((await ask('POST', `${link}/acts/confirm`, {})).statusCode).toBe(200);

    const log = lines.join('');
    expect(lines.length).toBeGreaterThan(20);
    expect(log).toContain('/api/v1/tracking/:number/:secret');
    const hidden = [
      aReport.reporter.name, aReport.reporter.mail, 'penyedia.example', aReport.description.slice(0, 20), answer, 'hunter2', 'ktp-sari',
      secret, desk.key, desk.key.slice(-32), 'Bearer', 'kunci-rahasia-1',
    ];
    expect(hidden.filter((word) => log.includes(word))).toEqual([]);
  });

  it('says of a failed query where it failed, not with which words', async () => {
    lines.length = 0;
    const broken = await buildApp({ ...house.deps, documents: { ...house.deps.documents, put: async () => {
      throw Object.assign(new Error(`Failed query: insert into people\nparams: ${aReport.reporter.name},${aReport.reporter.mail}`), { query: aReport.reporter.name });
    } } }, { logger: { level: 'trace', stream: new Writable({ write(chunk, _encoding, done) { lines.push(String(chunk)); done(); } }) } });
    const answer = await broken.inject({ method: 'POST', url: '/api/v1/offices/contoh/files', ...form({ bytes: pdf, type: 'application/pdf', name: 'a.pdf' }) });
    await broken.close();
    expect(answer.statusCode).toBe(500);
    const log = lines.join('');
    expect(log).toContain('request failed');
    expect(log).toContain(answer.json().trace);
    expect(log).toContain('leaks.test.ts');
    for (const hidden of ['Failed query', aReport.reporter.name, aReport.reporter.mail]) expect(log).not.toContain(hidden);
  });
});
