import { inject } from 'vitest';
import { cloneDatabase, dropDatabase } from './databases.ts';

export interface TestDatabase {
  /** A connection string; the database is empty and migrated. */
  url: string;
  name: string;
  drop(): Promise<void>;
}

const made = new Map<string, TestDatabase>();

/**
 * A fresh migrated database of your own, from a test or a hook. At the end of the file it is dropped, or kept as
 * evidence when a test of the file failed.
 */
export async function createDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('postgresAdminUrl');
  const name = await cloneDatabase(adminUrl, inject('templateDatabase'));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const drop = async (): Promise<void> => {
    made.delete(name);
    await dropDatabase(adminUrl, name);
  };
  const database = { url: url.href, name, drop };
  made.set(name, database);
  return database;
}

/** Drops what this file made and did not drop itself. @param keep as evidence: the next file in this process must not drop it */
export async function dropDatabases(keep: boolean): Promise<void> {
  if (keep) made.clear();
  for (const database of made.values()) await database.drop();
}
