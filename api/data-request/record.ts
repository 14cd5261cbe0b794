import { and, asc, eq, or } from 'drizzle-orm';
import { accounts, identifiers, papers, texts } from '../../db/schema.ts';
import { userIdText } from '../../db/user-id.ts';
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
  const ofOthers = await papersOf(deps, intake);
  const files = (await filesOf(deps, intake)).filter(({ source, sha256 }) => !ofOthers.has(sha256) && (source === 'reporter' || (isPersons && source !== 'sigap')));
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

/** Papers of the case, written and signed: other parties stand in them. */
async function papersOf({ db }: ApiDeps, { id }: Intake): Promise<Set<string | null>> {
  const rows = await db.select({ sha256: papers.sha256, signedSha256: papers.signedSha256 }).from(papers).where(eq(papers.caseId, id));
  return new Set(rows.flatMap(({ sha256, signedSha256 }) => [sha256, signedSha256]));
}

/** A user's account whose person this case names: after a change of director not the former one. With its User ID (DATA-3). */
async function accountsOf(deps: ApiDeps, { id, office }: Intake) {
  const rows = await deps.db.select().from(accounts).where(and(eq(accounts.office, office), eq(accounts.contactCaseId, id)));
  return Promise.all(rows.map(async ({ number, caseId, kind, state, until, activatedAt, confirmedAt, deactivatedAt }) => (
    { number, userId: await userIdOf(deps, caseId), kind, state, until, activatedAt, confirmedAt, deactivatedAt }
  )));
}

/** @param caseId of the registration that the account came from */
async function userIdOf({ db, vault }: ApiDeps, caseId: string): Promise<string | null> {
  const activated = await userIdText(db, caseId);
  return activated ? vault.open(activated.bodySealed, `texts:${activated.id}`) : null;
}

/** No folder of its own, and nothing that a file system refuses. */
const plain = (name: string): string => name.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '_');
