import type { TableManifest } from './manifest.ts';
import type { Compared } from './types.ts';

export type ComparedTables = Pick<Compared, 'tables' | 'rows' | 'differingTables' | 'missingTables'>;

/** @param expected of the manifest @param found in the restored database */
export function compareTables(expected: readonly TableManifest[], found: readonly TableManifest[]): ComparedTables {
  const left = new Map(found.map((one) => [one.table, one]));
  const result: ComparedTables = { tables: expected.length, rows: 0, differingTables: 0, missingTables: 0 };
  for (const one of expected) {
    const there = left.get(one.table);
    result.rows += there?.rows ?? 0;
    if (!there) result.missingTables += 1;
    else if (there.rows !== one.rows || (one.content !== null && there.content !== null && there.content !== one.content)) result.differingTables += 1;
    left.delete(one.table);
  }
  // More than was saved is no copy either.
  result.missingTables += left.size;
  return result;
}
