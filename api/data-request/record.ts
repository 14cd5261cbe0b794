import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import { accounts, events, identifiers, texts } from '../../db/schema.ts';
import { registry } from '../../workflows/registry.ts';
import { filesOf, noticesOf } from '../cases.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { track } from '../tracking.ts';
import type { Reading } from './trail.ts';

/** What the office holds about the person in one case: no notes of the office, no word about anybody else. */
export type RecordedCase = Awaited<ReturnType<typeof recordOf>>;

export async function recordOf(deps: ApiDeps, intake: Intake, readings: Reading[]) {
  const { db, vault } = deps;
  const { title, stateText, closedAt, history } = await track(deps, intake);
  const opened = (sealed: string | null, column: string) => (sealed === null ? null : vault.open(sealed, `intakes:${intake.id}:${column}`));
  // The desk may have written down what the person said; what the office itself began in is the office's own.
  const isPersons = registry[intake.sop]?.start?.by === 'public';
  const said = await db.select().from(texts)
    .where(and(eq(texts.caseId, intake.id), or(eq(texts.author, 'reporter'), isPersons ? eq(texts.id, intake.textId) : undefined))).orderBy(asc(texts.createdAt));
  const files = (await filesOf(deps, intake)).filter(({ source }) => source === 'reporter' || (isPersons && source !== 'sigap'));
  const { enteredBy: _staff, ...facts } = intake.facts;
  return {
    number: intake.number, sop: intake.sop, title, state: stateText, receivedAt: intake.receivedAt, closedAt, facts,
    person: {
      name: opened(intake.reporterNameSealed, 'name'), mail: opened(intake.reporterMailSealed, 'mail'), contact: opened(intake.reporterContactSealed, 'contact'),
      externalNumber: opened(intake.externalNumberSealed, 'external'),
      /** Kept as pseudonyms only, to find twins. */
      numbers: (await db.select({ kind: identifiers.kind }).from(identifiers).where(eq(identifiers.caseId, intake.id))).map(({ kind }) => kind).sort(),
    },
    said: said.map(({ id, createdAt, bodySealed }) => ({ at: createdAt, text: vault.open(bodySealed, `texts:${id}`) })),
    history: history.map(({ at, text, words }) => ({ at, event: text, words })),
    files: files.map(({ sha256, mediaType, size, name, item }, index) => ({ path: `berkas/${intake.number}/${index + 1}-${plain(name)}`, name, mediaType, size, sha256, item })),
    mails: (await noticesOf(deps, intake)).filter(({ recipient }) => recipient === 'reporter')
      .map(({ template, state, createdAt, sentAt }) => ({ template, state, createdAt, sentAt })),
    accounts: await accountsOf(deps, intake),
    readings,
  };
}

/** A user's account that came from this case, with the User ID that is the person's (DATA-3). */
async function accountsOf({ db, vault }: ApiDeps, { id, office }: Intake) {
  const rows = await db.select().from(accounts).where(and(eq(accounts.office, office), eq(accounts.caseId, id)));
  if (rows.length === 0) return [];
  const [activated] = await db.select({ data: events.data }).from(events).where(and(eq(events.caseId, id), eq(events.type, 'activated'))).orderBy(desc(events.id)).limit(1);
  const textId = activated?.data.textId;
  const [userId] = typeof textId === 'string' ? await db.select().from(texts).where(and(eq(texts.caseId, id), inArray(texts.id, [textId]))) : [];
  return rows.map(({ number, kind, state, until, activatedAt, confirmedAt, deactivatedAt }) => ({
    number, userId: userId ? vault.open(userId.bodySealed, `texts:${userId.id}`) : null, kind, state, until, activatedAt, confirmedAt, deactivatedAt,
  }));
}

/** No folder of its own, and nothing that a file system refuses. */
const plain = (name: string): string => name.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '_');
