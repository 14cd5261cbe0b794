import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { inject } from 'vitest';
import { prepareStores } from '../activities/backup/prepare-stores.ts';
import { scratchStem } from '../activities/backup/scratch-names.ts';
import { office, smallSpse } from '../activities/backup/testing/backed-up.ts';
import { cases, events, intakes } from '../db/schema.ts';
import { startHouse, until } from './house.ts';
import type { HouseOptions } from './house.ts';

export { office };

export type BackedUpHouse = Awaited<ReturnType<typeof startBackedUpHouse>>;

/** A whole Sigap whose office backs up a small SPSE with the real tools, into a repository and onto these media; both are prepared as an operator does. */
export async function startBackedUpHouse(media: string[], { workerEnv = {}, ...options }: HouseOptions = {}) {
  const spse = await smallSpse();
  for (const code of media) {
    mkdirSync(join(spse.root, code));
    writeFileSync(join(spse.secretsDir, office, code), randomUUID(), { mode: 0o600 });
  }
  spse.rewrite({
    places: [{ code: 'ruang-server', label: 'Ruang server', serverRoom: true }, { code: 'brankas', label: 'Brankas Bagian Umum' }],
    media: media.map((code) => ({ code, label: `Cakram ${code}`, folder: join(spse.root, code), password: code, home: 'brankas' })),
  });
  const house = await startHouse({ ...options, offices: [spse.file], workerEnv: { ...workerEnv, SIGAP_BACKUP_SECRETS_DIR: spse.secretsDir } });
  const { config: { DATABASE_URL, SIGAP_DOCUMENTS_DIR } } = house;
  await prepareStores({ db: house.db, backup: { secretsDir: spse.secretsDir, databaseUrl: DATABASE_URL, documentsDir: SIGAP_DOCUMENTS_DIR, temporalFile: undefined, secretsFile: undefined } }, office);
  return {
    ...house, spse,
    /** The files of one kind ('snapshots', 'locks') in a store, by their ids; a restic that was killed leaves `<id>-tmp-<number>` there, which nothing reads. */
    inStore: (store: string, kind: string) => readdirSync(join(spse.root, store, kind)).filter((name) => !name.includes('-tmp-')),
    swapMedia(one: string, other: string): void {
      const at = (code: string) => join(spse.root, code);
      renameSync(at(one), at('sebentar'));
      renameSync(at(other), at(one));
      renameSync(at('sebentar'), at(other));
    },
    /** The case that began with this receipt. */
    async caseOf(number: string): Promise<{ caseId: string; workflowId: string }> {
      const [row] = await house.db.select().from(intakes).where(eq(intakes.number, number));
      if (!row) throw new Error(`No intake ${number}`);
      return { caseId: row.id, workflowId: row.workflowId };
    },
    reaches: (number: string, state: string, timeoutMs = 60_000) =>
      until(async () => (await house.db.select().from(cases).where(eq(cases.number, number)))[0]?.state === state, `${number} in the state ${state}`, timeoutMs, 100),
    eventsOf: async (caseId: string) => (await house.db.select().from(events).where(eq(events.caseId, caseId)).orderBy(events.id)).map(({ type, data }) => ({ type, data })),
    /** What a drill has restored and not destroyed: folders and databases. */
    async scratchLeft(caseId: string): Promise<string[]> {
      const sql = postgres(inject('postgresAdminUrl'), { max: 1 });
      const rows = await sql<{ name: string }[]>`select datname as name from pg_database where starts_with(datname, ${scratchStem(caseId)})`;
      await sql.end();
      return [...readdirSync(spse.scratchFolder), ...rows.map(({ name }) => name)];
    },
    async stop(): Promise<void> {
      await house.stop();
      spse.end();
    },
  };
}
