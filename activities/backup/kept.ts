import { realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { offices } from '../../db/schema.ts';
import { readOfficeInForce } from '../../db/office-in-force.ts';
import type { Deps } from '../deps.ts';
import type { Declared } from './declared.ts';
import { foldersOf } from './sources.ts';

type Folders = Pick<Declared, 'settings' | 'house'>;

/** What must outlive every run and every drill: what is backed up, and the copies of it. */
export const keptBy = (of: Folders): string[] => [...foldersOf(of), of.settings.repository.folder, ...of.settings.media.map(({ folder }) => folder)];

/** Of every other office on this server, with the folder that its own runs empty. */
export async function keptByOthers({ db }: Pick<Deps, 'db'>, { office, house }: Pick<Declared, 'office' | 'house'>): Promise<string[]> {
  const ids = (await db.select({ id: offices.id }).from(offices)).filter(({ id }) => id !== office.id);
  const others = await Promise.all(ids.map(({ id }) => readOfficeInForce(db, id)));
  return others.flatMap((other) => (other?.settings.backup ? [join(other.settings.backup.staging, other.id), ...keptBy({ settings: other.settings.backup, house })] : []));
}

/** Whether a folder lies in one of the others, whatever links lead there. */
export async function liesIn(folder: string, others: readonly string[]): Promise<boolean> {
  const real = `${await whereIs(folder)}${sep}`;
  return (await Promise.all(others.map(whereIs))).some((other) => real.startsWith(`${other}${sep}`));
}

/** Also of what is not there yet. */
async function whereIs(path: string): Promise<string> {
  return realpath(path).catch(async () => (dirname(path) === path ? path : join(await whereIs(dirname(path)), basename(path))));
}
