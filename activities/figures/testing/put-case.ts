import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../../db/client.ts';
import { cases, commits, events, intakes, offices, officeVersions } from '../../../db/schema.ts';
import type { Vault } from '../../../db/vault.ts';

/** [step, event, when, what it carries] */
export type Told = [seq: number, type: string, at: string, data?: Record<string, unknown>];

export interface PutCase {
  office: string;
  number: string;
  receivedAt: string;
  enteredAt?: string;
  role?: string;
  category?: string;
  channel?: string;
  reporter?: string;
  external?: string;
  marks?: { category?: string; kind?: string; cause?: string };
  closedAt?: string;
  events?: Told[];
  /** [step, clock, due] */
  plans?: [seq: number, clock: string, dueAt: string][];
}

/** A report with its record as the workflow would have written it. @returns its id */
export async function putCase(db: Db, vault: Vault, given: PutCase): Promise<string> {
  const { office, number, plans = [] } = given;
  const id = randomUUID();
  const [version] = await db.select({ rules: officeVersions.rules }).from(officeVersions)
    .innerJoin(offices, and(eq(offices.id, officeVersions.office), eq(offices.version, officeVersions.version))).where(eq(offices.id, office));
  if (!version) throw new Error(`Office '${office}' is not loaded`);
  const seal = (text: string | undefined, column: string) => (text === undefined ? null : vault.seal(text, `intakes:${id}:${column}`));
  await db.insert(intakes).values({
    id, office, sop: 'problem', number, workflowId: `problem-${number}`, principal: 'public', bodyHash: '', textId: randomUUID(), rules: version.rules,
    receivedAt: new Date(given.receivedAt), enteredAt: new Date(given.enteredAt ?? given.receivedAt), startedAt: new Date(),
    facts: { role: given.role ?? 'penyedia', category: given.category ?? 'aplikasi-spse', channel: given.channel ?? 'daring' },
    reporterNameSealed: seal(given.reporter, 'name'), externalNumberSealed: seal(given.external, 'external'),
  });
  await db.insert(cases).values({
    id, office, sop: 'problem', number, state: given.closedAt === undefined ? 'ditangani' : 'ditutup', receivedAt: new Date(given.receivedAt),
    openedAt: new Date(given.receivedAt), closedAt: given.closedAt === undefined ? null : new Date(given.closedAt), seq: 0, ...given.marks,
  });
  const told = (given.events ?? []).map(([seq, type, at, data = {}], part) => ({ caseId: id, office, seq, part, type, actor: 'system', at: new Date(at), data }));
  if (told.length > 0) await db.insert(events).values(told);
  for (const seq of new Set(plans.map(([step]) => step))) {
    const result = { plans: plans.filter(([step]) => step === seq).map(([, clock, dueAt]) => ({ clock, dueAt: Date.parse(dueAt) })), next: null, lateMs: null };
    await db.insert(commits).values({ caseId: id, seq, result });
  }
  return id;
}
