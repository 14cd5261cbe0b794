import { and, eq, inArray } from 'drizzle-orm';
import { formatLocal } from '../../calendar/index.ts';
import { backupSets, backupStores, mediaMoves } from '../../db/backup-schema.ts';
import { accessLog } from '../../db/schema.ts';
import { backupNames } from '../../offices/backup-names.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { officeInForce } from '../offices.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { eventsIn, wordsIn } from '../reading/record-of.ts';
import type { LossFacts } from './loss-notice.ts';
import { layThere, setsOn } from './sets.ts';

/** What the notice of a loss can say now; the reading is logged, because words of people stand in it. @throws Problem no-function, wrong-state where nothing is lost */
export async function lossFacts(deps: ApiDeps, intake: Intake, staff: Staff): Promise<LossFacts> {
  requireFunction(staff);
  const { db } = deps;
  const { id, office, number, rules, facts } = intake;
  const code = facts.medium ?? '';
  const [line] = await db.select().from(mediaMoves).where(and(eq(mediaMoves.caseId, id), eq(mediaMoves.kind, 'hilang')));
  const [store] = await db.select().from(backupStores).where(and(eq(backupStores.office, office), eq(backupStores.code, code)));
  if (!line || !store) throw new Problem('wrong-state');
  await db.insert(accessLog).values({ office, person: staff.person, what: 'loss-notice', caseId: id });
  const sets = (await setsOn(db, office, code)).filter(layThere(line.handedAt));
  const kept = sets.length === 0 ? [] : await db.select({ databases: backupSets.databases }).from(backupSets).where(inArray(backupSets.id, sets.map(({ set }) => set)));
  const say = backupNames((await officeInForce(db, office)).settings);
  const when = (at: Date | undefined) => (at ? formatLocal(at.getTime(), rules.office.utcOffsetMinutes) : null);
  const lost = (await eventsIn(deps, intake)).findLast(({ type }) => type === 'medium.lost');
  return {
    office: rules.office.name, number, medium: say.medium(code), repositoryId: store.repositoryId, knownAt: when(line.handedAt) ?? '', dueAt: when(new Date(line.handedAt.getTime() + rules.backup.lossNotice.value)) ?? '',
    lastPlace: line.from === null ? null : say.place(line.from), words: (await wordsIn(deps, intake)).get(String(lost?.data.textId)) ?? null,
    databases: [...new Set(kept.flatMap(({ databases }) => databases.map(({ database }) => database)))].sort(), sets: sets.length, from: when(sets.at(-1)?.takenAt), until: when(sets[0]?.takenAt),
  };
}
