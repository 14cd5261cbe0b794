import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOfficeInForce } from '../../db/office-in-force.ts';
import type { OfficeInForce } from '../../db/office-in-force.ts';
import type { BackupSettings } from '../../offices/backup-schema.ts';
import type { Deps } from '../deps.ts';
import { failed } from './failure.ts';
import type { BackupHouse } from './house.ts';

export interface Declared {
  office: OfficeInForce;
  settings: BackupSettings;
  house: BackupHouse;
  secrets: Secrets;
}

/** The secrets of one office: nothing outside its own folder can be named. */
export interface Secrets {
  /** Where it lies, for tools that read it themselves. */
  path(name: string): string;
  /** Without the line end. @throws ApplicationFailure secret-missing */
  read(name: string): Promise<string>;
}

export function secretsOf({ secretsDir }: Pick<BackupHouse, 'secretsDir'>, office: string): Secrets {
  const path = (name: string) => join(secretsDir, office, name);
  return {
    path,
    async read(name) {
      const text = await readFile(path(name), 'utf8').catch(() => '');
      if (text.trim() === '') throw failed('secret-missing');
      return text.replace(/\r?\n$/, '');
    },
  };
}

/** What an office backs up, as its file of this moment says. @throws ApplicationFailure not-declared */
export async function declared({ db, backup: house }: Pick<Deps, 'db' | 'backup'>, id: string): Promise<Declared> {
  const office = await readOfficeInForce(db, id);
  const settings = office?.settings.backup;
  if (!office || !settings || !house) throw failed('not-declared');
  return { office, settings, house, secrets: secretsOf(house, id) };
}
