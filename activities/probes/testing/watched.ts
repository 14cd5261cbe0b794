import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { startCase } from '../../../api/start-case.ts';
import { readOfficeInForce } from '../../../db/office-in-force.ts';
import { announcements, cases, intakes, probeStates, texts, unwatched } from '../../../db/schema.ts';
import type { Watch } from '../../../offices/announcement-schema.ts';
import type { House } from '../../../test/house.ts';
import type { PublicState } from '../../types.ts';
import { round } from '../round.ts';
import { page } from './servers.ts';

type Intake = typeof intakes.$inferSelect;
const everyMs = 10_000;
let offices = 0;

/** An office of one's own in that house that watches pages of this machine, with a clock that stands still between its rounds. */
export async function watched(house: House, { system = {}, client = house.client }: { system?: Record<string, string>; client?: House['client'] } = {}) {
  const { db, vault } = house;
  const example = (await readOfficeInForce(db, 'contoh'))!;
  offices += 1;
  const id = `kantor-${offices}`;
  const office = { ...example, id, settings: { ...example.settings, id, prefix: `K${String.fromCharCode(64 + offices)}X` } };
  const works: Record<string, boolean> = { web: true, api: true, control: true };
  const target = async (code: string) => {
    const { url } = await page((_, response) => void response.writeHead(works[code] ? 200 : 503).end());
    return { kind: 'http' as const, code, url: `${url}eproc4?sesi=rahasia`, status: [200], inward: true };
  };
  const watch: Watch = {
    every: everyMs, timeout: 5000, failures: 3, recoveries: 3, control: [await target('control')],
    probes: [{ ...await target('web'), system: system.web ?? 'spse' }, { ...await target('api'), system: system.api ?? 'spse' }],
  };
  const clock = { now: Date.parse('2026-11-02T10:00:00+07:00') };
  const deps = { ...house.deps, client, log: house.deps.log as never, now: () => clock.now, mailDomain: 'lpse.example' };
  const taken = () => db.select().from(intakes).where(eq(intakes.office, id)).orderBy(asc(intakes.enteredAt));
  const announce = async ({ id: caseId, number }: Pick<Intake, 'id' | 'number'>, kind: 'maintenance' | 'outage', state: PublicState, systems = ['spse'], endsAt = state === 'pulih' ? new Date(clock.now) : null) => {
    const said = { state, systems, startsAt: new Date(clock.now), endsAt, isPublic: true, isOfficial: false, revision: 0, createdAt: new Date(clock.now), updatedAt: new Date(clock.now) };
    await db.insert(announcements).values({ caseId, office: id, number, kind, ...said }).onConflictDoUpdate({ target: announcements.caseId, set: said });
  };
  return {
    watch, works, clock, deps, office, taken,
    /** So many rounds, ten seconds apart. */
    async rounds(count: number): Promise<void> {
      for (let i = 0; i < count; i += 1) {
        clock.now += everyMs;
        await round(deps, office, watch);
      }
    },
    words: async ({ textId }: Intake) => vault.open((await db.select().from(texts).where(eq(texts.id, textId)))[0]!.bodySealed, `texts:${textId}`),
    states: async () => Object.fromEntries((await db.select().from(probeStates).where(eq(probeStates.office, id))).map(({ probe, ...state }) => [probe, state])),
    unwatched: async () => (await db.select().from(unwatched).where(eq(unwatched.office, id)).orderBy(unwatched.from)).map(({ from, to }) => [from.getTime(), to?.getTime() ?? null]),
    /** As the case's workflow writes it. */
    announce,
    close: ({ id: caseId, number }: Intake) => db.insert(cases).values({
      id: caseId, office: id, sop: 'outage', number, state: 'ditutup', receivedAt: new Date(), openedAt: new Date(), closedAt: new Date(), seq: 0,
    }),
    window: async (state: PublicState, systems = ['spse']) => {
      const window = { id: randomUUID(), number: `KXX-2026-${String(900_000 + offices)}` };
      await announce(window, 'maintenance', state, systems);
      return window;
    },
    start: (intake: Intake) => startCase(house.deps, intake),
    /** Name, probe and moment of what a case was told. */
    async told({ workflowId }: Intake): Promise<[string, string, number][]> {
      const { events } = await house.client.workflow.getHandle(workflowId).fetchHistory();
      return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
        if (!signal) return [];
        const { probe, at } = JSON.parse(Buffer.from(signal.input?.payloads?.[0]?.data ?? []).toString()) as { probe: string; at: number };
        return [[signal.signalName ?? '', probe, at]];
      });
    },
  };
}
