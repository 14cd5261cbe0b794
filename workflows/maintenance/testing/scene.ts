import { openCase } from '../../testing/skipping.ts';
import type { Scene } from '../../testing/skipping.ts';
import type { Stage } from '../../testing/stage.ts';
import { toMany } from '../../testing/to-many.ts';

/** A window to plan, in local times of Salatiga: ['2027-01-23 22:00', '2027-01-24 02:00']. */
export interface Planned extends Partial<Scene> { window?: [from: string, to: string] }

/** '2027-01-23 22:00' or '... 22:00:30'. */
const isoLocal = (local: string): string => `${local.replace(' ', 'T')}${local.length > 16 ? '' : ':00'}+07:00`;

export type Maintenance = Awaited<ReturnType<typeof plan>>;

/** A window that slt-03 has planned as Administrator Sistem of Salatiga; slt-02 approves it as Kepala LPSE. */
export async function plan({ window: [from, to] = ['2027-01-23 22:00', '2027-01-24 02:00'], facts, ...more }: Planned = {}, stage?: Stage) {
  const scene = await openCase({
    office: 'kota-salatiga', sop: 'maintenance', receivedAt: '2027-01-18 10:00', reporterHasMail: false, ...more,
    facts: { systems: 'spse,situs', startsAt: isoLocal(from), endsAt: isoLocal(to), scheduleChecked: 'ya', emergency: null, overlaps: null, recurrence: null, enteredBy: 'slt-03', ...facts },
  }, stage);
  const { time } = scene;
  const heard = toMany(scene);
  const iso = (local: string): string => new Date(time.at(local)).toISOString();
  return {
    ...scene, ...heard, iso,
    /** Every mail to many: '<template> <local time of the step>'. */
    toMany: async () => (await heard.told()).map(({ template, createdAt }) => `${template} ${time.local(createdAt)}`),
    /** What the public page knows: 'terjadwal 2027-01-23 22:00:00 - 2027-01-24 02:00:00, revision 0'; null: nothing. */
    async page(): Promise<string | null> {
      const row = await heard.announcement();
      if (!row?.isPublic) return null;
      return `${row.state} ${time.local(row.startsAt)} - ${row.endsAt ? time.local(row.endsAt) : ''}, revision ${row.revision}${row.isOfficial ? ', official' : ''}`;
    },
    /** An act on an open task of this kind. */
    work: async (act: string, { kind = 'pemeliharaan', by = 'slt-03', ...click }: Record<string, unknown> & { kind?: string; by?: string } = {}) =>
      scene.act(act, { by, taskId: (await scene.task(kind)).id, ...click }),
  };
}

const choices = /maintenance:\n {4}approver: \{ value: kepala-lpse, (document: .*) \}\n/;

/** The office chooses its reminders: '[{ days: 1 }]', as its file has them. */
export const withLeads = (leads: string) => (yaml: string): string => yaml.replace(choices, (own, document: string) => `${own}    leads: { value: ${leads}, ${document} }\n`);

/** In this office nobody approves. */
export const freely = (leads?: string) => (yaml: string): string => (leads === undefined ? yaml : withLeads(leads)(yaml)).replace('maintenance:\n    approver: { value: kepala-lpse', 'maintenance:\n    approver: { value: null');

export const reason = 'Teknisi berhalangan hadir.';
export const approve = { kind: 'setujui-pemeliharaan', by: 'slt-02' };
