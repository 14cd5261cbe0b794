import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import { stringify } from 'yaml';
import { backupCopies, backupSets, backupStores } from '../../../db/backup-schema.ts';
import { cases, events, intakes } from '../../../db/schema.ts';
import type { House } from '../../../test/house.ts';
import { backupSops } from '../sets.ts';

const example = readFileSync(fileURLToPath(new URL('../../../offices/kota-contoh.yaml', import.meta.url)), 'utf8');

/** The invented office with its backups declared, as a file. */
export function backupOffice(change: (yaml: string) => string = (yaml) => yaml, more: Record<string, unknown> = {}): string {
  const backup = {
    at: '01:00', staging: '/srv/sigap/sementara', repository: { folder: '/srv/sigap/repositori', password: 'repositori' },
    sources: [{ code: 'spse', label: 'Basis data SPSE', kind: 'postgres', connection: 'spse' }],
    places: [{ code: 'ruang-server', label: 'Ruang server', serverRoom: true }, { code: 'brankas', label: 'Brankas Bagian Umum' }],
    media: ['media-a', 'media-b'].map((code) => ({ code, label: `Media ${code}`, folder: `/media/${code}`, password: code, home: 'brankas' })),
    scratch: { connection: 'uji', folder: '/srv/sigap/uji' }, ...more,
  };
  const file = join(mkdtempSync(join(tmpdir(), 'sigap-office-')), 'kantor.yaml');
  writeFileSync(file, change(`${example}\n${stringify({ backup })}`));
  return file;
}

/** The rows that runs, custodies and drills would have written, and what was taken in so far. */
export function backupRows({ db }: Pick<House, 'db'>, office: string) {
  const register = async (...codes: string[]) => {
    await db.insert(backupStores).values(codes.map((code) => ({ office, code, repositoryId: `${office}-${code}`, since: new Date('2026-01-01'), place: null })));
  };
  /** A set of that moment, read back half an hour later. */
  const verified = async (takenAt: number, stores = ['repositori'], id: string = randomUUID()) => {
    await db.insert(backupSets).values({ id, office, caseId: randomUUID(), number: 'CTH-2026-000999', takenAt: new Date(takenAt), manifest: 'aa'.repeat(32), databases: [], files: { count: 0, bytes: 0 } }).onConflictDoNothing();
    await db.insert(backupCopies).values(stores.map((store) => ({ set: id, store, office, repositoryId: `${office}-${store}`, snapshotId: 'cc'.repeat(32), storedAt: new Date(takenAt), verifiedAt: new Date(takenAt + 1_800_000), readBytes: 1 })));
    return id;
  };
  const taken = async () => db.select().from(intakes).where(and(eq(intakes.office, office), inArray(intakes.sop, [...backupSops]))).orderBy(asc(intakes.number));
  /** Every case of these that has no row gets one in that state; closed when it is 'ditutup'. */
  const reach = async (state: string, at: number, event?: { type: string; data: Record<string, unknown> }) => {
    const known = db.select({ id: cases.id }).from(cases);
    for (const { id, sop, number, receivedAt } of (await db.select().from(intakes).where(and(eq(intakes.office, office), inArray(intakes.sop, [...backupSops]), notInArray(intakes.id, known))))) {
      await db.insert(cases).values({ id, office, sop, number, state, receivedAt, openedAt: receivedAt, closedAt: state === 'ditutup' ? new Date(at) : null, seq: 0 });
      if (event) await db.insert(events).values({ caseId: id, office, seq: 0, part: 0, actor: 'system', at: new Date(at), ...event });
    }
  };
  /** 'backup harian', 'custody media-a keluar' in the order of their numbers. */
  const begun = async () => (await taken()).map(({ sop, facts }) => [sop, facts.kind, facts.medium, facts.move, facts.scope].filter(Boolean).join(' '));
  return { register, verified, taken, reach, begun };
}
