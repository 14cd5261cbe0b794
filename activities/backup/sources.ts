import type { Declared } from './declared.ts';
import { parseConnection } from './postgres.ts';
import type { Connection } from './postgres.ts';

export interface DatabaseSource {
  source: string;
  connection: Connection;
  /** Sigap's own, with which more than the database must be of one moment (`sigap-extras.ts`). */
  own: boolean;
}

/** @throws ApplicationFailure secret-missing */
export async function databasesOf({ settings, house, secrets }: Pick<Declared, 'settings' | 'house' | 'secrets'>): Promise<DatabaseSource[]> {
  const found: DatabaseSource[] = [];
  for (const source of settings.sources) {
    if (source.kind === 'postgres') found.push({ source: source.code, connection: parseConnection(await secrets.read(source.connection)), own: false });
    if (source.kind === 'sigap') found.push({ source: source.code, connection: parseConnection(house.databaseUrl), own: true });
  }
  return found;
}

/** Every folder that goes into a set beside the staging folder. */
export function foldersOf({ settings, house }: Pick<Declared, 'settings' | 'house'>): string[] {
  return settings.sources.flatMap((source) => (source.kind === 'folder' ? [source.folder] : source.kind === 'sigap' ? [house.documentsDir] : []));
}
