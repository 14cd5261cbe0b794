import { and, desc, eq, inArray } from 'drizzle-orm';
import { backupCopies, backupSets } from '../../db/backup-schema.ts';
import { accessLog } from '../../db/schema.ts';
import { repositoryStore } from '../../offices/backup-names.ts';
import type { ApiDeps } from '../deps.ts';
import { officeInForce, requireSections } from '../offices.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { whyNot } from './begin.ts';
import { declaredIn } from './declared.ts';
import { nextDaily, nextDrills, nextPortable } from './due.ts';
import { openHolds } from './holds.ts';
import { askedAbout, notClosed, storesOf } from './sets.ts';

/** How many sets are shown, the newest first. */
const most = 60;

/**
 * The backups of an office as they stand: whether they are its matter, what it declared, what is due, what runs, where the copies lie.
 * No path and no password; the reasons of holds are words of a person, so the reading is logged. @throws Problem no-function, office-outdated
 */
export async function readBackups(deps: ApiDeps, staff: Staff, now = Date.now()) {
  requireFunction(staff);
  const { db } = deps;
  const office = await officeInForce(db, staff.office);
  requireSections(office, { sections: ['backup'] });
  const why = whyNot(office);
  const declared = declaredIn(office);
  if (!declared) return { applies: why === null, why, declared: null };
  await db.insert(accessLog).values({ office: office.id, person: staff.person, what: 'backups' });
  const { settings } = declared;
  const house = { db, office, ...declared };
  const [stores, sets, holds, asked, drills, portable, open] = await Promise.all([
    storesOf(db, office.id), newestSets(deps, office.id), openHolds(deps, office.id), askedAbout(db, office.id), settings.scratch ? nextDrills(house) : null, nextPortable(house),
    notClosed(db, office.id),
  ]);
  return {
    applies: true, why: null,
    declared: {
      at: settings.at,
      sources: settings.sources.map(({ code, label, kind }) => ({ code, label, kind })),
      stores: [{ code: repositoryStore, label: 'Repositori', home: null }, ...settings.media].map(({ code, label, home }) => {
        const known = stores.find((store) => store.code === code);
        const isMedium = home !== null;
        return {
          code, label, home, repositoryId: known?.repositoryId ?? null, state: isMedium ? known?.state ?? null : null, place: known?.place ?? null, holder: known?.holder ?? null,
          since: isMedium ? known?.since ?? null : null, verifiedAt: known?.newestVerifiedAt ?? null,
        };
      }),
      next: { daily: new Date(nextDaily(house, now)), portable: portable === null ? null : new Date(portable), fullDrill: drills?.penuh ?? null, sampledDrill: drills?.contoh ?? null },
      running: open.map(({ number, sop, state }) => ({ number, sop, state })),
      sets, holds, undeclared: asked && !asked.isSettled ? JSON.parse(asked.names) as string[] : [],
    },
  };
}

async function newestSets({ db }: Pick<ApiDeps, 'db'>, office: string) {
  const rows = await db.select().from(backupSets).where(eq(backupSets.office, office)).orderBy(desc(backupSets.takenAt)).limit(most);
  const copies = rows.length === 0 ? [] : await db.select().from(backupCopies).where(and(eq(backupCopies.office, office), inArray(backupCopies.set, rows.map(({ id }) => id)))).orderBy(backupCopies.storedAt);
  return rows.map(({ id, number, takenAt, manifest, databases, files }) => ({
    id, number, takenAt, manifest, databases, files,
    copies: copies.filter(({ set }) => set === id).map(({ store, repositoryId, snapshotId, storedAt, verifiedAt, readBytes, doubtedAt, refutedAt, removedAt }) => ({ store, repositoryId, snapshotId, storedAt, verifiedAt, readBytes, doubtedAt, refutedAt, removedAt })),
  }));
}
