import postgres from 'postgres';

const prefix = 'test_';

async function withAdmin<T>(adminUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

export async function createEmptyDatabase(adminUrl: string, name: string): Promise<void> {
  await withAdmin(adminUrl, (sql) => sql`create database ${sql(name)}`);
}

/** Clones a database nobody is connected to: tens of milliseconds. Clones of one template wait for each other. */
export async function cloneDatabase(adminUrl: string, template: string): Promise<string> {
  const name = `${prefix}${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await withAdmin(adminUrl, async (sql) => {
    await sql`select pg_advisory_lock(742)`;
    await sql`create database ${sql(name)} template ${sql(template)}`;
  });
  return name;
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withAdmin(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

export async function keptDatabases(adminUrl: string): Promise<string[]> {
  return withAdmin(adminUrl, async (sql) => {
    const rows = await sql<{ datname: string }[]>`select datname from pg_database where datname like ${`${prefix}%`} order by 1`;
    return rows.map((row) => row.datname);
  });
}
