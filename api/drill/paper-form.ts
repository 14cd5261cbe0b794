import { and, eq, isNull } from 'drizzle-orm';
import { backupCopies, backupSets, recoveryKeys } from '../../db/backup-schema.ts';
import { auditHead } from '../../db/audit-head.ts';
import { backupNames, repositoryStore } from '../../offices/backup-names.ts';
import type { DrillForm } from '../../papers/drill-form.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { officeInForce } from '../offices.ts';
import type { DrillBody } from '../paper-body.ts';
import { colleague, officeSigner } from '../paper-signers.ts';
import { Problem } from '../problems.ts';
import { eventsIn, wordsIn } from '../reading/record-of.ts';

type Result = DrillForm['found'] & Pick<DrillForm, 'scope' | 'startedAt' | 'comparedAt' | 'rtoMs' | 'rpoMs'> & { store: string; set: string; snapshotId: string; isEqual: boolean };

/**
 * What a berita acara uji pemulihan says, from the record as it stands: there is none before the scratch copy is destroyed and a difference explained.
 * `person`: who fills it in, and did the drill. @throws Problem wrong-state, wrong-person
 */
export async function drillForm(deps: ApiDeps, intake: Intake, at: number, { place, present, signer, attachments }: DrillBody, person: string): Promise<DrillForm> {
  const { db } = deps;
  const { office, rules } = intake;
  const [events, words] = [await eventsIn(deps, intake), await wordsIn(deps, intake)];
  const last = (name: string) => events.findLast(({ type }) => type === name)?.data;
  const said = (name: string) => words.get(String(last(name)?.textId)) ?? null;
  const result = last('drill.result') as Result | undefined;
  const destroyed = last('scratch.destroyed');
  const explanation = said('difference.explained');
  if (intake.sop !== 'restore-drill' || !result || !destroyed || (!result.isEqual && explanation === null)) throw new Problem('wrong-state');
  const { store, set, snapshotId, scope, startedAt, comparedAt, rtoMs, rpoMs } = result;
  const [row] = await db.select().from(backupSets).innerJoin(backupCopies, and(eq(backupCopies.set, backupSets.id), eq(backupCopies.store, store))).where(eq(backupSets.id, set));
  if (!row) throw new Problem('wrong-state');
  const { backup_sets: { number, manifest, takenAt, files }, backup_copies: { repositoryId, verifiedAt } } = row;
  const { databases, tables, rows, bytes, unsteady, differingTables, missingTables, differingFiles, missingFiles } = result;
  const { settings } = await officeInForce(db, office);
  return {
    at, place, scope, startedAt, comparedAt, rtoMs, rpoMs, destroyedAt: Number(destroyed.at), explanation, present, attachments,
    copy: {
      number, set, repositoryId, snapshotId, manifest, takenAt: takenAt.getTime(), verifiedAt: verifiedAt?.getTime() ?? null, files: files.count,
      store: store === repositoryStore ? 'repositori' : `media ${backupNames(settings).medium(store)}`,
    },
    found: { databases, tables, rows, files: result.files, bytes, manifest: result.manifest, unsteady, differingTables, missingTables, differingFiles, missingFiles },
    key: await keyOf(deps, office, repositoryId, said('key.tried')), seal: await auditHead(db, office),
    officer: { role: 'Pelaksana uji', ...await colleague(deps, office, rules, person, 'officer', rules.backup.keeper) },
    signer: await officeSigner(deps, intake, signer, rules.backup.papers.drill.signer, 'Mengetahui'),
  };
}

async function keyOf({ db }: ApiDeps, office: string, repositoryId: string, words: string | null): Promise<DrillForm['key']> {
  const [key] = await db.select().from(recoveryKeys).where(and(eq(recoveryKeys.office, office), eq(recoveryKeys.repositoryId, repositoryId), isNull(recoveryKeys.retiredAt)));
  return key ? { madeAt: key.madeAt.getTime(), triedAt: key.triedAt?.getTime() ?? null, words } : null;
}
