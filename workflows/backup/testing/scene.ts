import { eq } from 'drizzle-orm';
import { backupCopies } from '../../../db/backup-schema.ts';
import { openCase } from '../../testing/skipping.ts';
import type { Scene } from '../../testing/skipping.ts';
import type { Stage } from '../../testing/stage.ts';
import { tools } from '../../testing/tools.ts';

/** Who keeps the backups of an office. */
const keepers = { 'kota-salatiga': 'slt-03', 'kab-tulang-bawang-barat': 'tbb-06' } as const;

export interface Start extends Partial<Omit<Scene, 'office' | 'sop'>> { office?: keyof typeof keepers }

export type BackupScene = Awaited<ReturnType<typeof openRun>>;

/** The set that a portable run copies. */
export const newest = '11111111-2222-4333-8444-555555555555';

/** The daily run of a Tuesday at 01:00, a day after the last one was verified. The tools do what the test has told them before. */
export async function openRun({ office = 'kota-salatiga', facts = {}, receivedAt = '2027-01-19 01:00:20', ...more }: Start = {}, stage?: Stage) {
  const scene = await openCase({
    ...more, office, receivedAt, sop: 'backup', reporterHasMail: false,
    facts: { kind: 'harian', scheduledFor: '2027-01-19T01:00:00+07:00', since: '2027-01-18T01:30:00+07:00', set: null, medium: null, asked: null, ...facts },
  }, stage);
  return {
    ...scene, end: async () => { await scene.end(); tools.reset(); },
    /** The keeper acts on the open task of a kind. */
    async keeper(act: string, kind: string, click: Record<string, unknown> = {}): Promise<string> {
      return scene.act(act, { by: keepers[office], taskId: (await scene.task(kind)).id, ...click });
    },
    /** 'server-unreachable 2027-01-19 01:00' */
    failures: async () => (await scene.events('run.failed')).map(({ data, at }) => `${String(data.code)} ${at.slice(0, 16)}`),
    /** What the rows of the copies that this case made say. */
    async copies() {
      const rows = await scene.db.select().from(backupCopies).where(eq(backupCopies.office, scene.input.identity.office));
      const made = (await scene.events('copy.stored')).map(({ data }) => `${String(data.set)} ${String(data.store)}`);
      return rows.filter(({ set, store }) => made.includes(`${set} ${store}`)).map(({ set, store, verifiedAt, removedAt }) => ({ set, store, isVerified: verifiedAt !== null, isRemoved: removedAt !== null }));
    },
  };
}

/** The weekly copy onto the medium that lies in the server room, eight days after the last one. */
export const openPortable = (start: Start = {}, stage?: Stage) => openRun({
  office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-19 08:00', ...start,
  facts: { kind: 'portabel', scheduledFor: '2027-01-19T08:00:00+07:00', since: '2027-01-12T08:00:00+07:00', set: newest, medium: 'media-a', ...start.facts },
}, stage);
