/** The facts that a run or a drill begins with, whoever begins it. */
import type { Queryable } from '../../db/client.ts';
import { askedAbout, hasRecoveryKey, lastVerifiedAt } from './sets.ts';
import type { Store, VerifiedCopy } from './sets.ts';

type Facts = Record<string, string | null>;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** @param scheduledFor epoch ms; null: a person begins it */
export async function dailyFacts(db: Queryable, office: string, scheduledFor: number | null): Promise<Facts> {
  const [since, asked] = [await lastVerifiedAt(db, office, 'harian'), await askedAbout(db, office)];
  return { kind: 'harian', scheduledFor: iso(scheduledFor), since: iso(since), set: null, medium: null, asked: asked?.names ?? null };
}

export async function portableFacts(db: Queryable, office: string, scheduledFor: number | null, { set }: VerifiedCopy, medium: Store): Promise<Facts> {
  return { kind: 'portabel', scheduledFor: iso(scheduledFor), since: iso(await lastVerifiedAt(db, office, 'portabel')), set, medium: medium.code, asked: null };
}

export async function drillFacts(db: Queryable, office: string, scope: string, store: string, { set, takenAt }: VerifiedCopy): Promise<Facts> {
  return { scope, store, set, takenAt: takenAt.toISOString(), recoveryKey: await hasRecoveryKey(db, office) ? 'ada' : 'belum' };
}

