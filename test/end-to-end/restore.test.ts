import { spawn } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { expect, inject, onTestFinished, test } from 'vitest';
import { form, pdf } from '../../api/testing/upload.ts';
import { freePorts } from '../../local/ports.ts';
import { silent } from '../../local/say.ts';
import { demoKey } from '../../local/secrets.ts';
import { readSettings, type Settings } from '../../local/settings.ts';
import { startWhole, type Whole } from '../../local/whole.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { aReport, call, staffCalls, until } from '../house.ts';

const office = 'salatiga';

/** Everything that `npm start` starts, in that data folder. */
async function up(settings: Settings) {
  const whole: Whole = { children: [] };
  const kill = async () => {
    await Promise.all(whole.children.map((child) => child.kill()));
    await whole.stack?.mailbox.stop();
    await whole.stack?.kill();
  };
  onTestFinished(kill);
  const bundles = join(tmpdir(), 'sigap-bundles');
  await Promise.all([settings.dataDir, bundles].map((path) => mkdir(path, { recursive: true })));
  // Compiled once for all tests.
  await symlink(bundles, join(settings.dataDir, 'bundle')).catch(() => {});
  const { stack } = await startWhole(whole, settings, silent, new AbortController().signal);
  const url = stack.addresses.api;
  const sql = postgres(stack.env.DATABASE_URL as string, { max: 2, onnotice: () => {} });
  onTestFinished(() => sql.end({ timeout: 1 }));
  const staff = (of: string, person: string, sop = 'problem') => staffCalls(url, of, person, demoKey(stack.secrets.demoSecret, of, person), sop);
  return { url, sql, stack, desk: staff(office, 'slt-05'), keeper: staff('contoh', 'cth-03', 'backup'), kill };
}
type Running = Awaited<ReturnType<typeof up>>;

async function restore(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../local/restore.ts', import.meta.url)), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  return { code: await new Promise((resolve) => child.once('close', resolve)), said };
}

const report = ({ url }: Running, more: object = {}) => call(url, 'POST', `/api/v1/offices/${office}/problem`, { ...aReport, ...more });

/** Reports with a file, and every one is claimed: a step of a person and steps of the house, as fast as they go. */
async function reportAndClaim(house: Running, files: string[]): Promise<string> {
  const { body: { number } } = await report(house, { files });
  const { id } = await house.desk.task(number, 'tangani');
  await house.desk.act(number, 'claim', { taskId: id });
  return number;
}

/** Waits until the run has its copy verified. People go on working meanwhile: what they did until the set was taken is in it. */
async function backedUp(house: Running, files: string[]): Promise<void> {
  const { body, status } = await house.keeper.post('/backup', { kind: 'harian', text: 'Sebelum mesin diganti.' });
  expect(status, JSON.stringify(body)).toBe(202);
  const verified = until(async () => (await house.sql`select 1 from backup_copies where verified_at is not null`).length > 0, 'a verified copy', 60_000, 200);
  let over = false;
  void verified.then(() => { over = true; }, () => { over = true; });
  while (!over) await reportAndClaim(house, files);
  await verified;
}

