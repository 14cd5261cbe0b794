import { fileURLToPath } from 'node:url';
import { migrate as run } from 'drizzle-orm/postgres-js/migrator';
import { connect } from './client.ts';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Brings a database to the newest schema. Two at once wait for each other. @throws the database's own error. */
export async function migrate(url: string): Promise<void> {
  const { db, single, close } = connect(url, 1);
  const lock = single(() => {});
  try {
    await lock`select pg_advisory_lock(741)`;
    await run(db, { migrationsFolder });
  } finally {
    await lock.end({ timeout: 5 });
    await close();
  }
}
