import { repositoryStore } from '../../offices/backup-names.ts';
import { sayFailure } from '../../workflows/backup/failures.ts';
import type { RunFailure } from '../../workflows/backup/failures.ts';
import { kinds } from '../../workflows/backup/messages.ts';
import type { BackupKind } from '../../workflows/backup/messages.ts';
import type { EventWords, Said } from './event-words.ts';

const count = (value: unknown): string => Number(value).toLocaleString('id-ID');
/** '2,3 GB' */
export function sayBytes(value: unknown): string {
  const units = ['byte', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, Number(value))) / 3)));
  return `${(Number(value) / 1000 ** power).toLocaleString('id-ID', { maximumFractionDigits: 1 })} ${units[power]}`;
}
const took = (ms: unknown): string => `${count(Math.round(Number(ms) / 1000))} detik`;
const storeOf = (store: unknown): string => (store === repositoryStore ? 'repositori' : `media ${String(store)}`);
const why = (code: unknown): string => sayFailure(code as RunFailure);
const namesOf = (names: unknown): string[] => (typeof names === 'string' ? JSON.parse(names) as string[] : []);

/** How a run of backups began. */
export function backupOpening({ data }: Said): string | null {
  const kind = kinds[data.run as BackupKind];
  return kind === undefined ? null : `${kind} dimulai${data.scheduledFor == null ? ' oleh petugas' : ' menurut jadwal'}`;
}

/** The events of runs of backups, in words; figures as they were measured. */
export const backupEventWords: Record<string, EventWords> = {
  'set.taken': {
    words: ({ data, when }) => `${count(data.databases)} basis data (${count(data.tables)} tabel, ${count(data.rows)} baris, ${sayBytes(data.bytes)}) dan ${count(data.files)} berkas (${sayBytes(data.fileBytes)}) dicadangkan dalam ${took(data.tookMs)}; keadaan data ${when(data.takenAt)}, SHA-256 manifes ${String(data.manifest)}`,
  },
  'copy.stored': { words: ({ data }) => `Disimpan di ${storeOf(data.store)} dalam ${took(data.tookMs)} sebagai snapshot ${String(data.snapshotId)}` },
  'copy.verified': { words: ({ data }) => `Salinan di ${storeOf(data.store)} dibaca ulang seluruhnya (${sayBytes(data.bytes)}, ${took(data.tookMs)}) dan teruji`, clock: ({ store }) => (store === repositoryStore ? 'set' : 'copy') },
  'copies.removed': { words: ({ data }) => `${count(data.copies)} salinan yang lewat masa simpan dihapus dari ${storeOf(data.store)}` },
  'run.failed': { words: ({ data }) => `Percobaan ke-${String(data.attempt)} gagal. ${why(data.code)}` },
  'run.retried': { words: 'Dicoba lagi dari awal' },
  'run.accepted': { words: ({ data }) => `${data.code === 'files-shrunk' ? 'Berkas' : 'Basis data'} yang berkurang diterima` },
  'store.doubted': { words: ({ data }) => `Kerusakan ditemukan di ${storeOf(data.store)}: salinan di sana tidak lagi disebut teruji sampai seluruhnya terbaca ulang` },
  'run.abandoned': { words: 'Pencadangan dihentikan' },
  'undeclared.found': { words: ({ data }) => `Basis data yang belum didaftarkan ditemukan: ${namesOf(data.names).join(', ')}` },
  'undeclared.settled': { words: 'Tindak lanjut basis data yang belum didaftarkan dicatat' },
  'medium.asked': { words: ({ data }) => `${data.code === 'wrong-medium' ? 'Media yang terpasang bukan' : 'Menunggu pemasangan'} ${storeOf(data.medium)}` },
  'medium.attached': { words: ({ data }) => `Media ${String(data.medium)} dicatat terpasang` },
};
