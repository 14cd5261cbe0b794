import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import type { BackupFailure } from '../../activities/backup/types.ts';

/** What people read of a failure, and whether trying again may mend it. */
export interface FailureWords {
  /** What is wrong, and what to do. */
  words: string;
  again: boolean;
}

/** 'unknown': no code of the tools; a fault of Sigap's own, or a machine that dies under it again and again. */
export type RunFailure = BackupFailure | 'unknown';

/** One line per code; mails, pages and records say these words. */
export const failures: Record<RunFailure, FailureWords> = {
  'tool-missing': { words: 'Program restic, pg_dump, atau pg_restore tidak ditemukan di mesin ini. Pasang dengan "apt install restic postgresql-client".', again: false },
  'secret-missing': { words: 'Berkas kata sandi atau alamat basis data tidak ditemukan di folder rahasia kantor ini. Buat berkasnya dengan nama yang disebut dalam berkas kantor.', again: false },
  'not-declared': { words: 'Yang dicadangkan, repositori, atau media ini tidak tercatat dalam berkas kantor, atau folder rahasia belum diatur. Lengkapi, lalu muat ulang berkas kantor.', again: false },
  'server-unreachable': { words: 'Server basis data tidak dapat dihubungi. Periksa apakah server menyala dan alamat serta kata sandinya benar.', again: true },
  'server-newer': { words: 'Server basis data lebih baru daripada pg_dump di mesin ini. Pasang pg_dump dengan versi utama yang sama atau lebih baru.', again: false },
  'source-unreadable': { words: 'Folder atau basis data sumber tidak dapat dibaca. Periksa apakah sudah terpasang dan hak bacanya.', again: true },
  'files-shrunk': { words: 'Sebagian besar berkas sumber tidak ada lagi. Periksa apakah foldernya sudah terpasang; hanya bila berkasnya memang berkurang, pilih "Terima data yang berkurang".', again: true },
  'source-changed': { words: 'Isi sumber berubah susunannya selagi dicadangkan. Ulangi sesudah pemeliharaan pada SPSE selesai.', again: true },
  'no-space': { words: 'Ruang tidak cukup. Kosongkan ruang di folder sementara, repositori, atau media, lalu coba lagi.', again: false },
  'dump-failed': { words: 'pg_dump berhenti dengan kesalahan. Periksa log server basis data.', again: true },
  'dump-incomplete': { words: 'Hasil pg_dump tidak lengkap atau tidak dapat dibaca kembali. Periksa cakram folder sementara.', again: true },
  'dump-shrunk': { words: 'Hasil pg_dump jauh lebih kecil daripada biasanya. Pastikan tidak ada data yang hilang; hanya bila memang berkurang, pilih "Terima data yang berkurang".', again: false },
  'repository-missing': { words: 'Repositori tidak ditemukan di foldernya. Pasang cakramnya. Bila hilang untuk selamanya, siapkan yang baru dengan perintah "cadangan-siapkan KANTOR --ganti".', again: false },
  'repository-other': { words: 'Repositori di folder itu bukan repositori kantor ini. Pasang repositori yang terdaftar; jangan menimpa yang lain.', again: false },
  'repository-locked': { words: 'Repositori sedang dipakai proses lain. Tunggu sampai selesai; kunci mesin lain tidak dibuka oleh Sigap.', again: true },
  'wrong-password': { words: 'Kata sandi repositori atau media salah. Perbaiki berkas kata sandinya.', again: false },
  'store-failed': { words: 'restic berhenti dengan kesalahan saat menyimpan. Periksa cakram repositori atau media.', again: true },
  'medium-missing': { words: 'Media tidak terpasang di foldernya. Pasang media yang diminta.', again: false },
  'wrong-medium': { words: 'Media yang terpasang bukan media yang diminta menurut nomor repositorinya. Pasang media yang benar.', again: false },
  'copy-missing': { words: 'Salinan yang dimaksud tidak ada lagi. Hentikan pekerjaan ini; yang berikutnya memakai salinan terbaru.', again: false },
  'copy-damaged': { words: 'Salinan rusak: isi yang dibaca ulang tidak sama dengan yang disimpan. Periksa cakramnya, dan jangan hapus salinan lain yang masih teruji.', again: false },
  'copy-differs': { words: 'Yang dipulihkan bukan isi yang tercatat saat dicadangkan, walaupun salinannya dapat dibaca. Salinan dari pencadangan ini tidak lagi disebut teruji; uji salinan yang lain, dan cari sebabnya.', again: false },
  'scratch-missing': { words: 'Tempat uji pemulihan belum disebut dalam berkas kantor atau tidak dapat dipakai.', again: false },
  'restore-failed': { words: 'Pemulihan berhenti dengan kesalahan. Periksa tempat uji pemulihan, lalu coba lagi.', again: true },
  unknown: { words: 'Sebabnya tidak dikenal. Periksa log worker, lalu coba lagi.', again: true },
};

/** Of these only the tool itself says what is wrong; `activities/backup/tool-words.ts` keeps it. */
const toldInFull: readonly RunFailure[] = ['server-unreachable', 'source-unreadable', 'dump-failed', 'store-failed', 'copy-damaged', 'restore-failed', 'unknown'];

/** A failure of a step, for mails, pages and records. */
export function sayFailure(code: RunFailure): string {
  const { words } = failures[code] ?? failures.unknown;
  return toldInFull.includes(code) ? `${words} Pesan lengkapnya ada di berkas pesan-alat-KANTOR.txt di folder sementara.` : words;
}

/** What a step of the tools failed with. @throws what is no failure of an activity: a fault of the workflow's own */
export function failureOf(error: unknown): RunFailure {
  if (!(error instanceof ActivityFailure)) throw error;
  const { cause } = error;
  const type = cause instanceof ApplicationFailure ? cause.type ?? '' : '';
  return Object.hasOwn(failures, type) ? type as RunFailure : 'unknown';
}
