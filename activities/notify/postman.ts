import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { and, eq, inArray, isNull, ne, sql as raw } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { ReservedSql } from 'postgres';
import type { Connection, Db } from '../../db/client.ts';
import { intakes, notices } from '../../db/schema.ts';
import type { Vault } from '../../db/vault.ts';
import { compose } from './compose.ts';
import type { Notice } from './compose.ts';
import type { Delivery, Smtp } from './smtp.ts';

export interface PostmanDeps {
  connection: Connection;
  db: Db;
  vault: Vault;
  client: Client;
  smtp: Smtp;
  log: Logger;
  mailFrom: string;
  publicUrl: string;
}

export interface Postman {
  /** Stops claiming, waits for what is being sent. */
  stop(): Promise<void>;
}

const lockSpace = 742;
const batch = 50;
/** Mails handed over at the same time; a hanging one never holds the others. */
const maxInHand = 50;
const pollMs = 1000;

/**
 * Delivers the ledger. Every claim is written before the hand-over, so that a crash leaves a trace: rows whose
 * postman is dead (its advisory lock is free) become `unknown` and are sent again under the same Message-ID.
 */
export function startPostman(deps: PostmanDeps): Postman {
  let running = true;
  let wake: () => void = () => {};
  const woken = () => new Promise<void>((resolve) => { wake = resolve; });
  const done = (async () => {
    while (running) {
      try {
        await work(deps, () => running, woken, () => wake());
      } catch (error) {
        deps.log.error({ code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'postman: starting again');
        await sleep(500);
      }
    }
  })();
  return { async stop() { running = false; wake(); await done; } };
}

/** One life of a postman: a lock of its own on a connection of its own. Ends with an error when Postgres goes away. */
async function work(deps: PostmanDeps, running: () => boolean, woken: () => Promise<void>, wake: () => void): Promise<void> {
  const { connection } = deps;
  const id = Math.floor(Math.random() * 2 ** 31);
  const own = await connection.sql.reserve();
  const listening = await connection.sql.listen('sigap_notices', wake);
  const inHand = new Set<Promise<void>>();
  let failure: unknown;
  try {
    await own`select pg_advisory_lock(${lockSpace}, ${id})`;
    let recovered = 0;
    while (running() && failure === undefined) {
      const next = woken();
      if (Date.now() - recovered >= pollMs) {
        await recoverDead(own, id);
        await reportFailures(deps);
        recovered = Date.now();
      }
      const room = maxInHand - inHand.size;
      const claimed = room > 0 ? await claim(deps.db, own, id, room) : [];
      for (const notice of claimed) {
        const delivery: Promise<void> = deliver(deps, notice)
          .catch((error: unknown) => { failure = error; })
          .finally(() => { inHand.delete(delivery); if (room === 0 || inHand.size === 0) wake(); });
        inHand.add(delivery);
      }
      if (claimed.length === 0) await Promise.race([next, sleep(pollMs)]);
    }
    if (failure !== undefined) throw failure;
  } finally {
    await Promise.allSettled(inHand);
    await listening.unlisten().catch(() => {});
    await own`select pg_advisory_unlock(${lockSpace}, ${id})`.catch(() => {});
    own.release();
  }
}

/** Takes rows that wait, in the order of their moment; on the connection that holds the lock. */
async function claim(db: Db, own: ReservedSql, sender: number, room: number): Promise<Notice[]> {
  const rows = await own<{ id: string }[]>`
    update notices set state = 'sending', sender = ${sender}, attempts = attempts + 1
    where id in (
      select id from notices where state in ('pending', 'unknown') and next_at <= now()
      order by next_at limit ${room} for update skip locked)
    returning id`;
  if (rows.length === 0) return [];
  return db.select().from(notices).where(inArray(notices.id, rows.map((row) => Number(row.id))));
}

/** Rows in the hands of a postman that no longer lives may have reached the mail server, or not. */
async function recoverDead(own: ReservedSql, me: number): Promise<void> {
  const senders = await own<{ sender: number }[]>`select distinct sender from notices where state = 'sending' and sender <> ${me}`;
  for (const { sender } of senders) {
    const [lock] = await own<{ free: boolean }[]>`select pg_try_advisory_lock(${lockSpace}, ${sender}) as free`;
    if (!lock?.free) continue;
    await own`
      update notices set state = 'unknown', ambiguous = ambiguous + 1, last_code = 'CRASH', next_at = now()
      where state = 'sending' and sender = ${sender}`;
    await own`select pg_advisory_unlock(${lockSpace}, ${sender})`;
  }
}

async function deliver(deps: PostmanDeps, notice: Notice): Promise<void> {
  const { db, log } = deps;
  if (isTooLate(notice)) {
    await settle(db, notice, { state: 'dropped', lastCode: 'TOO_LATE' });
    return;
  }
  let delivery: Delivery;
  try {
    const mail = await compose(deps, notice);
    delivery = mail ? await deps.smtp.send(mail) : { outcome: 'refused', code: 'NO_ADDRESS' };
  } catch (error) {
    log.error({ notice: notice.id, reason: error instanceof Error ? error.name : 'unknown' }, 'postman: a mail could not be written');
    delivery = { outcome: 'deferred', code: 'COMPOSE' };
  }
  await settle(db, notice, afterwards(notice, delivery, Date.now()));
  if (delivery.outcome === 'refused') await reportFailures(deps);
}

/** A reminder is worth nothing once its deadline has passed (readings.md). */
function isTooLate(notice: Notice): boolean {
  return notice.urgency === 'reminder' && typeof notice.params.deadlineAt === 'number' && notice.params.deadlineAt <= Date.now();
}

type Outcome = Partial<Pick<Notice, 'state' | 'lastCode' | 'sentAt' | 'nextAt' | 'ambiguous'>>;

/** What the ledger says after a delivery; `now` epoch ms. Exported for its test. */
export function afterwards(notice: Pick<Notice, 'attempts' | 'ambiguous' | 'giveUpAt'>, delivery: Delivery, now: number): Outcome {
  const { outcome, code } = delivery;
  const retryAt = new Date(now + Math.min(15 * 60_000, 1000 * 2 ** Math.min(notice.attempts, 12)));
  const gaveUp = now >= notice.giveUpAt.getTime();
  switch (outcome) {
    case 'sent': return { state: 'sent', lastCode: code, sentAt: new Date(now) };
    case 'refused': return { state: 'refused', lastCode: code };
    case 'deferred': return gaveUp ? { state: 'held', lastCode: code } : { state: 'pending', lastCode: code, nextAt: retryAt };
    case 'ambiguous': return { state: gaveUp ? 'held' : 'unknown', lastCode: code, ambiguous: notice.ambiguous + 1, nextAt: retryAt };
  }
}

async function settle(db: Db, notice: Notice, outcome: Outcome): Promise<void> {
  await db.update(notices).set({ ...outcome, sender: null }).where(and(eq(notices.id, notice.id), eq(notices.state, 'sending')));
}

/** Tells the case about every mail that will not arrive; again and again until Temporal has heard it. */
async function reportFailures({ db, client, log }: PostmanDeps): Promise<void> {
  const failed = await db.select({
    id: notices.id, template: notices.template, recipient: notices.recipient, state: notices.state, workflowId: intakes.workflowId,
  }).from(notices).innerJoin(intakes, eq(intakes.id, notices.caseId))
    .where(and(inArray(notices.state, ['refused', 'held']), isNull(notices.reportedAt), ne(notices.template, 'link-again'))).limit(batch);
  for (const { id, workflowId, ...failure } of failed) {
    try {
      await client.withDeadline(Date.now() + 2000, () => client.workflow.getHandle(workflowId).signal('noticeFailed', { noticeId: id, ...failure }));
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) {
        log.warn({ notice: id }, 'postman: a refused mail could not be told to its case yet');
        return;
      }
    }
    await db.update(notices).set({ reportedAt: raw`clock_timestamp()` }).where(eq(notices.id, id));
  }
}
