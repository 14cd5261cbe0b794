import { createHmac } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { stringify } from 'yaml';
import { backupHouse } from '../activities/backup/house.ts';
import { prepareStores } from '../activities/backup/prepare-stores.ts';
import type { Config } from '../config.ts';
import { backupStores } from '../db/backup-schema.ts';
import { connect } from '../db/client.ts';
import type { DataPaths } from './data-folder.ts';
import { type Say, saying } from './say.ts';
import type { Secrets } from './secrets.ts';

/** The invented office backs up the stack that it runs on, so that backups can be watched and tried. */
export const demoOffice = 'contoh';
const secretNames = { repository: 'repositori', drills: 'uji' };
const media = [{ code: 'media-a', label: 'Media A' }, { code: 'media-b', label: 'Media B' }];

/** Drills want it to be there: one that is missing may be a disk that is not mounted. */
const drillFolder = ({ backup }: Pick<DataPaths, 'backup'>): string => join(backup, 'uji');

/** The section `backup` of its office file. Folders of a backup are whole paths: only the stack knows where its data lies. */
export function backupSection({ backup }: Pick<DataPaths, 'backup'>): string {
  const folder = (name: string) => join(backup, name);
  return stringify({
    backup: {
      staging: folder('staging'),
      repository: { folder: folder('repositori'), password: secretNames.repository },
      sources: [{ code: 'sigap', label: 'Sigap sendiri', kind: 'sigap' }],
      places: [{ code: 'ruang-server', label: 'Ruang server rekaan', serverRoom: true }, { code: 'lemari-arsip', label: 'Lemari arsip rekaan di gedung lain' }],
      media: media.map(({ code, label }) => ({ code, label, folder: folder(code), password: code, home: 'lemari-arsip' })),
      scratch: { connection: secretNames.drills, folder: drillFolder({ backup }) },
    },
  });
}

/** Whether a staging folder is the invented office's in some data folder: it moved when that is not ours. */
export const isDemoStaging = (staging: string): boolean => staging.endsWith(join('/', 'backup', 'staging'));

/**
 * Writes the secrets that the section names. Passwords are derived like the demo people's keys: a stack that was restored has the same again.
 * @param adminUrl a superuser's, for the databases of restore drills
 */
export async function writeBackupSecrets({ backupSecrets }: Pick<DataPaths, 'backupSecrets'>, { demoSecret }: Pick<Secrets, 'demoSecret'>, adminUrl: string): Promise<void> {
  const folder = join(backupSecrets, demoOffice);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const password = (name: string) => createHmac('sha256', Buffer.from(demoSecret, 'base64')).update(`backup\0${demoOffice}\0${name}`).digest('base64url');
  const contents = { ...Object.fromEntries([secretNames.repository, ...media.map(({ code }) => code)].map((name) => [name, password(name)])), [secretNames.drills]: adminUrl };
  for (const [name, content] of Object.entries(contents)) {
    await writeFile(join(folder, name), `${content}\n`, { mode: 0o600 });
    await chmod(join(folder, name), 0o600);
  }
}

/** Makes repository and media the first time; afterwards they are told by their ids, and one that is missing is not made again. */
export async function prepareDemoStores(config: Config, paths: Pick<DataPaths, 'backup'>, say: Say): Promise<void> {
  const { backup } = backupHouse(config);
  if (!backup) return;
  const { db, close } = connect(config.DATABASE_URL, 2);
  try {
    await mkdir(drillFolder(paths), { recursive: true, mode: 0o700 });
    const registered = await db.select({ code: backupStores.code }).from(backupStores).where(eq(backupStores.office, demoOffice));
    if (registered.length > media.length) return;
    for (const { code } of media) await mkdir(join(paths.backup, code), { recursive: true, mode: 0o700 });
    await saying(say, 'Menyiapkan repositori dan media cadangan kantor contoh…', () => prepareStores({ db, backup }, demoOffice));
  } catch (error) {
    say(`Pencadangan kantor contoh belum siap, yang lain berjalan seperti biasa: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await close();
  }
}
