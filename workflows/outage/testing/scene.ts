import { openCase } from '../../testing/skipping.ts';
import type { Scene } from '../../testing/skipping.ts';
import type { Stage } from '../../testing/stage.ts';
import { toMany } from '../../testing/to-many.ts';

/** Who handles an outage, and who fixes its times. */
const offices = {
  'kota-salatiga': { technician: 'slt-03', declarer: 'slt-02' },
  'kab-tulang-bawang-barat': { technician: 'tbb-06', declarer: 'tbb-03' },
  'kab-katingan': { technician: 'ktg-02', declarer: 'ktg-01' },
} as const;

export interface Start extends Partial<Omit<Scene, 'office' | 'sop'>> { office?: keyof typeof offices }

export type OutageScene = Awaited<ReturnType<typeof openOutage>>;

const probe = 'spse-http';

/**
 * An outage that a probe has opened on Monday night, seconds after its first failure at 22:00; with `enteredBy` one that a
 * person reports. `technician` and `declarer` act on the open task of a kind.
 */
export async function openOutage({ office = 'kota-salatiga', facts = {}, receivedAt = '2027-01-18 22:00:40', ...more }: Start = {}, stage?: Stage) {
  const local = (at: string) => `${at.replace(' ', 'T')}+07:00`;
  const seen = more.enteredBy === undefined
    ? { probe, firstFailedAt: local('2027-01-18 22:00:00'), firstReportedAt: null } : { probe: null, firstFailedAt: null, firstReportedAt: local(receivedAt) };
  const scene = await openCase({ ...more, office, receivedAt, sop: 'outage', reporterHasMail: false, facts: { systems: 'spse', kind: 'gangguan', ...seen, ...facts } }, stage);
  const { input: { identity }, time } = scene;
  const { technician, declarer } = offices[office];
  const many = toMany(scene);
  const iso = (at: string) => new Date(time.at(at)).toISOString();
  const by = (person: string) => async (act: string, click: Record<string, unknown> = {}, kind = 'tangani-gangguan') => {
    const open = (await scene.tasks()).some((one) => one.kind === kind && one.state === 'open');
    return scene.act(act, { by: person, taskId: open ? (await scene.task(kind)).id : identity.caseId, ...click });
  };
  return {
    ...scene, ...many, by, iso, technician: by(technician), declarer: by(declarer),
    hears: (signal: 'probeFailed' | 'probeRecovered', at: string, who = probe) => scene.signal(signal, { probe: who, at: time.at(at) }),
    /** The names of the mails to many so far. */
    mailed: async () => (await many.told()).map(({ template }) => template),
    /** What the status page knows: '<state> <systems> <from> - <until>', with marks for what is kept from the public and what is official. */
    async page(): Promise<string> {
      const row = await many.announcement();
      if (!row) return 'nothing';
      const until = row.endsAt ? ` ${time.local(row.endsAt)}` : '';
      return `${row.isPublic ? '' : '(kept) '}${row.state} ${row.systems.join(',')} ${time.local(row.startsAt)} -${until}${row.isOfficial ? ' official' : ''}`;
    },
    /** The declarer fixes the official times: 22:00 to 01:30. */
    fix: () => by(declarer)('fix', { startedAt: iso('2027-01-18 22:00'), endedAt: iso('2027-01-19 01:30'), text: 'Cakram server penuh.' }, 'tetapkan-waktu'),
  };
}
