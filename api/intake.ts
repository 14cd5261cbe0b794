import { createHash, randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { startOf } from '../activities/figures/local.ts';
import type { Transaction } from '../db/client.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { intakes, texts } from '../db/schema.ts';
import type { ActRefusal, Identifier, SopContract } from '../workflows/contract.ts';
import { citeFiles } from './cite-files.ts';
import type { ApiDeps } from './deps.ts';
import { externalRefOf } from './external-ref.ts';
import { keepIdentifiers } from './identifiers.ts';
import { nextNumber } from '../db/next-number.ts';
import { officeInForce, requireSections } from './offices.ts';
import type { OfficeInForce } from './offices.ts';
import { Problem } from './problems.ts';

export type Intake = typeof intakes.$inferSelect;

interface Arrival {
  office: string;
  contract: SopContract;
  /** As the schema of the route has checked it. */
  body: Record<string, unknown>;
  /** 'public' without a login: keys are then kept apart by the reporter. */
  principal: string;
  idempotencyKey: string;
  /** When the report reached the office, where that was before it was entered (ERR-1); the clock starts there. */
  receivedAt?: Date;
  /** What only the desk says when it enters a report for somebody; without it the report came by the online form. */
  entry?: { channel: string; contact: string | null; externalNumber: string | null };
  /** What the office adds when it begins it: the account that it is about with its person, or what it knows of the matter itself. */
  about?: { facts: Record<string, string | null>; reporter: { name: string; mail: string | null } | null };
  /** What must hold at the moment of the writing, beside what the contract checks. @throws Problem */
  guard?(tx: Transaction): Promise<void>;
}

/**
 * Writes a report as it was received: number, rules of this moment, people and words, in one transaction.
 * The same key with the same body finds the first row; nothing is numbered or stored twice.
 * @throws Problem unknown-office, office-outdated, unknown-file, what the contract refuses (unknown-role, unknown-category, unknown-item, ...), before-since, received-in-future, already-entered, key-reused
 */
export async function takeIn(deps: ApiDeps, given: Arrival): Promise<Intake> {
  const { contract } = given;
  const office = await officeInForce(deps.db, given.office);
  requireSections(office, contract);
  const bodyHash = createHash('sha256').update(contract.sop).update(JSON.stringify(given.body)).digest('hex');
  const parts = partsOf(given);
  const { name = null, mail = null } = parts.reporter ?? {};
  const arrival = given.principal === 'public' ? { ...given, principal: `public:${deps.vault.pseudonym((mail ?? name ?? '').toLowerCase())}` } : given;
  const refusal = refusalOf(contract.start.check(parts, office.rules), arrival, office);
  if (refusal) {
    // The office may have changed since the first try, which stands.
    const before = await earlier(deps, arrival, bodyHash);
    if (before) return before;
    throw refusal;
  }

  const id = randomUUID();
  const textId = randomUUID();
  const seal = (value: string | null | undefined, column: string) => (value == null ? null : deps.vault.seal(value, `intakes:${id}:${column}`));
  const { entry } = arrival;
  const externalRef = entry?.externalNumber ? externalRefOf(deps.vault, entry.channel, entry.externalNumber) : null;
  try {
    return await deps.db.transaction(async (tx) => {
      await given.guard?.(tx);
      await citeFiles(tx, { office: office.id, caseId: id, files: parts.files, source: entry ? arrival.principal : 'reporter', actId: null });
      await keepIdentifiers(tx, deps.vault, office.id, id, parts.identifiers);
      const enteredAt = new Date();
      const receivedAt = arrival.receivedAt ?? enteredAt;
      // Sent together, so that the number's row is locked for two round trips only.
      const [number] = await Promise.all([
        nextNumber(tx, office, enteredAt),
        tx.insert(texts).values({ id: textId, office: office.id, caseId: id, author: entry ? arrival.principal : 'reporter', bodySealed: deps.vault.seal(parts.text, `texts:${textId}`) }),
      ]);
      const [row] = await tx.insert(intakes).values({
        id, office: office.id, sop: contract.sop, number, workflowId: `${contract.sop}-${number}`,
        principal: arrival.principal, idempotencyKey: arrival.idempotencyKey, bodyHash, receivedAt,
        rules: office.rules, textId,
        // What the office says about an account is told to its person, by its text.
        facts: { ...parts.facts, ...(arrival.about && { words: textId }), channel: entry?.channel ?? 'daring', enteredBy: entry ? arrival.principal : null },
        reporterNameSealed: seal(name, 'name'), reporterMailSealed: seal(mail, 'mail'), reporterContactSealed: seal(entry?.contact, 'contact'),
        externalNumberSealed: seal(entry?.externalNumber, 'external'), externalRef,
        // The starter behind the route comes first; the sweeper leaves it this long.
        nextStartAt: new Date(enteredAt.getTime() + 5000),
      }).returning();
      if (!row) throw new Problem('internal');
      return row;
    });
  } catch (error) {
    // A retry, or two at once under one key: it finds the first, and its own number was never given.
    if (!isUniqueViolation(error)) throw error;
    const first = await earlier(deps, arrival, bodyHash);
    if (first) return first;
    throw await entered(deps, office.id, externalRef) ?? error;
  }
}

/** What the contract reads out of the body, with what the account says where it is about one; a person's cases are found by the address, too. */
export function partsOf({ contract, body, about }: Pick<Arrival, 'contract' | 'body' | 'about'>) {
  const parts = contract.start.toIntake(body);
  const reporter = about?.reporter ?? parts.reporter;
  if (!reporter && contract.start.by !== 'office') throw new Problem('internal');
  const identifiers: Identifier[] = [...(parts.identifiers ?? []), ...(!reporter || reporter.mail === null ? [] : [{ kind: 'mail', value: reporter.mail } as const])];
  return { ...parts, reporter, identifiers, facts: { ...parts.facts, ...about?.facts } };
}

/** The report that has the external number already. */
async function entered({ db }: ApiDeps, office: string, externalRef: string | null): Promise<Problem | null> {
  if (externalRef === null) return null;
  const [row] = await db.select({ number: intakes.number }).from(intakes).where(and(eq(intakes.office, office), eq(intakes.externalRef, externalRef)));
  return row ? new Problem('already-entered', { number: row.number }) : null;
}

async function earlier({ db }: ApiDeps, { office, principal, idempotencyKey }: Arrival, bodyHash: string): Promise<Intake | undefined> {
  const [row] = await db.select().from(intakes)
    .where(and(eq(intakes.office, office), eq(intakes.principal, principal), eq(intakes.idempotencyKey, idempotencyKey)));
  if (row && row.bodyHash !== bodyHash) throw new Problem('key-reused');
  return row;
}

function refusalOf(wrong: ActRefusal | null, { receivedAt = new Date() }: Arrival, office: OfficeInForce): Problem | null {
  const { since, utcOffsetMinutes } = office.settings;
  if (receivedAt.getTime() > Date.now()) return new Problem('received-in-future');
  if (receivedAt.getTime() < startOf(since, utcOffsetMinutes)) return new Problem('before-since', { since });
  return wrong && new Problem(wrong.code, { field: wrong.field, allowed: wrong.allowed });
}
