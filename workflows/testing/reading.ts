import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { cases, events, mailings, notices, tasks, texts } from '../../db/schema.ts';
import type { Vault } from '../../db/vault.ts';
import type { ScenarioTime } from './scenario-time.ts';

/** What people would see of a case, read from its rows; instants as local times of the scenario. */
export function readCase(db: Db, caseId: string, time: ScenarioTime) {
  const told = async (...types: string[]) => {
    const rows = await db.select().from(events).where(eq(events.caseId, caseId)).orderBy(asc(events.id));
    return rows.filter(({ type }) => types.length === 0 || types.includes(type)).map(({ type, actor, at, data }) => ({
      type, actor, at: time.local(at), data,
      dueAt: typeof data.dueAt === 'number' ? time.local(data.dueAt) : null,
      lateMs: typeof data.lateMs === 'number' ? data.lateMs : null,
    }));
  };
  const allTasks = () => db.select().from(tasks).where(eq(tasks.caseId, caseId)).orderBy(asc(tasks.openedAt));
  const task = async (kind: string) => {
    const found = (await allTasks()).find((row) => row.kind === kind && row.state === 'open');
    if (!found) throw new Error(`No open task '${kind}'`);
    return found;
  };
  const ledger = async (...templates: string[]) => {
    const rows = await db.select().from(notices).where(eq(notices.caseId, caseId)).orderBy(asc(notices.id));
    return rows.filter(({ template }) => templates.length === 0 || templates.includes(template));
  };
  return {
    events: told,
    tasks: async () => (await allTasks()).map(({ kind, state, function: fn, claimedBy, outcome, dueAt }) =>
      ({ kind, state, function: fn, claimedBy, outcome, dueAt: dueAt ? time.local(dueAt) : null })),
    openKinds: async () => (await allTasks()).filter(({ state }) => state === 'open').map(({ kind }) => kind).sort(),
    task,
    /** Rows of the mail ledger, all or of some templates, in the order of writing. */
    notices: ledger,
    /** '<template> -> <recipient>' in the order of writing. */
    mails: async (...templates: string[]): Promise<string[]> => (await ledger(...templates)).map(({ template, recipient }) => `${template} -> ${recipient}`),
    async row() {
      const [row] = await db.select().from(cases).where(eq(cases.id, caseId));
      if (!row) throw new Error('The case has no row yet');
      return { ...row, dueLocal: row.dueAt ? time.local(row.dueAt) : null };
    },
    async state(): Promise<string> {
      return (await this.row()).state;
    },
    /** 'follow-up due 2027-03-08 15:00:00', or null when nothing runs. */
    async due(): Promise<string | null> {
      const { deadline, dueLocal, provisional } = await this.row();
      return deadline === null ? null : `${deadline} due ${dueLocal}${provisional ? ' (provisional)' : ''}`;
    },
    /** The rungs so far: '1 kepala-lpse 2027-03-08 15:00:00'. */
    async rungs(clock = 'follow-up'): Promise<string[]> {
      return (await told('escalated')).filter(({ data }) => data.clock === clock).map(({ data, dueAt }) => `${data.rung} ${data.to} ${dueAt}`);
    },
    /** Stands in for both postmen: every waiting mail was accepted, every mailing is done. */
    async deliverMails(): Promise<void> {
      await db.update(mailings).set({ doneAt: new Date() }).where(and(eq(mailings.caseId, caseId), isNull(mailings.doneAt)));
      await db.update(notices).set({ state: 'sent', sentAt: new Date() }).where(and(eq(notices.caseId, caseId), inArray(notices.state, ['pending', 'unknown'])));
    },
    async storeText(vault: Vault, office: string, body: string): Promise<string> {
      const id = randomUUID();
      await db.insert(texts).values({ id, office, caseId, author: 'test', bodySealed: vault.seal(body, `texts:${id}`) });
      return id;
    },
  };
}
