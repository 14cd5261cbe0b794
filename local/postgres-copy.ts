import { execFile } from 'node:child_process';
import { chmod, copyFile, lstat, mkdir, readdir, readFile, readlink, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { cached, install } from './cache.ts';
import type { PostgresBinaries, PostgresUser } from './postgres-binaries.ts';
import type { Say } from './say.ts';

/** Where a copy may lie, best first: some systems keep /var/lib read-only, some allow no programs in /tmp. */
const homes = ['/var/lib/sigap-postgres', '/var/tmp/sigap-postgres', '/tmp/sigap-postgres'];

/**
 * The binaries as that user can run them: those of node_modules, or, where these lie in a folder that only root may
 * enter, a copy outside. It is made once per version and may be deleted while nothing runs.
 * @throws Error when there is no place for a copy.
 */
export async function reachableBinaries(binaries: PostgresBinaries, user: PostgresUser, say: Say, places: string[] = homes): Promise<PostgresBinaries> {
  if (user.uid === undefined || !(await whyNotRunnable(binaries, user))) return binaries;
  const reasons: string[] = [];
  for (const place of places) {
    const copied = await copyInto(place, binaries).catch((error: unknown) => String(error));
    const reason = typeof copied === 'string' ? copied : await whyNotRunnable(copied, user);
    if (typeof copied !== 'string' && !reason) {
      say(`Pengguna "postgres" tidak dapat membuka folder pribadi ini; program Postgres dijalankan dari salinannya di ${place}.`);
      return copied;
    }
    reasons.push(`${place}: ${reason}`);
  }
  throw new Error(`Pengguna "postgres" tidak dapat menjalankan ${binaries.postgres}, dan salinannya tidak dapat dibuat. Letakkan Sigap di luar folder pribadi root, atau jalankan sebagai pengguna biasa.\n${reasons.join('\n')}`);
}

/** Runs them: folders that may not be entered, missing libraries and disks without programs all show alike. */
async function whyNotRunnable(binaries: PostgresBinaries, user: PostgresUser): Promise<string | undefined> {
  for (const file of [binaries.postgres, binaries.initdb]) {
    const failure = await promisify(execFile)(file, ['--version'], { ...user, cwd: '/' }).then(() => undefined, String);
    if (failure) return failure.trim();
  }
  return undefined;
}

async function copyInto(place: string, binaries: PostgresBinaries): Promise<PostgresBinaries> {
  const source = dirname(dirname(binaries.postgres));
  const { version } = JSON.parse(await readFile(join(source, '..', 'package.json'), 'utf8')) as { version: string };
  const name = `${version}-${process.platform}-${process.arch}`;
  await makeSafe(place);
  const parts = await partsOf(source);
  // A power cut can leave short files, and /tmp is swept. One that is missing is left to whoever makes it first.
  const present = await cached(place, name);
  if (present && !(await isWhole(source, present, parts))) await rm(present, { recursive: true, force: true });
  const folder = await install(place, name, (staging) => copy(source, staging, parts));
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

/** @throws Error unless only root can write there: who else could, would choose what Postgres is. */
async function makeSafe(place: string): Promise<void> {
  const above = await stat(dirname(place));
  if (above.uid !== 0 || ((above.mode & 0o022) !== 0 && (above.mode & 0o1000) === 0)) throw new Error(`${dirname(place)} bukan milik root saja`);
  await mkdir(place).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'EEXIST') throw error; });
  const own = await lstat(place);
  if (!own.isDirectory() || own.uid !== 0 || (own.mode & 0o022) !== 0) throw new Error(`${place} bukan folder milik root saja`);
  await chmod(place, 0o755);
}

/** Without what only builders of extensions need; folders before what is in them. */
async function partsOf(folder: string): Promise<string[]> {
  const parts = await readdir(folder, { recursive: true });
  return parts.filter((part) => !part.endsWith('.a') && !part.split(sep).includes('pkgconfig')).sort();
}

async function isWhole(source: string, copied: string, parts: string[]): Promise<boolean> {
  const same = await Promise.all(parts.map(async (part) => {
    const [from, to] = await Promise.all([lstat(join(source, part)), lstat(join(copied, part)).catch(() => undefined)]);
    return to !== undefined && (from.isDirectory() ? to.isDirectory() : from.size === to.size);
  }));
  return same.every(Boolean);
}

/** The rights are set and not inherited: root's umask may be as private as its folders. */
async function copy(source: string, target: string, parts: string[]): Promise<void> {
  await chmod(target, 0o755);
  for (const part of parts) {
    const [from, to] = [join(source, part), join(target, part)];
    const kind = await lstat(from);
    if (kind.isSymbolicLink()) {
      await symlink(await readlink(from), to);
      continue;
    }
    await (kind.isDirectory() ? mkdir(to) : copyFile(from, to));
    await chmod(to, 0o755);
  }
}
