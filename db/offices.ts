import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { and, eq, notInArray } from 'drizzle-orm';
import type { WorkingCalendar } from '../calendar/index.ts';
import { calendarOf } from '../offices/calendar.ts';
import { LoadError, loadOffice, settingsOf } from '../offices/load.ts';
import { rulesOf } from '../offices/rules.ts';
import type { Office, OfficeSettings } from '../offices/schema.ts';
import { readPacks } from '../regulations/load.ts';
import type { Db, Transaction } from './client.ts';
import { decreedCalendar } from './decrees.ts';
import { assignments, calendars, leaves, offices, officeVersions, people } from './schema.ts';
import type { Vault } from './vault.ts';

export interface Loaded {
  office: string;
  version: number;
  /** false: the very same file is in force already. */
  changed: boolean;
  /** Open cases will be re-planned. */
  calendarChanged: boolean;
}

/**
 * Records office files as new versions; all of them or none. The same file again changes nothing.
 * @throws LoadError, one sentence with file, line and reason, before anything is written.
 */
export async function loadOfficeFiles(db: Db, vault: Vault, files: string[]): Promise<Loaded[]> {
  return loadOfficeTexts(db, vault, files.map((file) => ({ file: basename(file), text: readFileSync(file, 'utf8') })));
}

/** The same of files that were read already. @throws LoadError */
export async function loadOfficeTexts(db: Db, vault: Vault, texts: { file: string; text: string }[]): Promise<Loaded[]> {
  const packs = readPacks();
  const read = texts.map(({ file, text }) => ({ text, office: loadOffice(text, file, packs), file }));
  return db.transaction(async (tx) => {
    const loaded: Loaded[] = [];
    for (const { text, office, file } of read) {
      const pack = packs.get(office.regulation);
      if (!pack) throw new Error(`No pack '${office.regulation}'`);
      loaded.push(await record(tx, vault, office, text, file, (version) => rulesOf(pack, settingsOf(office), version)));
    }
    return loaded;
  });
}

type RulesFor = (version: number) => ReturnType<typeof rulesOf>;

async function record(tx: Transaction, vault: Vault, office: Office, text: string, file: string, rulesFor: RulesFor): Promise<Loaded> {
  const [current] = await tx.select().from(offices).where(eq(offices.id, office.id)).for('update');
  const sha256 = createHash('sha256').update(text).digest('hex');
  if (current) {
    const [known] = await tx.select({ sha256: officeVersions.sha256, rules: officeVersions.rules }).from(officeVersions)
      .where(and(eq(officeVersions.office, office.id), eq(officeVersions.version, current.version)));
    // The same file can mean other rules, when its pack has changed.
    if (known?.sha256 === sha256 && canonical(known.rules) === canonical(rulesFor(current.version))) return { office: office.id, version: current.version, changed: false, calendarChanged: false };
  }
  await requireOwnPrefix(tx, office);
  const version = (current?.version ?? 0) + 1;
  await tx.insert(officeVersions).values({
    office: office.id, version, sha256, fileSealed: vault.seal(text, `office_versions:${office.id}:${version}`),
    settings: settingsOf(office), rules: rulesFor(version),
  });
  const { days, confirmedThrough } = await decreedCalendar(tx);
  const calendarVersion = await recordCalendar(
    tx, office.id, current?.calendarVersion ?? 0, calendarOf(settingsOf(office), days, confirmedThrough), `Berkas kantor ${file}, versi ${version}`,
  );
  const row = { id: office.id, name: office.name, version, calendarVersion };
  await tx.insert(offices).values(row).onConflictDoUpdate({ target: offices.id, set: row });
  await recordPeople(tx, vault, office);
  return { office: office.id, version, changed: true, calendarChanged: current !== undefined && calendarVersion !== current.calendarVersion };
}

