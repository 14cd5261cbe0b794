import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asc, eq } from 'drizzle-orm';
import type { Config } from '../config.ts';
import { connect, type Db } from '../db/client.ts';
import { readOfficeInForce } from '../db/office-in-force.ts';
import { hashKey, issueKey, loadOfficeTexts } from '../db/offices.ts';
import { assignments, offices, people } from '../db/schema.ts';
import { createVault, type Vault } from '../db/vault.ts';
import { loadOffice } from '../offices/load.ts';
import { covers, localDate } from '../offices/terms.ts';
import { readPacks } from '../regulations/load.ts';
import type { DataPaths } from './data-folder.ts';
import { backupSection, demoOffice, isDemoStaging } from './demo-backup.ts';
import { demoKey } from './secrets.ts';

const officesFolder = fileURLToPath(new URL('../offices/', import.meta.url));
const westernIndonesia = 420;

export interface DemoPerson {
  office: string;
  /** Held today. */
  functions: string[];
  person: string;
  key: string;
}

/**
 * Loads the example offices that the database does not know yet and gives their people derived API keys. An office
 * that is there is left alone: from then on its versions come by the operator's command. Only what the invented one backs up follows the data folder.
 * @param backup the data folder, where the tools of backups are there
 * @returns the people whose derived key is still in force
 * @throws LoadError with file, line and reason
 */
export async function loadDemoOffices(config: Pick<Config, 'DATABASE_URL' | 'SIGAP_DATA_KEYS' | 'SIGAP_SECRET'>, demoSecret: string, backup?: DataPaths): Promise<DemoPerson[]> {
  const { db, close } = connect(config.DATABASE_URL, 2);
  try {
    await loadMissing(db, createVault(config.SIGAP_DATA_KEYS, config.SIGAP_SECRET), demoSecret, backup);
    return await demoPeople(db, demoSecret);
  } finally {
    await close();
  }
}

async function loadMissing(db: Db, vault: Vault, demoSecret: string, backup: DataPaths | undefined): Promise<void> {
  const known = new Set((await db.select({ id: offices.id }).from(offices)).map((office) => office.id));
  const packs = readPacks();
  const files = globSync('*.yaml', { cwd: officesFolder }).sort().map((file) => {
    const text = readFileSync(join(officesFolder, file), 'utf8');
    const { id } = loadOffice(text, file, packs);
    return { file, id, text: id === demoOffice && backup ? `${text}\n${backupSection(backup)}` : text };
  });
  const wanted = backup && known.has(demoOffice) && await backsUpElsewhere(db, backup) ? [demoOffice] : [];
  await loadOfficeTexts(db, vault, files.filter(({ id }) => !known.has(id) || wanted.includes(id)));
  for (const { id: office } of files.filter(({ id }) => !known.has(id))) {
    for (const { id } of await db.select({ id: people.id }).from(people).where(eq(people.office, office))) {
      await issueKey(db, office, id, demoKey(demoSecret, office, id));
    }
  }
}

/** It was loaded before backups were there, or in a data folder that was moved or restored to here. */
async function backsUpElsewhere(db: Db, { backup }: DataPaths): Promise<boolean> {
  const staging = (await readOfficeInForce(db, demoOffice))?.settings.backup?.staging;
  return staging === undefined || (isDemoStaging(staging) && !staging.startsWith(join(backup, '/')));
}

async function demoPeople(db: Db, demoSecret: string): Promise<DemoPerson[]> {
  const today = localDate(Date.now(), westernIndonesia);
  const [rows, terms] = await Promise.all([
    db.select().from(people).where(eq(people.active, true)).orderBy(asc(people.office), asc(people.id)),
    db.select().from(assignments),
  ]);
  return rows.flatMap((row) => {
    const key = demoKey(demoSecret, row.office, row.id);
    if (row.keyHash !== hashKey(key)) return [];
    const held = terms.filter((term) => term.office === row.office && term.person === row.id && covers(term, today));
    return [{ office: row.office, functions: held.map((term) => term.function), person: row.id, key }];
  });
}
