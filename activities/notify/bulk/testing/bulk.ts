import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import pino from 'pino';
import type { Connection, Db } from '../../../../db/client.ts';
import { refOf } from '../../../../db/identifier-ref.ts';
import { readOfficeInForce } from '../../../../db/office-in-force.ts';
import { intakes, mailings, notices, subscribers } from '../../../../db/schema.ts';
import { takeInSystem } from '../../../../db/take-in-system.ts';
import type { Vault } from '../../../../db/vault.ts';
import { until } from '../../../../test/house.ts';
import type { House } from '../../../../test/house.ts';
import { openPool } from '../../smtp.ts';
import { startScriptedSmtp } from '../../testing/scripted-smtp.ts';
import type { Script } from '../../testing/scripted-smtp.ts';
import type { Notice } from '../../parcel.ts';
import { startBulkPostman } from '../postman.ts';

type Store = { db: Db; vault: Vault };

/** A bulk postman in this process, on a mail server that does what the script says. */
export async function startBulkPost(house: House, connection: Connection, script: Script, perMinute = 1_000_000) {
  const server = await startScriptedSmtp(script);
  const smtp = openPool(server.url);
  const postman = startBulkPostman({ ...house.deps, connection, smtp, log: pino({ level: 'silent' }), mailFrom: 'sigap@lpse.example', publicUrl: 'https://status.lpse.example' }, perMinute);
  return {
    server,
    async stop(): Promise<void> {
      await server.stop();
      await postman.stop();
      smtp.close();
    },
  };
}

/** A window of an office, with its words; no workflow runs for it. */
export async function openWindow(store: Store, office = 'contoh'): Promise<typeof intakes.$inferSelect> {
  const key = randomUUID();
  const inForce = await readOfficeInForce(store.db, office);
  await takeInSystem(store, inForce!, { sop: 'maintenance', key, text: 'Alasan: pembaruan basis data\nPerkiraan dampak: tidak dapat masuk', facts: (words) => ({ systems: 'spse', words }), now: Date.now() });
  const [intake] = await store.db.select().from(intakes).where(and(eq(intakes.office, office), eq(intakes.idempotencyKey, `maintenance:${key}`)));
  return intake!;
}

export async function subscribe(store: Store, mails: string[], more: Partial<typeof subscribers.$inferInsert> = {}): Promise<void> {
  const office = more.office ?? 'contoh';
  const rows = mails.map((mail) => {
    const id = randomUUID();
    return { id, office, mailRef: refOf(store.vault, office, { kind: 'mail', value: mail }), mailSealed: store.vault.seal(mail, `subscribers:${id}:mail`), confirmedAt: new Date(), ...more };
  });
  for (let from = 0; from < rows.length; from += 2000) await store.db.insert(subscribers).values(rows.slice(from, from + 2000));
}

let seq = 0;
/** As a step of the case writes it: each is newer than the ones before. @returns its id */
export async function broadcast({ db }: Pick<Store, 'db'>, { id: caseId, office, sop, textId }: typeof intakes.$inferSelect, more: Partial<typeof mailings.$inferInsert> = {}): Promise<string> {
  const id = randomUUID();
  const startsAt = Date.now() + 86_400_000;
  await db.insert(mailings).values({
    id, office, caseId, sop, seq: seq += 1, part: 0, template: 'planned', systems: ['spse'], isUrgent: false, createdAt: new Date(),
    params: { systems: 'spse', startsAt, endsAt: startsAt + 7_200_000, textId }, ...more,
  });
  return id;
}

export const copiesOf = ({ db }: Pick<Store, 'db'>, mailingId: string): Promise<Notice[]> => db.select().from(notices).where(eq(notices.mailingId, mailingId)).orderBy(notices.id);

/** Resolves with the copies once none waits and the case was told. */
export const mailingDone = (store: Pick<Store, 'db'>, id: string, timeoutMs = 20_000): Promise<Notice[]> => until(async () => {
  const [row] = await store.db.select({ doneAt: mailings.doneAt }).from(mailings).where(eq(mailings.id, id));
  return row?.doneAt ? copiesOf(store, id) : null;
}, 'the end of a mailing', timeoutMs);
