import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { accounts, notices } from '../../db/schema.ts';
import type { Case } from './skipping.ts';
import type { Stage } from './stage.ts';

type Account = typeof accounts.$inferSelect;

/** An account that a registration has opened before the scene. @param office the office's id: 'salatiga' */
export async function insertAccount({ db }: Pick<Stage, 'db'>, office: string, number: string, more: Partial<Account> = {}): Promise<void> {
  const long = new Date(0);
  await db.insert(accounts).values({ office, number, caseId: randomUUID(), kind: 'ppk', state: 'aktif', activatedAt: long, confirmedAt: long, contactCaseId: randomUUID(), ...more });
}

/** The account that the case is about, as it stands now; instants as local times of the scene. */
export async function accountOf({ db, input, time }: Case): Promise<{ state: string; until: string | null; confirmedAt: string }> {
  const { identity: { office }, facts } = input;
  const [row] = await db.select().from(accounts).where(and(eq(accounts.office, office), eq(accounts.number, facts.account ?? '')));
  if (!row) throw new Error('No such account');
  return { state: row.state, until: row.until, confirmedAt: time.local(row.confirmedAt) };
}

/** Stands in for the postman: the last mail of this name was refused for good, and the case hears it. */
export async function refuseMail(scene: Case, template: string): Promise<void> {
  const mail = (await scene.notices(template)).at(-1)!;
  await scene.db.update(notices).set({ state: 'refused', reportedAt: new Date() }).where(eq(notices.id, mail.id));
  await scene.signal('noticeFailed', { noticeId: mail.id, template, recipient: mail.recipient, params: mail.params, state: 'refused' });
}
