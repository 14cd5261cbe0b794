import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { backupStores, mediaMoves } from '../../db/backup-schema.ts';
import { accessLog, intakes, papers } from '../../db/schema.ts';
import { backupNames, repositoryStore } from '../../offices/backup-names.ts';
import type { ApiDeps } from '../deps.ts';
import { officeInForce } from '../offices.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { namesOf } from '../reading/record-of.ts';
import { setsOn } from './sets.ts';

/** Where every medium is now, and who has it (ARC-2). The reading is logged, because people are named. @throws Problem no-function */
export async function mediaOf(deps: ApiDeps, staff: Staff) {
  const { db } = deps;
  const { office } = staff;
  await log(deps, staff, 'media');
  const rows = await db.select().from(backupStores).where(and(eq(backupStores.office, office), ne(backupStores.code, repositoryStore))).orderBy(asc(backupStores.code));
  const { settings } = await officeInForce(db, office);
  const say = backupNames(settings);
  const people = await namesOf(deps, office, rows.flatMap(({ holder }) => holder ?? []));
  return Promise.all(rows.map(async ({ code, repositoryId, state, place, holder, since, registeredAt }) => ({
    code, label: say.medium(code), repositoryId, state, place: named(place, say.place), holder: person(holder, people), since, registeredAt,
    home: named(settings.backup?.media.find((one) => one.code === code)?.home ?? null, say.place),
    sets: (await setsOn(db, office, code)).filter(({ removedAt }) => removedAt === null).map(({ set, number, takenAt, verifiedAt, doubtedAt, refutedAt }) => ({ set, number, takenAt, verifiedAt, doubtedAt, refutedAt })),
  })));
}

/** The whole way of one medium: each move with its people and its papers, and every set that lay on it (ARC-2, ARC-4). @throws Problem no-function, not-found */
export async function mediumOf(deps: ApiDeps, staff: Staff, code: string) {
  const { db } = deps;
  const { office } = staff;
  const medium = (await mediaOf(deps, staff)).find((one) => one.code === code);
  if (!medium) throw new Problem('not-found');
  const rows = await db.select({ move: mediaMoves, number: intakes.number }).from(mediaMoves).innerJoin(intakes, eq(intakes.id, mediaMoves.caseId))
    .where(and(eq(mediaMoves.office, office), eq(mediaMoves.medium, code))).orderBy(desc(mediaMoves.handedAt));
  const say = backupNames((await officeInForce(db, office)).settings);
  const people = await namesOf(deps, office, rows.flatMap(({ move: { giver, carrier, receiver } }) => [giver, carrier, receiver].filter((id) => id !== null)));
  const written = rows.length === 0 ? [] : await db.select().from(papers).where(inArray(papers.caseId, rows.map(({ move }) => move.caseId))).orderBy(asc(papers.createdAt));
  return {
    ...medium,
    moves: rows.map(({ number, move: { kind, from, to, giver, carrier, receiver, handedAt, receivedAt, caseId } }) => ({
      number, kind, from: named(from, say.place), to: named(to, say.place), giver: person(giver, people), carrier: person(carrier, people), receiver: person(receiver, people), handedAt, receivedAt,
      papers: written.filter((paper) => paper.caseId === caseId).map(({ id, number: official, sha256, signedSha256 }) => ({ id, number: official, sha256, signedSha256 })),
    })),
    sets: await setsOn(db, office, code),
  };
}

async function log({ db }: ApiDeps, staff: Staff, what: string): Promise<void> {
  requireFunction(staff);
  await db.insert(accessLog).values({ office: staff.office, person: staff.person, what });
}

const named = (code: string | null, label: (code: string) => string) => (code === null ? null : { code, label: label(code) });
const person = (id: string | null, names: Map<string, string>) => (id === null ? null : { id, name: names.get(id) ?? null });
