import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is in a set, as `manifest.json` beside its dumps says. The file's SHA-256 stands in the record and on papers. */
export interface Manifest {
  format: 1;
  set: string;
  office: string;
  /** ISO 8601: just before the first of its databases stood still for it. */
  takenAt: string;
  databases: DatabaseManifest[];
  /** Of `files.jsonl`. */
  files: FilesManifest;
}

export interface DatabaseManifest {
  source: string;
  database: string;
  /** Name of the dump in the same folder. */
  dump: string;
  bytes: number;
  sha256: string;
  /** ISO 8601, by the clock of its server. */
  takenAt: string;
  /** Of the database, for one that is made like it. */
  encoding: string;
  collate: string;
  ctype: string;
  tables: TableManifest[];
}

export interface TableManifest {
  /** Schema and name. */
  table: string;
  rows: number;
  /** The sum over all rows of the first 64 bits of the MD5 of each; null: not readable, only counted. */
  content: string | null;
}

export interface FilesManifest { sha256: string; count: number; bytes: number }

export const manifestFile = 'manifest.json';
export const filesFile = 'files.jsonl';

/** Of a staging folder, or of one that was restored. @throws Error where none lies there */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; sha256: string }> {
  const text = await readFile(join(folder, manifestFile));
  return { manifest: JSON.parse(text.toString()) as Manifest, sha256: createHash('sha256').update(text).digest('hex') };
}
