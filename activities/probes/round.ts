import { and, eq, isNull, notInArray, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { lockOutages } from '../../db/announced.ts';
import type { OfficeInForce } from '../../db/office-in-force.ts';
import { probeStates, unwatched } from '../../db/schema.ts';
import type { Watch } from '../../offices/announcement-schema.ts';
import { isLongUnwatched } from '../../offices/watching.ts';
import type { Deps } from '../deps.ts';
import { judge } from './judge.ts';
import type { Round } from './judge.ts';
import type { Names } from './outcome.ts';
import { probe } from './probe.ts';
import { followUp } from './follow-up.ts';
import type { News } from './follow-up.ts';
import { readStates, writeStates } from './states.ts';
import { tell } from './tell.ts';

/** Looks at everything that an office watches, once, and does what follows from it. */
export async function round(deps: Deps, office: OfficeInForce, watch: Watch, names?: Names): Promise<void> {
  const at = await deps.now();
  const outcomes = await Promise.all([...watch.control, ...watch.probes].map((target) => probe(target, watch.timeout, names)));
  const controlAnswered = outcomes.slice(0, watch.control.length).some(({ state }) => state !== 'down');
  const seen = watch.probes.map(({ code, system }, i) => ({ probe: code, system, outcome: outcomes[watch.control.length + i]! }));
  const news = await deps.db.transaction((tx) => settle({ ...deps, tx }, office, watch, { at, seen, controlAnswered }));
  await tell(deps, office.id, news);
}

async function settle({ tx, vault, log }: Deps & { tx: Transaction }, office: OfficeInForce, watch: Watch, looked: Pick<Round, 'at' | 'seen' | 'controlAnswered'>): Promise<News[]> {
  const { at } = looked;
  await lockOutages(tx, office.id);
  const rows = await readStates(tx, office.id);
  const lastAt = Math.max(...rows.map(({ checkedAt }) => checkedAt));
  // Another round began later and was through before: this one would turn time back.
  if (lastAt >= at) return [];
  const resumed = rows.length > 0 && isLongUnwatched(watch, lastAt, at);
  const { after, isUnwatched } = judge({ ...looked, before: rows, resumed }, watch);
  await writeUnwatched(tx, office.id, { at, isUnwatched, since: resumed ? lastAt : null });
  const told = after.map((state) => {
    const before = rows.find((row) => row.probe === state.probe && row.system === state.system);
    if (before?.state !== state.state) log.info({ office: office.id, probe: state.probe, state: state.state, code: state.code }, 'probe');
    return { ...state, told: before?.told ?? null, toldCaseId: before?.toldCaseId ?? null };
  });
  const { states, news } = await followUp({ tx, vault }, office, watch, told, at);
  await tx.delete(probeStates).where(and(eq(probeStates.office, office.id), notInArray(probeStates.probe, watch.probes.map(({ code }) => code))));
  await writeStates(tx, office.id, states);
  return news;
}

/** @param since the end of the last round, where nobody looked for long */
async function writeUnwatched(tx: Transaction, office: string, { at, isUnwatched, since }: { at: number; isUnwatched: boolean; since: number | null }): Promise<void> {
  const now = new Date(at);
  const open = await tx.$count(unwatched, and(eq(unwatched.office, office), isNull(unwatched.to))) > 0;
  if (open && !isUnwatched) await endUnwatched(tx, office, now);
  if (!open && isUnwatched) await tx.insert(unwatched).values({ office, from: since === null ? now : new Date(since) });
  if (!open && !isUnwatched && since !== null) await tx.insert(unwatched).values({ office, from: new Date(since), to: now });
}

async function endUnwatched(tx: Transaction, office: string, to: Date): Promise<void> {
  await tx.update(unwatched).set({ to }).where(and(eq(unwatched.office, office), isNull(unwatched.to)));
}

/** Of an office that watches nothing any more. */
export async function forgetWatch({ db }: Deps, office: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockOutages(tx, office);
    const [{ last } = { last: null }] = await tx.select({ last: sql<Date | null>`max(${probeStates.checkedAt})`.mapWith(probeStates.checkedAt) }).from(probeStates).where(eq(probeStates.office, office));
    await endUnwatched(tx, office, last ?? new Date());
    await tx.delete(probeStates).where(eq(probeStates.office, office));
  });
}
