import { access, readFile, rename, writeFile } from 'node:fs/promises';

export async function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}

/** Writes a file so that a crash leaves the old content or the new, never half of it. */
export async function writeWhole(path: string, content: string, mode = 0o644): Promise<void> {
  const draft = `${path}.new`;
  await writeFile(draft, content, { mode, flush: true });
  await rename(draft, path);
}

/** @returns the parsed file, or `undefined` when there is none. @throws SyntaxError when it is no JSON. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
