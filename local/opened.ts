import { open } from 'node:fs/promises';
import type { PostgresUser } from './postgres-binaries.ts';

/** Whether a child can be given a file or folder already open and reach it without walking through the folders above. */
export const canHandOver = process.platform === 'linux';
const firstFree = 3;

/**
 * Opens paths for a child of another user and gives the names by which that child reaches them. A folder below root's
 * home stays closed to everybody else: the child comes into this one only, and needs a right to that one only.
 * Without another user, or where the system cannot do it, the names are the paths.
 * @param work starts the child with `files` after its standard three; they are closed here when it returns
 */
export async function handOver<T>(user: PostgresUser, paths: string[], work: (names: string[], files: number[]) => Promise<T>): Promise<T> {
  if (user.uid === undefined || !canHandOver) return work(paths, []);
  const handles = await Promise.all(paths.map((path) => open(path, 'r')));
  try {
    return await work(paths.map((_, index) => `/proc/self/fd/${firstFree + index}`), handles.map((handle) => handle.fd));
  } finally {
    await Promise.all(handles.map((handle) => handle.close()));
  }
}
