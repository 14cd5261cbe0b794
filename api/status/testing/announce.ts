import { randomUUID } from 'node:crypto';
import type { PublicState } from '../../../activities/types.ts';
import { announcements, events, probeStates, texts, unwatched } from '../../../db/schema.ts';
import type { ApiDeps } from '../../deps.ts';

type Deps = Pick<ApiDeps, 'db' | 'vault'>;
type Kind = 'maintenance' | 'outage';

/** One publication, as a step of the workflow would write it; what is left out stays as it was. */
export interface Published { at: string; state: PublicState; startsAt?: string; endsAt?: string | null; isOfficial?: boolean; isPublic?: boolean; systems?: readonly string[]; news?: string }

let count = 0;

/** Writes what the steps of a case leave behind: the row, its events and their texts. @returns its number */
export async function announce({ db, vault }: Deps, kind: Kind, { office = 'contoh', words }: { office?: string; words?: string }, steps: Published[]): Promise<string> {
  const caseId = randomUUID();
  const number = `${office === 'contoh' ? 'CTH' : 'SLT'}-2026-${String(900_000 + (count += 1))}`;
  const keep = async (body: string | undefined) => {
    if (body === undefined) return null;
    const id = randomUUID();
    await db.insert(texts).values({ id, office, caseId, author: 'cth-03', bodySealed: vault.seal(body, `texts:${id}`) });
    return id;
  };
  const textId = await keep(words);
  let now = { state: 'terjadwal' as PublicState, startsAt: '', endsAt: null as string | null, isOfficial: false, isPublic: true, systems: ['spse'] as readonly string[] };
  for (const [seq, { at, news, ...said }] of steps.entries()) {
    now = { ...now, ...said };
    const row = {
      state: now.state, isPublic: now.isPublic, systems: [...now.systems], startsAt: new Date(now.startsAt), endsAt: now.endsAt === null ? null : new Date(now.endsAt),
      isOfficial: now.isOfficial, textId, revision: seq, updatedAt: new Date(at),
    };
    await db.insert(announcements).values({ caseId, office, number, kind, createdAt: new Date(at), ...row }).onConflictDoUpdate({ target: announcements.caseId, set: row });
    const data = {
      kind, state: now.state, isPublic: now.isPublic, startsAt: row.startsAt.getTime(), endsAt: row.endsAt?.getTime() ?? null, isOfficial: now.isOfficial,
      textId, newsId: await keep(news), systems: now.systems.join(','),
    };
    await db.insert(events).values({ caseId, office, seq, part: 0, type: 'published', actor: 'cth-03', at: new Date(at), data });
  }
  return number;
}

/** What a probe saw last. */
export async function looked({ db }: Deps, system: string, checkedAt: Date, state: typeof probeStates.$inferInsert['state'] = 'up', office = 'contoh'): Promise<void> {
  const row = { office, probe: `lihat-${system}`, system, state, checkedAt };
  await db.insert(probeStates).values(row).onConflictDoUpdate({ target: [probeStates.office, probeStates.probe], set: row });
}

export async function unseen({ db }: Deps, from: Date, to: Date | null, office = 'contoh'): Promise<void> {
  await db.insert(unwatched).values({ office, from, to });
}
