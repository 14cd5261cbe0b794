import { and, eq } from 'drizzle-orm';
import type { MediumState } from '../../activities/types.ts';
import { backupStores } from '../../db/backup-schema.ts';
import type { Queryable } from '../../db/client.ts';
import { intakes } from '../../db/schema.ts';
import { repositoryStore } from '../../offices/backup-names.ts';
import type { OfficeSettings } from '../../offices/schema.ts';
import type { Move } from '../../workflows/custody/messages.ts';
import { lockBackups, underWay } from '../backup/sets.ts';
import { Problem } from '../problems.ts';
import { requireAfterLast } from './after-last.ts';

/** From which states a medium can go which way. One that was given up for lost may turn up: then it is brought back, or destroyed. */
const ways: Record<Move, readonly MediumState[]> = {
  keluar: ['di-ruang-server'],
  kembali: ['di-tempat-simpan', 'hilang'],
  musnah: ['di-ruang-server', 'di-tempat-simpan', 'hilang'],
  hilang: ['di-ruang-server', 'di-tempat-simpan', 'dalam-perjalanan'],
};

interface Office { id: string; settings: Pick<OfficeSettings, 'backup'> }
type Facts = Record<string, string | null>;

/**
 * What the workflow of a move must know of its medium, as it is registered at this moment: where it is and where its home is.
 * @throws Problem unknown-medium, medium-gone, wrong-direction
 */
export async function custodyFacts(db: Queryable, { id: office, settings }: Office, { medium = null, move = null }: Facts): Promise<{ from: string | null; home: string | null }> {
  const [store] = medium === null ? [] : await db.select().from(backupStores).where(and(eq(backupStores.office, office), eq(backupStores.code, medium)));
  const declared = settings.backup?.media ?? [];
  if (!store || store.code === repositoryStore) throw new Problem('unknown-medium', { field: 'medium', allowed: declared.map(({ code, label }) => ({ code, label })) });
  if (store.state === 'dimusnahkan') throw new Problem('medium-gone');
  if (!ways[move as Move].includes(store.state)) throw new Problem('wrong-direction', { state: store.state });
  return { from: store.place ?? serverRoomOf(settings, store.state), home: declared.find(({ code }) => code === medium)?.home ?? null };
}

/** A medium that has never been moved stands where it was registered. */
function serverRoomOf({ backup }: Office['settings'], state: MediumState): string | null {
  return state === 'di-ruang-server' ? backup?.places.find(({ serverRoom }) => serverRoom)?.code ?? null : null;
}

export interface Own { principal: string; idempotencyKey: string }

/**
 * What the taking in of a move needs: its facts, and what must hold at the moment of the writing: one open move per medium (only its
 * paper may still be owed), held by a lock until the transaction ends. A retry of the first is the first.
 * @throws Problem unknown-medium, medium-gone, wrong-direction, before-last-move, move-open
 */
export async function beginCustody(db: Queryable, office: Office, facts: Facts, own: Own): Promise<{ facts: Facts; guard(tx: Queryable): Promise<void> }> {
  const isRetry = await db.$count(intakes, ofKey(office.id, own)) > 0;
  const added = isRetry ? {} : await custodyFacts(db, office, facts);
  const { medium, since } = facts;
  if (!isRetry && medium != null && since != null) await requireAfterLast(db, { office: office.id, medium }, since, 'since');
  return {
    facts: added,
    guard: async (tx) => {
      if (!isRetry) await requireMovable(tx, office, facts, own);
    },
  };
}

async function requireMovable(tx: Queryable, office: Office, facts: Facts, own: Own): Promise<void> {
  const medium = facts.medium ?? '';
  await lockBackups(tx, office.id);
  const open = await underWay(tx, office.id, 'custody', { medium });
  // Two at once under one key: the second finds the first when it writes.
  if (open && await tx.$count(intakes, and(eq(intakes.id, open.caseId), ofKey(office.id, own))) > 0) return;
  if (open) throw new Problem('move-open', { number: open.number });
  await custodyFacts(tx, office, facts);
}

/** The taking in of the same person under the same key. */
export const ofKey = (office: string, { principal, idempotencyKey }: Own) => and(eq(intakes.office, office), eq(intakes.principal, principal), eq(intakes.idempotencyKey, idempotencyKey));
