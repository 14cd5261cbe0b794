import { Writable } from 'node:stream';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intakes } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House, Staff } from '../../test/house.ts';
import { rawHistory } from '../../test/raw-history.ts';
import { buildApp } from '../app.ts';
import { checkAll, copyOf, firm } from '../testing/registration.ts';

let house: House;
let verifikator: Staff;
let app: Awaited<ReturnType<typeof buildApp>>;
const lines: string[] = [];
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-salatiga'] });
  verifikator = await house.staff('salatiga', 'verifikator', 'registration');
  app = await buildApp(house.deps, { logger: { level: 'trace', stream: new Writable({ write(chunk, _encoding, done) { lines.push(String(chunk)); done(); } }) } });
});
afterAll(async () => { await app.close(); await house.stop(); });

it('nothing that a person is known by stands in Temporal, in a log, in the subject of a mail or in the clear in Postgres', async () => {
  const personal = {
    name: 'Rahmawati Rekaan', mail: 'rahma@usaha.example', company: 'UD Rahma Rekaan', nik: '3373014505900001', npwp: '0123456789012345', nib: '1234509876123', reference: 'SPSE-RAHMA', bearer: 'Paijo Pembawa', remarks: 'Mohon dipercepat.',
    userId: 'udrahma90', words: 'KTP sesuai dengan aslinya, dilihat bersama.', shelf: 'Lemari hijau, map 7',
  };
  const { name, mail, userId, words, shelf, ...numbers } = personal;
  const authorization = { authorization: `Bearer ${verifikator.key}` };
  const base = '/api/v1/offices/salatiga/registration';
  const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => app.inject({ method, url, headers: authorization, ...(payload ? { payload } : {}) });
  const copy = await copyOf(house, 'ktp', { more: 'rahma' });
  const { number, trackingUrl } = (await ask('POST', base, { kind: 'usaha-perseorangan', reporter: { name, mail }, ...numbers, files: [copy] })).json();
  const secret = String(trackingUrl).split('/').at(-1);
  const { id: taskId } = await verifikator.task(number, 'verifikasi');
  expect((await ask('POST', `${base}/${number}/acts/check`, { taskId, text: words, items: [{ item: 'ktp', seen: 'loket', verdict: 'benar', version: 1 }] })).statusCode).toBe(200);
  for (const path of ['checklist', 'receipt.pdf', 'archive']) expect((await ask('GET', `${base}/${number}/${path}`)).statusCode).toBe(200);
  expect((await ask('PUT', `${base}/${number}/archive/${copy.sha256}/shelf`, { shelf })).statusCode).toBe(200);
  expect((await ask('GET', `/api/v1/tracking/${number}/${secret}/receipt.pdf`)).statusCode).toBe(200);
  // A mistake is said by its code only.
  await ask('POST', base, { ...firm, reporter: { name, mail }, npwp: `${personal.npwp}9` });
  await checkAll(verifikator, number);
  await verifikator.act(number, 'approve', { taskId });
  expect((await ask('POST', `${base}/${number}/acts/activate`, { taskId: (await verifikator.task(number, 'aktivasi')).id, userId })).statusCode).toBe(200);
  expect((await ask('GET', `/api/v1/offices/salatiga/accounts/${number}`)).json().holder.name).toBe(name);
  await house.mailbox.waitFor(({ to, subject }) => to.includes(mail) && subject.includes('aktif'), 20_000);

  const workflowId = `registration-${number}`;
  await house.client.workflow.getHandle(workflowId).result();
  const history = await rawHistory(house, workflowId);
  const log = lines.join('');
  const subjects = (await house.mailbox.mails()).map(({ subject }) => subject).join('\n');
  const tables = await house.db.execute<{ name: string }>(sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`);
  const rows = await Promise.all(tables.map(async ({ name: table }) => JSON.stringify(await house.db.execute(sql`select * from ${sql.identifier(table)}`))));
  const [row] = await house.db.select().from(intakes).where(eq(intakes.number, number));
  // Each of the places was really looked into.
  expect([history.includes(taskId), history.includes('SigapOffice'), log.includes('/archive/'), subjects.includes(number), rows.join('').includes(row!.id)]).toEqual([true, true, true, true, true]);
  for (const [where, text] of Object.entries({ history, log, subjects, tables: rows.join('\n') })) {
    const found = Object.entries({ ...personal, secret: String(secret), key: verifikator.key }).filter(([, value]) => text.includes(value));
    expect([where, found.map(([what]) => what)]).toEqual([where, []]);
  }
});