/** Numbers begin with the prefix and are unique over all offices. @throws LoadError */
async function requireOwnPrefix(tx: Transaction, office: Office): Promise<void> {
  const others = await tx.select({ id: offices.id, settings: officeVersions.settings }).from(offices)
    .innerJoin(officeVersions, and(eq(officeVersions.office, offices.id), eq(officeVersions.version, offices.version)));
  const taken = others.find(({ id, settings }) => id !== office.id && (settings as OfficeSettings).prefix === office.prefix);
  if (taken) throw new LoadError(`berkas kantor ${office.id}`, 1, `prefix sudah dipakai kantor lain: ${office.prefix} (${taken.id})`);
}

/** A new calendar version, unless nothing changed. The first one has no open cases to announce itself to. */
async function recordCalendar(tx: Transaction, office: string, current: number, calendar: WorkingCalendar, reason: string): Promise<number> {
  const [known] = await tx.select().from(calendars).where(and(eq(calendars.office, office), eq(calendars.version, current)));
  // Both sides pass through JSON, because jsonb does not keep the order of keys.
  if (known && canonical(known.calendar) === canonical(calendar)) return current;
  await tx.insert(calendars).values({ office, version: current + 1, calendar, reason, announcedAt: current === 0 ? new Date() : null });
  return current + 1;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (inner && typeof inner === 'object' && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));
}

async function recordPeople(tx: Transaction, vault: Vault, office: Office): Promise<void> {
  await tx.delete(assignments).where(eq(assignments.office, office.id));
  await tx.delete(leaves).where(eq(leaves.office, office.id));
  // A key dies with the person's place in the office; who comes back gets a new one.
  await tx.update(people).set({ active: false, keyHash: null })
    .where(and(eq(people.office, office.id), notInArray(people.id, office.people.map((person) => person.id))));
  for (const person of office.people) {
    const place = `people:${office.id}:${person.id}`;
    const row = {
      id: person.id, office: office.id, active: true,
      nameSealed: vault.seal(person.name, `${place}:name`), mailSealed: vault.seal(person.mail, `${place}:mail`),
      nipSealed: person.nip ? vault.seal(person.nip, `${place}:nip`) : null,
    };
    await tx.insert(people).values(row).onConflictDoUpdate({ target: [people.office, people.id], set: row });
  }
  await tx.insert(assignments).values(office.assignments.map((held) => ({
    office: office.id, person: held.person, function: held.function, decreeNumber: held.decree.number, decreeDate: held.decree.date,
    from: held.from, until: held.until, actingKind: held.acting?.kind ?? null, actingFor: held.acting?.for ?? null,
  })));
  if (office.leaves.length > 0) await tx.insert(leaves).values(office.leaves.map((leave) => ({ office: office.id, ...leave })));
}

/** Recomputes every office's calendar after a decree; answers with the offices that it moved. */
export async function refreshCalendars(tx: Transaction, reason: string): Promise<string[]> {
  const { days, confirmedThrough } = await decreedCalendar(tx);
  const moved: string[] = [];
  for (const office of await tx.select().from(offices).for('update')) {
    const [row] = await tx.select({ settings: officeVersions.settings }).from(officeVersions)
      .where(and(eq(officeVersions.office, office.id), eq(officeVersions.version, office.version)));
    const calendar = calendarOf(row?.settings as OfficeSettings, days, confirmedThrough);
    const version = await recordCalendar(tx, office.id, office.calendarVersion, calendar, reason);
    if (version === office.calendarVersion) continue;
    await tx.update(offices).set({ calendarVersion: version }).where(eq(offices.id, office.id));
    moved.push(office.id);
  }
  return moved;
}

/** Gives a person an API key, in place of the one before. @returns the key; it is stored as a hash only. */
export async function issueKey(db: Db, office: string, person: string, key = `sgp_${office}.${person}_${randomUUID().replaceAll('-', '')}`): Promise<string> {
  const set = await db.update(people).set({ keyHash: hashKey(key) })
    .where(and(eq(people.office, office), eq(people.id, person))).returning({ id: people.id });
  if (set.length === 0) throw new Error(`Tidak ada orang '${person}' di kantor '${office}'.`);
  return key;
}

export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
