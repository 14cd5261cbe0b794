import { asc, eq, inArray } from 'drizzle-orm';
import { accessLog, assignments } from '../../db/schema.ts';
import { localDate } from '../../offices/terms.ts';
import type { ApiDeps } from '../deps.ts';
import type { OfficeInForce } from '../offices.ts';

/** One reading of a person's data (UU 27/2022 art. 31, 32): who by function, never by name. */
export interface Reading { at: Date; what: string; by: string }

/** What was read, by the code of the access log before any colon. */
const readings: Record<string, string> = {
  case: 'membuka isi laporan atau permohonan', file: 'membuka berkas', paper: 'membuka berita acara', chronology: 'menyusun kronologi', checklist: 'membuka daftar pemeriksaan berkas',
  receipt: 'membuka tanda terima berkas', archive: 'membuka arsip', shelf: 'mencatat letak arsip', account: 'membuka data akun', 'account-search': 'menemukan akun lewat pencarian', solutions: 'membaca sebagai contoh penyelesaian', export: 'mengunduh salinan data ini',
  matches: 'membandingkannya dengan sebuah permintaan data',
};

/** The readings of each case, oldest first. */
export async function readingsOf({ db }: ApiDeps, { id, rules, settings }: OfficeInForce, caseIds: readonly string[]): Promise<Map<string, Reading[]>> {
  const held = await db.select().from(assignments).where(eq(assignments.office, id));
  const rows = await db.select().from(accessLog).where(inArray(accessLog.caseId, [...caseIds])).orderBy(asc(accessLog.id));
  const by = (person: string, at: Date): string => {
    if (person === 'reporter') return 'Anda sendiri';
    const day = localDate(at.getTime(), settings.utcOffsetMinutes);
    const titles = held.filter((one) => one.person === person && one.from <= day && (one.until === null || day <= one.until)).map((one) => rules.titles[one.function] ?? one.function);
    return [...new Set(titles)].join(', ') || 'Petugas kantor';
  };
  const found = new Map(caseIds.map((caseId) => [caseId, [] as Reading[]]));
  for (const { caseId, person, what, at } of rows) {
    found.get(caseId ?? '')?.push({ at, what: readings[what.split(':')[0] ?? ''] ?? 'membaca data', by: by(person, at) });
  }
  return found;
}
