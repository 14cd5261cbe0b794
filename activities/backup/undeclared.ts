import { connected, serverOf } from './postgres.ts';
import { scratchPrefix } from './scratch-names.ts';
import type { DatabaseSource } from './sources.ts';
import type { Preflight } from './types.ts';
import type { Work } from './work.ts';

export interface OnServer { version: string; databases: string[] }

/** What a server says of itself, and every database that holds anything: no templates. */
export const askServer = (work: Work, { connection }: DatabaseSource): Promise<OnServer> => connected(work, connection, async (sql) => {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
  const databases = await sql<{ name: string }[]>`select datname as name from pg_catalog.pg_database where not datistemplate and datname <> 'postgres' order by 1`;
  return { version: row?.version ?? '', databases: databases.map(({ name }) => name) };
});

/** ARC-1 asks for all of them: what is on a declared server and neither declared nor left out on purpose, under the first source of that server. */
export function undeclaredOn(sources: readonly DatabaseSource[], leftOut: readonly { source: string; database: string }[], on: ReadonlyMap<string, OnServer>): Preflight['undeclared'] {
  return Array.from(on, ([server, { databases }]) => {
    const here = sources.filter(({ connection }) => serverOf(connection) === server);
    const known = new Set([...here.map(({ connection }) => connection.database), ...leftOut.filter((out) => here.some(({ source }) => source === out.source)).map(({ database }) => database)]);
    return { source: here[0]?.source ?? '', databases: databases.filter((name) => !known.has(name) && !name.startsWith(scratchPrefix)) };
  }).filter(({ databases }) => databases.length > 0);
}
