import { createHash } from 'node:crypto';
import { access, constants, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Vault } from './vault.ts';

/** Files by content, encrypted, one folder per office. */
export interface DocumentStore {
  /** @returns the SHA-256 of the plain bytes, hex; the file is on disk when it resolves. */
  put(office: string, bytes: Buffer): Promise<string>;
  /** SHA-256 of plain bytes, hex. */
  hash(bytes: Buffer): string;
  remove(office: string, sha256: string): Promise<void>;
  /** @throws Error when the file is missing or its bytes are no longer those of `sha256`. */
  get(office: string, sha256: string): Promise<Buffer>;
  writable(): Promise<boolean>;
}

export function createDocumentStore(folder: string, vault: Vault): DocumentStore {
  const path = (office: string, sha256: string) => join(folder, office, sha256.slice(0, 2), sha256);
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  return {
    hash,
    remove: (office, sha256) => rm(path(office, sha256), { force: true }),
    async put(office, bytes) {
      const sha256 = hash(bytes);
      const target = path(office, sha256);
      await mkdir(join(target, '..'), { recursive: true, mode: 0o700 });
      const half = `${target}.${process.pid}.${Math.random().toString(36).slice(2)}`;
      const file = await open(half, 'wx', 0o600);
      try {
        await file.writeFile(vault.sealBytes(bytes, `documents:${office}:${sha256}`));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(half, target);
      return sha256;
    },
    async get(office, sha256) {
      const bytes = vault.openBytes(await readFile(path(office, sha256)), `documents:${office}:${sha256}`);
      if (hash(bytes) !== sha256) throw new Error(`Document ${sha256} of ${office} is not what was stored`);
      return bytes;
    },
    writable: () => mkdir(folder, { recursive: true, mode: 0o700 }).then(() => access(folder, constants.W_OK)).then(() => true, () => false),
  };
}
