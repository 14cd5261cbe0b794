import { and, asc, eq, inArray } from 'drizzle-orm';
import type { PublicState } from '../../activities/types.ts';
import { events, texts } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { phaseOf, spanOf } from './phase.ts';
import type { AnnouncementRow, Phase } from './phase.ts';
import type { Span } from './spans.ts';

export interface Named { code: string; label: string }

/** What was let known at one moment; instants in epoch ms. */
export interface News { at: number; state: PublicState; systems: Named[]; startsAt: number; endsAt: number | null; isOfficial: boolean; words: string | null }

/** A window or an outage as everybody may know it; instants in epoch ms. */
export interface Announced {
  number: string;
  kind: AnnouncementRow['kind'];
  state: PublicState;
  phase: Phase;
  systems: Named[];
  startsAt: number;
  endsAt: number | null;
  isOfficial: boolean;
  /** How long it took so far; null before it began. */
  span: Span | null;
  words: string | null;
  /** The oldest first. */
  news: News[];
  revision: number;
  createdAt: number;
  updatedAt: number;
}

/** @param rows public ones only: their words are opened here, and of their events those that were public. */
export async function announced({ db, vault }: Pick<ApiDeps, 'db' | 'vault'>, rows: AnnouncementRow[], named: (code: string) => Named, now: number): Promise<Announced[]> {
  const shown = rows.filter(({ isPublic }) => isPublic);
  if (shown.length === 0) return [];
  const told = await db.select({ caseId: events.caseId, at: events.at, data: events.data }).from(events)
    .where(and(inArray(events.caseId, shown.map(({ caseId }) => caseId)), eq(events.type, 'published'))).orderBy(asc(events.seq), asc(events.part));
  const open = told.filter(({ data }) => data.isPublic === true);
  const ids = [...shown.flatMap(({ textId }) => textId ?? []), ...open.flatMap(({ data }) => (typeof data.newsId === 'string' ? [data.newsId] : []))];
  const sealed = ids.length === 0 ? [] : await db.select({ id: texts.id, caseId: texts.caseId, body: texts.bodySealed }).from(texts).where(inArray(texts.id, ids));
  const bodies = new Map(sealed.map((text) => [`${text.caseId} ${text.id}`, vault.open(text.body, `texts:${text.id}`)]));
  const read = (caseId: string, id: unknown) => (typeof id === 'string' ? bodies.get(`${caseId} ${id}`) ?? null : null);
  return shown.map((row) => ({
    number: row.number, kind: row.kind, state: row.state, phase: phaseOf(row, now), systems: row.systems.map(named),
    startsAt: row.startsAt.getTime(), endsAt: row.endsAt?.getTime() ?? null, isOfficial: row.isOfficial, span: spanOf(row, now), words: read(row.caseId, row.textId),
    news: open.filter(({ caseId }) => caseId === row.caseId).map(({ at, data }) => ({
      at: at.getTime(), state: data.state as PublicState, systems: String(data.systems).split(',').filter(Boolean).map(named),
      startsAt: Number(data.startsAt), endsAt: typeof data.endsAt === 'number' ? data.endsAt : null, isOfficial: data.isOfficial === true,
      words: data.newsId === row.textId ? null : read(row.caseId, data.newsId),
    })),
    revision: row.revision, createdAt: row.createdAt.getTime(), updatedAt: row.updatedAt.getTime(),
  }));
}
