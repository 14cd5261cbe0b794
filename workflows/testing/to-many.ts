import { asc, eq } from 'drizzle-orm';
import { announcements, mailings } from '../../db/schema.ts';
import type { Case } from './skipping.ts';

/** What an SOP that announces has told the public. */
export function toMany({ db, signal, input: { identity: { caseId } } }: Pick<Case, 'db' | 'signal' | 'input'>) {
  const told = () => db.select().from(mailings).where(eq(mailings.caseId, caseId)).orderBy(asc(mailings.seq), asc(mailings.part));
  return {
    /** The mails to many so far, in order. */
    told,
    /** The row that page, feeds and probes read. */
    announcement: async () => (await db.select().from(announcements).where(eq(announcements.caseId, caseId)))[0],
    /** Stands in for the bulk postman: no mail to many is under way any more. `counts`: what became of the last one. */
    async deliverToMany(counts: { refused?: number; held?: number } = {}): Promise<void> {
      const open = (await told()).filter(({ doneAt }) => doneAt === null);
      await db.update(mailings).set({ doneAt: new Date() }).where(eq(mailings.caseId, caseId));
      for (const [i, { id, template }] of open.entries()) {
        await signal('mailingDone', { mailingId: id, template, sent: 3, refused: 0, held: 0, dropped: 0, ...(i === open.length - 1 ? counts : {}) });
      }
    },
  };
}
