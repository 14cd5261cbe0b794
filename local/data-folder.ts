import { chmod, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stopOrphans } from './child.ts';
import { exists, readJson, writeWhole } from './files.ts';
import { acquireLock, Locked, type Lock } from './lock.ts';
import { canHandOver } from './opened.ts';
import { postgresMajor } from './postgres.ts';
import type { Say } from './say.ts';
import { readSecrets } from './secrets.ts';
import { dataFile } from './temporal.ts';

/** Raised when a folder of an older Sigap can no longer be read. */
const format = 1;
const longLogBytes = 10 * 1024 * 1024;

export interface DataPaths {
  secrets: string;
  postgres: string;
  temporal: string;
  mailbox: string;
  documents: string;
  bundle: string;
  /** Repository, media, staging and scratch folders of the invented office. */
  backup: string;
  /** What SIGAP_BACKUP_SECRETS_DIR names. */
  backupSecrets: string;
  /** Identities of the children, for a start after a crash. */
  children: string;
}

export interface DataFolder extends DataPaths {
  log(name: string): Promise<string>;
  /** Says that everything in it was made: from now on a missing part is a loss, not an interrupted first start. */
  complete(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process, ends what a crash left running, and looks whether the folder can be used.
 * @throws Error with one sentence that says what is wrong and what helps.
 */
export async function openDataFolder(root: string, say: Say): Promise<DataFolder> {
  await mkdir(root, { recursive: true });
  // As root, Postgres runs as another user: where it cannot be handed its folder it must pass through.
  await chmod(root, process.getuid?.() === 0 && !canHandOver ? 0o711 : 0o700);
  const lock = await take(root);
  const folder = held(root, lock);
  try {
    const orphans = await stopOrphans(folder.children);
    if (orphans.length > 0) say(`Sisa dari jalan sebelumnya yang terputus dihentikan: ${orphans.join(', ')}.`);
    await inspect(root, folder, say);
    // Private even where the folder above must be passable.
    for (const part of [folder.temporal, folder.mailbox, folder.documents, folder.bundle, folder.backup, folder.backupSecrets, folder.children, join(root, 'logs')]) {
      await mkdir(part, { recursive: true, mode: 0o700 });
    }
    return folder;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

export function dataPaths(root: string): DataPaths {
  return {
    secrets: join(root, 'secrets.json'),
    postgres: join(root, 'postgres'),
    temporal: join(root, 'temporal'),
    mailbox: join(root, 'mailbox'),
    documents: join(root, 'documents'),
    bundle: join(root, 'bundle'),
    backup: join(root, 'backup'),
    backupSecrets: join(root, 'backup-secrets'),
    children: join(root, 'children'),
  };
}

function held(root: string, lock: Lock): DataFolder {
  return {
    ...dataPaths(root),
    log: (name) => openLog(join(root, 'logs', `${name}.log`)),
    complete: () => writeWhole(join(root, 'format.json'), JSON.stringify({ format })),
    release: () => lock.release(),
  };
}

async function take(root: string): Promise<Lock> {
  try {
    return await acquireLock(join(root, 'lock'));
  } catch (error) {
    if (!(error instanceof Locked)) throw error;
    throw new Error(`Sigap sudah berjalan dengan folder data ${root} (proses ${error.pid}). Hentikan dahulu dengan Ctrl-C di terminalnya, atau pakai folder lain lewat SIGAP_DATA.`);
  }
}

async function inspect(root: string, folder: DataFolder, say: Say): Promise<void> {
  const marker = (await readJson(join(root, 'format.json')).catch(() => ({}))) as { format?: number } | undefined;
  if (marker && marker.format !== format) {
    throw new Error(`Folder data ${root} dibuat oleh versi Sigap yang lain (format ${marker.format ?? 'tak terbaca'}, yang dikenal ${format}). Pakai versi Sigap itu, atau folder lain lewat SIGAP_DATA.`);
  }
  const hasSecrets = (await readSecrets(folder.secrets)) !== undefined;
  const hasPostgres = await exists(folder.postgres);
  const hasTemporal = await exists(dataFile(folder.temporal));
  const missing = [...(hasSecrets ? [] : ['secrets.json']), ...(hasPostgres ? [] : ['postgres']), ...(hasTemporal ? [] : ['temporal'])];
  if (marker && missing.length > 0) throw new Error(incomplete(root, `${missing.join(', ')} hilang`));
  if (!marker && hasPostgres && !hasSecrets) throw new Error(incomplete(root, 'secrets.json hilang'));
  if (hasPostgres) await inspectPostgres(root, folder.postgres);
  if (!marker && missing.length < 3) say('Pemasangan pertama sebelumnya terputus; dilanjutkan.');
}

async function inspectPostgres(root: string, folder: string): Promise<void> {
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === '' || !(await exists(join(folder, 'global', 'pg_control')))) throw new Error(incomplete(root, 'basis data Postgres setengah jadi'));
  if (version !== postgresMajor) {
    throw new Error(`Basis data di ${folder} dibuat oleh Postgres ${version}, sedangkan Sigap memakai Postgres ${postgresMajor}. Pindahkan dengan pg_dump dan pg_restore, atau pakai folder lain lewat SIGAP_DATA.`);
  }
}

function incomplete(root: string, what: string): string {
  return `Folder data ${root} tidak lengkap: ${what}. Kembalikan dari cadangan, atau mulai dari kosong dengan menghapus folder itu (laporan di dalamnya ikut terhapus).`;
}

/** One older generation is kept. */
async function openLog(file: string): Promise<string> {
  const size = await stat(file).then((it) => it.size, () => 0);
  if (size > longLogBytes) await rename(file, `${file}.1`);
  return file;
}
