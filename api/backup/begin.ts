import type { Queryable } from '../../db/client.ts';
import { intakes } from '../../db/schema.ts';
import { repositoryStore } from '../../offices/backup-names.ts';
import { beginCustody, ofKey } from '../custody/begin.ts';
import type { Own } from '../custody/begin.ts';
import type { ApiDeps } from '../deps.ts';
import type { OfficeInForce } from '../offices.ts';
import { Problem } from '../problems.ts';
import { operationWords } from '../reading/announcement-values.ts';
import { sayOrigin } from '../reading/sources.ts';
import { declaredIn } from './declared.ts';
import type { Declared } from './declared.ts';
import { dailyFacts, drillFacts, portableFacts } from './facts.ts';
import { backupSops, byTurn, lockBackups, newestVerified, storesOf, underWay } from './sets.ts';
import type { BackupSop } from './sets.ts';

type Facts = Record<string, string | null>;

/** `facts`: what the workflow needs to know beside what the person said. `guard`: what must hold at the moment of the writing. */
interface Begun { facts: Facts; guard(tx: Queryable): Promise<void> }

interface Start { office: OfficeInForce; sop: string; facts: Facts; functions: string[]; own: Own }

/**
 * What a person begins of the backups of the office; null for every other SOP. A retry of the first is the first.
 * @throws Problem backup-not-applicable, backup-undeclared, no-verified-set, wrong-function, and those of `beginCustody`; the guard: backup-running
 */
export async function beginBackup({ db }: Pick<ApiDeps, 'db'>, start: Start): Promise<Begun | null> {
  const sop = backupSops.find((one) => one === start.sop);
  if (!sop) return null;
  const { office, facts, own } = start;
  const declared = requireDeclared(office);
  if (sop === 'custody') return beginCustody(db, office, facts, own);
  if (await db.$count(intakes, ofKey(office.id, own)) > 0) return { facts: {}, guard: async () => undefined };
  const about: Record<string, string> = sop === 'backup' ? { kind: facts.kind ?? '' } : {};
  return {
    facts: await (sop === 'backup' ? runFacts(db, declared, start) : ofDrill(db, declared, start)),
    guard: async (tx) => {
      await lockBackups(tx, office.id);
      const open = await underWay(tx, office.id, sop, about);
      // Two at once under one key: the second finds the first when it writes.
      if (open && await tx.$count(intakes, ofKey(office.id, own)) === 0) throw new Problem('backup-running', { number: open.number });
    },
  };
}

async function runFacts(db: Queryable, { settings }: Declared, { office: { id }, facts: { kind } }: Start): Promise<Facts> {
  if (kind !== 'portabel') return dailyFacts(db, id, null);
  const [medium] = byTurn(await storesOf(db, id), settings.media);
  if (!medium) throw new Problem('backup-undeclared', { missing: 'media' });
  return portableFacts(db, id, null, await requireVerified(db, id, repositoryStore), medium);
}

/** A restored copy is a second SPSE: only the functions that the office names may make one (SEC-17). */
async function ofDrill(db: Queryable, { settings, rules }: Declared, { office: { id }, facts, functions }: Start): Promise<Facts> {
  const { value: drillers } = rules.drillers;
  if (!drillers.some((fn) => functions.includes(fn))) throw new Problem('wrong-function', { function: drillers[0] });
  if (!settings.scratch) throw new Problem('backup-undeclared', { missing: 'scratch' });
  const { scope = null, store = null } = facts;
  return drillFacts(db, id, scope ?? 'contoh', store ?? repositoryStore, await requireVerified(db, id, store ?? repositoryStore));
}

async function requireVerified(db: Queryable, office: string, store: string) {
  const found = await newestVerified(db, office, store);
  if (!found) throw new Problem('no-verified-set', { store });
  return found;
}

/** What the office backs up. @throws Problem backup-not-applicable, with why not; backup-undeclared */
export function requireDeclared(office: OfficeInForce): Declared {
  const why = whyNot(office);
  if (why !== null) throw new Problem('backup-not-applicable', { why });
  const declared = declaredIn(office);
  if (!declared) throw new Problem('backup-undeclared', { missing: 'backup' });
  return declared;
}

/** Why an office has nothing to back up: somebody else runs its system (DATA-10, GOV-15). null: it has. */
export function whyNot({ rules }: OfficeInForce): string | null {
  const { value, source } = rules.backup.operation;
  return value === 'system-provider' ? null : `${operationWords[value]}. ${sayOrigin(source, rules.regulation)}`;
}

export const isAboutBackups = (sop: string): boolean => backupSops.some((one: BackupSop) => one === sop);
