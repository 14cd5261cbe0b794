import { createHmac } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { DataPaths } from './data-folder.ts';
import type { Secrets } from './secrets.ts';

/** The invented office backs up the stack that it runs on, so that backups can be watched and tried. */
export const demoOffice = 'contoh';
const secretNames = { repository: 'repositori', drills: 'uji' };
const media = [{ code: 'media-a', label: 'Media A' }, { code: 'media-b', label: 'Media B' }];

/** The section `backup` of its office file. Folders of a backup are whole paths: only the stack knows where its data lies. */
export function backupSection({ backup }: Pick<DataPaths, 'backup'>): string {
  const folder = (name: string) => join(backup, name);
  return stringify({
    backup: {
      staging: folder('staging'),
      repository: { folder: folder('repositori'), password: secretNames.repository },
      sources: [{ code: 'sigap', label: 'Sigap sendiri', kind: 'sigap' }],
      leftOut: [{ source: 'sigap', database: 'postgres', why: 'Basis data bawaan Postgres; tidak berisi apa-apa' }],
      places: [{ code: 'ruang-server', label: 'Ruang server rekaan', serverRoom: true }, { code: 'lemari-arsip', label: 'Lemari arsip rekaan di gedung lain' }],
      media: media.map(({ code, label }) => ({ code, label, folder: folder(code), password: code, home: 'lemari-arsip' })),
      scratch: { connection: secretNames.drills, folder: folder('uji') },
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
