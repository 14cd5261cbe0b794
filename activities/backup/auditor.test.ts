import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { backupCopies, backupSets, backupStores } from '../../db/backup-schema.ts';
import { recoveryKey } from './recovery-key.ts';
import { office, smallSpse, stepsOver, verifiedSet } from './testing/backed-up.ts';

const bash = promisify(execFile);
const document = readFileSync(fileURLToPath(new URL('../../docs/pemeriksaan-cadangan.md', import.meta.url)), 'utf8');

/** The commands of a section of the document for auditors, one block after the other. */
const commandsOf = (section: string): string => [...document.split(`\n## ${section}`)[1]!.split('\n## ')[0]!.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, lines]) => lines).join('');

let spse: Awaited<ReturnType<typeof smallSpse>>;
let steps: Awaited<ReturnType<typeof stepsOver>>;
beforeAll(async () => {
  spse = await smallSpse();
  steps = await stepsOver(spse);
});
afterAll(async () => {
  await steps?.close();
  spse?.end();
});

it('the document for auditors leads with the sealed key alone from a copy to the hashes of its record, as its commands stand (ARC-1, ARC-2, SEC-16)', { timeout: 90_000 }, async () => {
  const { deps } = steps;
  const { set } = await verifiedSet(deps);
  const said: string[] = [];
  await recoveryKey({ deps, office, ask: () => Promise.reject(new Error('No key yet')), say: (sentence) => said.push(sentence) });
  const [key = ''] = /(?:[A-Z0-9]{5}-)+[A-Z0-9]+/.exec(said.join('\n')) ?? [];
  const [[row], [copy], [store]] = await Promise.all([
    deps.db.select().from(backupSets).where(eq(backupSets.id, set)), deps.db.select().from(backupCopies).where(eq(backupCopies.set, set)), deps.db.select().from(backupStores).where(eq(backupStores.code, 'repositori')),
  ]);

  const folder = mkdtempSync(join(tmpdir(), 'sigap-pemeriksa-'));
  // As the document says it is typed: without its hyphens.
  writeFileSync(join(folder, 'amplop'), key.replaceAll('-', ''));
  const file = join(spse.spse, 'dokumen-3', 'berkas 3.txt');
  const { hostname, port, username, password } = new URL(inject('postgresAdminUrl'));
  const script = [commandsOf('3. '), commandsOf('4. ')].join('')
    .replaceAll('/media/pemeriksa/media-a', join(spse.root, 'repositori')).replaceAll('set:NOMOR', `set:${set}`).replaceAll('SNAPSHOT', copy!.snapshotId).replaceAll('/ALAMAT', join(spse.root, 'staging', office))
    .replaceAll('dump ' + copy!.snapshotId + ' /srv/spse/files/surat.pdf', `dump ${copy!.snapshotId} '${file}'`).replaceAll('/srv/spse/files/surat.pdf', file);
  const { stdout } = await bash('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder, env: { PATH: process.env.PATH, HOME: folder, RESTIC_PASSWORD_FILE: join(folder, 'amplop'), PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: decodeURIComponent(password) },
  });

  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { databases: { sha256: string; tables: { table: string; rows: number }[] }[]; files: { sha256: string } };
  expect(stdout).toContain(`"id": "${store!.repositoryId}"`);
  expect(stdout).toContain(`set:${set}`);
  expect(stdout).toContain(join(spse.root, 'staging', office, 'manifest.json'));
  expect(stdout).toMatch(new RegExp(`${row!.manifest}  manifest\\.json[\\s\\S]*${manifest.databases[0]!.sha256}  -[\\s\\S]*${manifest.files.sha256}  files\\.jsonl`));
  const [line = ''] = stdout.split('\n').filter((one) => one.includes('berkas 3.txt'));
  expect(stdout).toContain(`${(JSON.parse(line) as { sha256: string }).sha256}  -`);
  expect(stdout).toContain('no errors were found');
  expect(stdout).toMatch(new RegExp(`\\n\\s*${manifest.databases[0]!.tables.find(({ table }) => table === 'public.paket')!.rows}\\n`));
});
