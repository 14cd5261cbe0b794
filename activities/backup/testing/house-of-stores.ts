import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { backupCopies, backupSets } from '../../../db/backup-schema.ts';
import { connect } from '../../../db/client.ts';
import { loadOfficeTexts } from '../../../db/offices.ts';
import { createVault } from '../../../db/vault.ts';
import { createDatabase } from '../../../test/setup/database.ts';
import type { Deps } from '../../deps.ts';
import { filesFile } from '../manifest.ts';
import { storeSet } from '../store-set.ts';
import type { OfCopy, Stored } from '../types.ts';
import { silentWork } from '../work.ts';

export const office = 'contoh';

/** The invented office with one folder to back up, a repository and two media; no database of SPSE, no engine. */
export async function openHouseOfStores(keep = { daily: 1, weekly: 0, monthly: 0, minimum: 1 }) {
  const root = mkdtempSync(join(tmpdir(), 'sigap-stores-'));
  const at = (...names: string[]) => join(root, ...names);
  for (const folder of ['sumber', 'media-a', 'media-b', join('sementara', office), join('rahasia', office)]) mkdirSync(at(folder), { recursive: true });
  const secret = (name: string) => writeFileSync(at('rahasia', office, name), `sandi ${name}\n`, { mode: 0o600 });
  for (const name of ['repositori', 'media-a', 'media-b']) secret(name);
  writeFileSync(at('sumber', 'a.txt'), 'isi a');
  writeFileSync(at('sementara', office, filesFile), `${JSON.stringify({ path: at('sumber', 'a.txt'), type: 'file' })}\n`);
  const staged = JSON.stringify({ databases: [], files: { sha256: sha256Of(readFileSync(at('sementara', office, filesFile))) } });
  writeFileSync(at('sementara', office, 'manifest.json'), staged);
  const medium = (code: string) => ({ code, label: code, folder: at(code), password: code, home: 'arsip' });
  const section = {
    staging: at('sementara'), repository: { folder: at('repositori'), password: 'repositori' }, keep,
    sources: [{ code: 'berkas', label: 'Berkas', kind: 'folder', folder: at('sumber') }],
    places: [{ code: 'server', label: 'Ruang server', serverRoom: true }, { code: 'arsip', label: 'Ruang arsip' }], media: [medium('media-a'), medium('media-b')],
  };
  const connection = connect((await createDatabase()).url, 4);
  const vault = createVault(`k1:${Buffer.alloc(32, 1).toString('base64')}`, Buffer.alloc(32, 2).toString('base64'));
  const example = readFileSync(fileURLToPath(new URL('../../../offices/kota-contoh.yaml', import.meta.url)), 'utf8');
  await loadOfficeTexts(connection.db, vault, [{ file: 'kota-contoh.yaml', text: `${example}\n${stringify({ backup: section })}` }]);
  const backup = { secretsDir: at('rahasia'), databaseUrl: '', documentsDir: at('dokumen'), temporalFile: undefined, secretsFile: undefined };
  const deps = { db: connection.db, backup, now: Date.now } as unknown as Deps & { backup: typeof backup };
  const record = async (of: OfCopy, copy: Stored, verified: boolean) =>
    void await connection.db.insert(backupCopies).values({ set: of.set, store: of.store, office, ...copy, storedAt: new Date(), verifiedAt: verified ? new Date() : null });
  return {
    deps, db: connection.db, at, secret, record, manifest: sha256Of(staged),
    /** A set of that day in the repository, as its run would leave it. */
    async stored(takenAt: string, { verified = true } = {}): Promise<OfCopy> {
      const of = { office, caseId: crypto.randomUUID(), set: crypto.randomUUID(), store: 'repositori' };
      writeFileSync(at('sumber', 'a.txt'), `isi ${of.set}`);
      const copy = await storeSet(deps, silentWork(), { ...of, manifest: sha256Of(staged) });
      await connection.db.insert(backupSets).values({ id: of.set, office, caseId: of.caseId, number: of.set, takenAt: new Date(takenAt), manifest: '', databases: [], files: { count: 1, bytes: 5 } });
      await record(of, copy, verified);
      return of;
    },
    async end(): Promise<void> {
      await connection.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

const sha256Of = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

export type HouseOfStores = Awaited<ReturnType<typeof openHouseOfStores>>;
