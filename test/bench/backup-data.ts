import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '../../db/client.ts';
import type { BenchHouse } from './house.ts';

/** A database of so many rows of a kilobyte that does not compress, in ten tables. */
export async function fillDatabase(house: BenchHouse, name: string, rows: number): Promise<string> {
  await house.sql.unsafe(`create database ${name}`);
  const url = new URL(house.config.DATABASE_URL);
  url.pathname = `/${name}`;
  const connection = connect(url.href, 2);
  const hashes = Array.from({ length: 30 }, (_, at) => `md5(g::text || '${at}')`).join(' || ');
  for (let table = 0; table < 10; table += 1) {
    await connection.sql.unsafe(`create table paket_${table} (id bigint primary key, dibuat timestamptz not null, nilai numeric(18, 2) not null, isi text not null)`);
    await connection.sql.unsafe(`insert into paket_${table} select g, timestamptz '2026-01-01' + g * interval '1 second', g * 1.25, ${hashes} from generate_series(${(table * rows) / 10 + 1}, ${((table + 1) * rows) / 10}) g`);
  }
  await connection.close();
  return url.href;
}

/** Files of two kilobytes, a thousand a folder. */
export async function fillFolder(folder: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += 1000) {
    const sub = join(folder, String(from / 1000).padStart(4, '0'));
    await mkdir(sub, { recursive: true });
    await Promise.all(Array.from({ length: Math.min(1000, count - from) }, (_, at) => writeFile(join(sub, `dokumen-${at}.bin`), randomBytes(2048))));
  }
}

/** One row and one file in a hundred change. */
export async function changeOnePercent(url: string, folder: string): Promise<void> {
  const connection = connect(url, 2);
  for (let table = 0; table < 10; table += 1) await connection.sql.unsafe(`update paket_${table} set isi = reverse(isi) where id % 100 = 0`);
  await connection.close();
  for (const sub of await readdir(folder)) {
    for (const name of (await readdir(join(folder, sub))).slice(0, 10)) await writeFile(join(folder, sub, name), randomBytes(2048));
  }
}

/** Turns over one bit of a file; its name says which. */
export async function flipBit(file: string): Promise<void> {
  await chmod(file, 0o600);
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    const at = createHash('sha256').update(file).digest().readUInt32BE() % size;
    const byte = Buffer.alloc(1);
    await handle.read(byte, 0, 1, at);
    byte[0]! ^= 0x10;
    await handle.write(byte, 0, 1, at);
  } finally {
    await handle.close();
  }
}
