import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asc, eq } from 'drizzle-orm';
import type { Config } from '../config.ts';
import { connect, type Db } from '../db/client.ts';
import { hashKey, issueKey, loadOfficeFiles } from '../db/offices.ts';
import { assignments, offices, people } from '../db/schema.ts';
import { createVault, type Vault } from '../db/vault.ts';
import { loadOffice } from '../offices/load.ts';
import { covers, localDate } from '../offices/terms.ts';
import { readPacks } from '../regulations/load.ts';
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
 * that is there is left alone: from then on its versions come by the operator's command.
 * @returns the people whose derived key is still in force
 * @throws LoadError with file, line and reason
 */
export async function loadDemoOffices(config: Pick<Config, 'DATABASE_URL' | 'SIGAP_DATA_KEYS' | 'SIGAP_SECRET'>, demoSecret: string): Promise<DemoPerson[]> {
  const { db, close } = connect(config.DATABASE_URL, 2);
  try {
    await loadMissing(db, createVault(config.SIGAP_DATA_KEYS, config.SIGAP_SECRET), demoSecret);
    return await demoPeople(db, demoSecret);
  } finally {
    await close();
  }
}

async function loadMissing(db: Db, vault: Vault, demoSecret: string): Promise<void> {
  const known = new Set((await db.select({ id: offices.id }).from(offices)).map((office) => office.id));
  const packs = readPacks();
  const files = globSync('*.yaml', { cwd: officesFolder }).sort().map((name) => join(officesFolder, name));
  const missing = files.filter((file) => !known.has(loadOffice(readFileSync(file, 'utf8'), basename(file), packs).id));
  for (const { office } of await loadOfficeFiles(db, vault, missing)) {
    for (const { id } of await db.select({ id: people.id }).from(people).where(eq(people.office, office))) {
      await issueKey(db, office, id, demoKey(demoSecret, office, id));
    }
  }
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
