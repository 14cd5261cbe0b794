import postgres from 'postgres';

const user = 'sigap';
const database = 'sigap';

export function databaseUrl(port: number, password: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * Makes the product's role and database where they are missing. The role owns its database and is no superuser.
 * @param adminUrl of a superuser
 */
export async function ensureDatabase(adminUrl: string, password: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const roles = await sql`select 1 from pg_roles where rolname = ${user}`;
    if (roles.length === 0) await sql.unsafe(`create role ${user} login password '${password.replaceAll("'", "''")}'`);
    const databases = await sql`select 1 from pg_database where datname = ${database}`;
    if (databases.length === 0) await sql.unsafe(`create database ${database} owner ${user}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