async function flipABit(repository: string): Promise<void> {
  const data = join(repository, 'data');
  const packs = (await readdir(data, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(packs.map((path) => stat(path).then(({ size }) => size)));
  const largest = packs[sizes.indexOf(Math.max(...sizes))] as string;
  const bytes = await readFile(largest);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  await rm(largest);
  await writeFile(largest, bytes);
}

test('a machine that is lost comes back from its repository: every case goes on where it stood, once, and nothing half is ever left', { timeout: 240_000 }, async () => {
  const folder = await temporaryFolder();
  const settings: Settings = { ...readSettings(), dataDir: join(folder, 'data'), ports: await freePorts(), temporalCli: inject('temporalCli').path };
  settings.environment = { ...settings.environment, SIGAP_RATE_LIMIT: '100000' };
  const first = await up(settings);
  const { payload, headers } = form({ bytes: pdf, type: 'application/pdf', name: 'bukti.pdf' });
  const { sha256 } = await (await fetch(`${first.url}/api/v1/offices/${office}/files`, { method: 'POST', headers, body: new Uint8Array(payload) })).json() as { sha256: string };
  const number = await reportAndClaim(first, [sha256]);
  const before = (await first.desk.get(`/cases/${number}`)).body;
  expect(before.dueAt).toEqual(expect.any(String));
  await backedUp(first, [sha256]);
  const [{ last }] = await first.sql<[{ last: number }]>`select count(*)::int as last from cases where office = ${office}`;
  await first.kill();

  // What is left of the machine: the disk with the repository, and the password in a safe.
  const [repository, password] = [join(folder, 'repositori'), join(folder, 'sandi')];
  await rename(join(settings.dataDir, 'backup', 'repositori'), repository);
  await rename(join(settings.dataDir, 'backup-secrets', 'contoh', 'repositori'), password);
  await rm(settings.dataDir, { recursive: true });
  const asked = (from: string) => ['--from', from, '--password-file', password, '--to', settings.dataDir];

  const broken = join(folder, 'rusak');
  await cp(repository, broken, { recursive: true });
  await flipABit(broken);
  // The tool's own words stand under the sentence.
  expect(await restore(...asked(broken))).toEqual({ code: 1, said: expect.stringMatching(/Cadangan yang dipakai: [0-9a-f]{8} [^]*tidak ada yang dipulihkan[^]*\n\S+: \S/) });
  await writeFile(join(folder, 'lain'), 'bukan ini');
  expect(await restore('--from', repository, '--password-file', join(folder, 'lain'), '--to', settings.dataDir)).toEqual({ code: 1, said: expect.stringContaining('Kata sandi tidak cocok') });
  expect((await readdir(folder)).filter((name) => name.startsWith('data'))).toEqual([]);

  const restored = await restore(...asked(repository));
  expect(restored).toEqual({ code: 0, said: expect.stringContaining(`Sigap dipulihkan ke`) });
  expect((await stat(join(settings.dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
  expect(await restore(...asked(repository))).toEqual({ code: 1, said: expect.stringContaining('sudah berisi') });

  // Back where it lay: the run that was under way when its own set was taken goes on with it.
  await rename(repository, join(settings.dataDir, 'backup', 'repositori'));
  const second = await up(settings);
  expect(await restore(...asked(join(settings.dataDir, 'backup', 'repositori')))).toEqual({ code: 1, said: expect.stringContaining('sedang berjalan') });
  const after = (await second.desk.get(`/cases/${number}`)).body;
  expect(after).toEqual(before);
  const document = await fetch(`${second.url}/api/v1/offices/${office}/cases/${number}/files/${sha256}`, { headers: { authorization: `Bearer ${second.desk.key}` } });
  expect(Buffer.from(await document.arrayBuffer()).equals(pdf)).toBe(true);

  // Nothing stands in Postgres that Temporal does not know of, whatever people did in the moment of the set.
  const open = await until(async () => {
    const [counted] = await second.sql<[{ intakes: number; tasks: number }]>`select count(*)::int as intakes, count(t.id)::int as tasks
      from intakes i left join tasks t on t.case_id = i.id and t.state = 'open' where i.office = ${office}`;
    return counted.intakes === counted.tasks && second.sql<{ number: string; id: string }[]>`select i.number, t.id from intakes i join tasks t on t.case_id = i.id and t.state = 'open' where i.office = ${office}`;
  }, 'a task for each report');
  expect(open.length).toBeGreaterThan(1);
  expect(open.length).toBeLessThan(last);
  for (const { number: one, id } of open) {
    expect([one, (await second.desk.act(one, 'answer', { taskId: id, text: 'Silakan coba lagi.' })).status]).toEqual([one, 200]);
  }
  const [written] = await second.sql<[{ answered: number; twice: number }]>`select count(*) filter (where type = 'answered')::int as answered, (count(*) - count(distinct (case_id, seq, part)))::int as twice from events where office = ${office}`;
  expect(written).toEqual({ answered: open.length, twice: 0 });
  await until(async () => (await second.sql`select 1 from backup_copies where verified_at is not null`).length > 0, 'the run that was under way is verified', 60_000, 200);
});
