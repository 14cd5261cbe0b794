import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import postgres from 'postgres';
import { inject } from 'vitest';
import { stringify } from 'yaml';
import { backupCopies, backupSets } from '../../../db/backup-schema.ts';
import { connect } from '../../../db/client.ts';
import { createDocumentStore } from '../../../db/document-store.ts';
import { loadOfficeFiles } from '../../../db/offices.ts';
import { createVault } from '../../../db/vault.ts';
import { createDatabase } from '../../../test/setup/database.ts';
import type { Deps } from '../../deps.ts';
import type { BackupHouse } from '../house.ts';
import { prepareStores } from '../prepare-stores.ts';
import { storeSet } from '../store-set.ts';
import { takeSet } from '../take-set.ts';
import { silentWork } from '../work.ts';

export const office = 'contoh';
export const files = 300;

/** A small SPSE, what the invented office needs to back it up, and the file of that office. Nothing is registered or stored yet. */
export async function smallSpse() {
  const root = mkdtempSync(join(tmpdir(), 'sigap-spse-'));
  const [spse, { url: own }] = [join(root, 'spse'), await createDatabase()];
  const secretsDir = join(root, 'rahasia');
  for (const folder of ['spse', 'staging', 'repositori', 'uji', join('rahasia', office)]) mkdirSync(join(root, folder), { recursive: true, mode: 0o700 });
  for (let n = 0; n < files; n += 1) {
    const folder = join(spse, `dokumen-${n % 12}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `berkas ${n}.txt`), `Isi berkas ${n}\n`.repeat(n % 7));
  }
  const sql = postgres(own, { max: 1, onnotice: () => {} });
  await sql.unsafe(`drop schema if exists drizzle cascade; drop schema public cascade; create schema public;
    create table paket (kode int primary key, nama text not null, pagu numeric(15, 2)); create table peserta (paket int references paket, nama text);
    insert into paket select n, 'Paket ' || n, n * 1000.5 from generate_series(1, 400) n; insert into peserta select 1 + n % 400, 'Peserta ' || n from generate_series(1, 900) n`);
  await sql.end();
  const secrets = { repositori: randomUUID(), spse: own, uji: inject('postgresAdminUrl') };
  for (const [name, text] of Object.entries(secrets)) writeFileSync(join(secretsDir, office, name), text, { mode: 0o600 });
  const section = {
    staging: join(root, 'staging'), repository: { folder: join(root, 'repositori'), password: 'repositori' },
    sources: [{ code: 'spse-db', label: 'Basis data SPSE', kind: 'postgres', connection: 'spse' }, { code: 'spse-berkas', label: 'Berkas SPSE', kind: 'folder', folder: spse }],
    scratch: { connection: 'uji', folder: join(root, 'uji') }, sample: 0.1,
  };
  const file = join(root, 'kota-contoh.yaml');
  const yaml = (change: object = {}) => `${readFileSync(fileURLToPath(new URL('../../../offices/kota-contoh.yaml', import.meta.url)), 'utf8')}\n${stringify({ backup: { ...section, ...change } })}`;
  writeFileSync(file, yaml());
  return { root, spse, own, secretsDir, scratchFolder: join(root, 'uji'), file, /** The office file with another section. */ rewrite: (change: object) => writeFileSync(file, yaml(change)), end: () => rmSync(root, { recursive: true, force: true }) };
}

/** What its steps need, over a database of the house's own; its office file is loaded. */
export async function stepsOver({ root, secretsDir, file }: Awaited<ReturnType<typeof smallSpse>>) {
  const { url } = await createDatabase();
  const { db, close } = connect(url, 4);
  const vault = createVault(`k1:${Buffer.alloc(32, 1).toString('base64')}`, Buffer.alloc(32, 2).toString('base64'));
  const deps: Deps & { backup: BackupHouse } = {
    db, vault, documents: createDocumentStore(mkdtempSync(join(tmpdir(), 'sigap-documents-')), vault), client: {} as never, log: pino({ level: 'silent' }), now: Date.now, mailDomain: 'lpse.example',
    backup: { secretsDir, databaseUrl: url, documentsDir: join(root, 'dokumen'), temporalFile: undefined, secretsFile: undefined },
  };
  await loadOfficeFiles(db, vault, [file]);
  return { deps, close };
}

/** One set in the repository, read back as far as the record knows. @returns its id */
export async function verifiedSet(deps: Deps, caseId = randomUUID()): Promise<{ set: string; takenAt: number }> {
  const set = randomUUID();
  await prepareStores({ db: deps.db, backup: deps.backup! }, office);
  const { takenAt, manifest, databases, files: kept } = await takeSet(deps, silentWork(), { office, caseId, set });
  const copy = await storeSet(deps, silentWork(), { office, caseId, set, manifest });
  await deps.db.insert(backupSets).values({ id: set, office, caseId, number: 'CTH-2027-000001', takenAt: new Date(takenAt), manifest, databases, files: kept });
  await deps.db.insert(backupCopies).values({ set, store: 'repositori', office, ...copy, storedAt: new Date(), verifiedAt: new Date() });
  return { set, takenAt };
}
