import { openCase } from '../../testing/skipping.ts';
import type { Scene } from '../../testing/skipping.ts';
import type { Stage } from '../../testing/stage.ts';
import { tools } from '../../testing/tools.ts';

export interface Start extends Partial<Omit<Scene, 'sop'>> { facts?: Record<string, string | null> }

export type DrillScene = Awaited<ReturnType<typeof openDrill>>;

const keeper = 'slt-03';

/** A full drill on a Monday morning over a set of the night before. `keeper` acts on the open task of a kind. The tools do what the test has told them before. */
export async function openDrill({ facts = {}, ...more }: Start = {}, stage?: Stage) {
  const scene = await openCase({
    office: 'kota-salatiga', receivedAt: '2027-01-18 09:00', ...more, sop: 'restore-drill', reporterHasMail: false,
    facts: { scope: 'penuh', store: 'repositori', set: '5e7a0000-0000-4000-8000-000000000001', takenAt: '2027-01-18T01:00:00+07:00', recoveryKey: 'ada', ...facts },
  }, stage);
  return {
    ...scene, end: async () => { await scene.end(); tools.reset(); },
    keeper: async (act: string, kind: string, click: Record<string, unknown> = {}) => scene.act(act, { by: keeper, taskId: (await scene.task(kind)).id, ...click }),
    /** What was measured. */
    result: async () => (await scene.events('drill.result')).map(({ data }) => data).at(-1),
    names: async () => (await scene.events()).map(({ type }) => type),
  };
}
