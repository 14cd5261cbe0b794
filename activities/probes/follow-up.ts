import { casesOfProbe, isInWindow, openOutage, outageBackSince, wasOverBefore } from '../../db/announced.ts';
import type { OpenOutage } from '../../db/announced.ts';
import type { Transaction } from '../../db/client.ts';
import type { OfficeInForce } from '../../db/office-in-force.ts';
import { takeInSystem } from '../../db/take-in-system.ts';
import type { Vault } from '../../db/vault.ts';
import type { Watch } from '../../offices/announcement-schema.ts';
import { probeFailed, probeRecovered } from '../../workflows/outage/messages.ts';
import type { ToldState } from './states.ts';
import { foundBy } from './words.ts';

/** What open cases must hear; it stands as told once all of them have taken it. */
export interface News {
  probe: string;
  signal: typeof probeFailed | typeof probeRecovered;
  /** Epoch ms: the first failure, or the first success after it. */
  at: number;
  to: OpenOutage[];
  told: Pick<ToldState, 'told' | 'toldCaseId'>;
}

/** What fails again so soon has not been over. */
const sameOutageMs = 3_600_000;

interface Context { tx: Transaction; vault: Vault }

/**
 * Holds what the counts say against what cases know. A system that is down with no outage open begins one, unless a window is running; an
 * outage that was dismissed or ended meanwhile comes back only after the probe was up. Begins cases at once, and gives the news for open ones.
 */
export async function followUp(context: Context, office: OfficeInForce, watch: Watch, states: ToldState[], at: number): Promise<{ states: ToldState[]; news: News[] }> {
  const news: News[] = [];
  const followed: ToldState[] = [];
  for (const state of states) {
    const next = state.counted === 'down' ? await whileDown(context, office, watch, state, at) : await whileUp(context, office, watch, state, states, at);
    followed.push(next.state);
    if (next.news) news.push(next.news);
  }
  return { states: followed, news: news.sort((a, b) => a.at - b.at) };
}

interface Next { state: ToldState; news?: News }

async function whileDown(context: Context, office: OfficeInForce, watch: Watch, state: ToldState, at: number): Promise<Next> {
  const { probe, system, firstFailedAt } = state;
  const failedAt = firstFailedAt ?? at;
  // Told to a case whose official times a person was fixing: nobody has this failure.
  const isNew = state.told !== 'down' || await wasOverBefore(context.tx, state.toldCaseId, new Date(failedAt));
  const open = await openOutage(context.tx, office.id, [system]) ?? (isNew ? await outageBackSince(context.tx, office.id, system, new Date(failedAt - sameOutageMs)) : null);
  if (open) {
    if (open.caseId === state.toldCaseId) return { state };
    return { state, news: { probe, signal: probeFailed, at: failedAt, to: [open], told: { told: 'down', toldCaseId: open.caseId } } };
  }
  if (!isNew || await isInWindow(context.tx, office.id, system, at)) return { state };
  return { state: { ...state, told: 'down', toldCaseId: await begin(context, office, watch, state, 'gangguan', at) } };
}

async function whileUp(context: Context, office: OfficeInForce, watch: Watch, state: ToldState, all: ToldState[], at: number): Promise<Next> {
  const { probe, system, counted, told } = state;
  if (told === counted) return { state };
  if (told === null) {
    if (counted === 'up' || await isInWindow(context.tx, office.id, system, at)) return { state };
    const [known] = await casesOfProbe(context.tx, office.id, probe, null);
    return { state: { ...state, told: 'warning', toldCaseId: known?.caseId ?? await begin(context, office, watch, state, 'peringatan', at) } };
  }
  const about = (await casesOfProbe(context.tx, office.id, probe, state.toldCaseId)).filter(({ caseId }) => counted === 'up' || caseId === state.toldCaseId);
  const systems = [system, ...about.flatMap((open) => open.systems)];
  // One of several probes: its systems are back together.
  if (all.some((other) => other.counted === 'down' && systems.includes(other.system))) return { state };
  const nothing = { told: null, toldCaseId: null };
  if (about.length === 0) return { state: { ...state, ...nothing } };
  return { state, news: { probe, signal: probeRecovered, at: state.backAt ?? at, to: about, told: nothing } };
}

async function begin({ tx, vault }: Context, office: OfficeInForce, watch: Watch, { probe: code, system, code: why, ...state }: ToldState, kind: 'gangguan' | 'peringatan', at: number): Promise<string | null> {
  const firstFailedAt = new Date(state.firstFailedAt ?? at).toISOString();
  const probe = watch.probes.find((one) => one.code === code)!;
  const { label = system } = office.settings.systems.find((one) => one.code === system) ?? {};
  return takeInSystem({ db: tx, vault }, office, {
    sop: 'outage', key: `${code}:${kind}:${firstFailedAt}`, text: foundBy(probe, label, why ?? 'FAILED'), now: at,
    facts: () => ({ systems: system, kind, probe: code, firstFailedAt, firstReportedAt: null }),
  });
}
