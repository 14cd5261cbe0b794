import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { backupCopies, backupSets, backupStores, mediaMoves } from '../../../db/backup-schema.ts';
import { openCase } from '../../testing/skipping.ts';
import type { Scene } from '../../testing/skipping.ts';
import type { Stage } from '../../testing/stage.ts';
import type { Move } from '../messages.ts';

export interface Start extends Partial<Omit<Scene, 'office' | 'sop'>> { move: Move; medium?: string }
export type CustodyScene = Awaited<ReturnType<typeof openCustody>>;

const office = 'salatiga';
export const repositoryId = (medium: string): string => medium.padEnd(64, '7').replaceAll(/[^0-9a-f]/g, 'c');
export const manifest = 'fe'.repeat(32);

/** Salatiga with two media in rotation, one kept at home of the Kepala, as a change of its file. */
export const withMedia = (yaml: string): string => `${yaml}
backup:
  staging: /srv/sigap/staging
  repository: { folder: /srv/sigap/repositori, password: repositori }
  sources: [{ code: spse, label: Basis data SPSE, kind: postgres, connection: spse }]
  places:
    - { code: ruang-server, label: Ruang server LPSE, serverRoom: true }
    - { code: brankas, label: "Brankas Bagian Umum, gedung B" }
    - { code: arsip, label: Depo arsip kota }
  media:
    - { code: media-a, label: Cakram A, folder: /mnt/a, password: media-a, home: brankas, carriers: [slt-03, slt-06] }
    - { code: media-b, label: Cakram B, folder: /mnt/b, password: media-b, home: brankas }
`;

/** A medium of the office as the operator's command registered it, with one verified set on it; one that is there already stays as it is. */
export async function registerMedium({ db }: Pick<Stage, 'db'>, code: string, set: { takenAt: Date; verifiedAt: Date; id?: string }): Promise<string> {
  const id = set.id ?? randomUUID();
  await db.insert(backupStores).values({ office, code, repositoryId: repositoryId(code), registeredAt: new Date(0), since: new Date(0), place: 'ruang-server' }).onConflictDoNothing();
  await db.insert(backupSets).values({
    id, office, caseId: id, number: 'SLT-2027-000900', takenAt: set.takenAt, manifest, databases: [{ source: 'spse', database: 'spse_produksi', bytes: 5_000_000, tables: 120, rows: 90_000 }], files: { count: 1200, bytes: 9_000_000 },
  }).onConflictDoNothing();
  await db.insert(backupCopies).values({ set: id, store: code, office, repositoryId: repositoryId(code), snapshotId: 'ab'.repeat(32), storedAt: set.verifiedAt, verifiedAt: set.verifiedAt });
  return id;
}

/**
 * A move that begins on Monday morning at ten. `keeper` (slt-03) hands over, slt-06 carries, `receiver` is slt-05; each acts on the open
 * task of a kind.
 */
export async function openCustody({ move, medium = 'media-a', facts = {}, receivedAt = '2027-01-18 10:00', ...more }: Start, stage?: Stage) {
  const scene = await openCase({
    change: withMedia, ...more, office: 'kota-salatiga', receivedAt, sop: 'custody', reporterHasMail: false,
    facts: { medium, move, since: null, from: move === 'kembali' ? 'brankas' : 'ruang-server', home: 'brankas', ...facts },
  }, stage);
  const { db, time } = scene;
  const iso = (at: string) => new Date(time.at(at)).toISOString();
  const by = (person: string) => async (act: string, kind: string, click: Record<string, unknown> = {}) => scene.act(act, { by: person, taskId: (await scene.task(kind)).id, ...click });
  const trip = { carrier: 'slt-06', to: move === 'kembali' ? 'ruang-server' : 'brankas', receiver: 'slt-05', receiverFunction: 'helpdesk', inServerRoom: move === 'kembali' };
  return {
    ...scene, iso, by, keeper: by('slt-03'), receiver: by('slt-05'), head: by('slt-02'),
    hand: (at: string, click: Record<string, unknown> = {}) => by('slt-03')('hand', 'serahkan-media', { ...trip, at: iso(at), ...click }),
    receive: (at: string, person = 'slt-05') => by(person)('receive', 'terima-media', { at: iso(at) }),
    /** Where the register says that it is: 'di-tempat-simpan brankas slt-05'. */
    async where(): Promise<string> {
      const [row] = await db.select().from(backupStores).where(and(eq(backupStores.office, office), eq(backupStores.code, medium)));
      return [row?.state, row?.place, row?.holder].filter((part) => part != null).join(' ');
    },
    /** Its register: 'keluar ruang-server>brankas slt-03/slt-06/slt-05 2027-01-18 11:00:00..2027-01-18 12:00:00'. */
    async moves(): Promise<string[]> {
      const rows = await db.select().from(mediaMoves).where(and(eq(mediaMoves.office, office), eq(mediaMoves.medium, medium))).orderBy(asc(mediaMoves.handedAt));
      return rows.map((row) => `${row.kind} ${row.from ?? '-'}>${row.to ?? '-'} ${[row.giver, row.carrier, row.receiver].map((who) => who ?? '-').join('/')} ${time.local(row.handedAt)}..${row.receivedAt ? time.local(row.receivedAt) : ''}`);
    },
    /** '<kind> -> <recipient>' of the mails about tasks; a reminder has a mark. */
    asked: async () => (await scene.notices('task-opened')).map(({ params, recipient }) => `${String(params.kind)}${params.again === true ? ' (again)' : ''} -> ${recipient}`),
  };
}
