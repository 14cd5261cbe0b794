import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { freePort } from '../../local/ports.ts';
import { startPostgres } from '../../local/postgres.ts';
import type { LocalPostgres } from '../../local/postgres.ts';
import { startTemporal } from '../../local/temporal.ts';
import type { LocalTemporal } from '../../local/temporal.ts';

/** A durable Postgres of the test's own, migrated: one that it may kill. */
export async function ownPostgres(): Promise<LocalPostgres & { databaseUrl: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'sigap-own-'));
  const server = await startPostgres({ folder: join(folder, 'postgres'), port: await freePort(), password: 'sigap', logFile: join(folder, 'postgres.log') });
  const databaseUrl = server.url('postgres');
  await migrate(databaseUrl);
  return Object.assign(server, { databaseUrl });
}

/** A Temporal server of the test's own that keeps its histories in a file. */
export async function ownTemporal(): Promise<LocalTemporal> {
  const folder = await mkdtemp(join(tmpdir(), 'sigap-own-'));
  return startTemporal({ cli: inject('temporalCli'), folder: join(folder, 'temporal'), port: await freePort(), logFile: join(folder, 'temporal.log'), environment: process.env });
}

/** Resolves at that moment: a deadline that passes is what these tests wait for. */
export const momentOf = (at: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, Math.max(0, at - Date.now())); });
