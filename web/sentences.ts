import { problems } from '../api/problems.ts';
import type { ProblemCode } from '../api/problems.ts';

/** Details that speak of headers and JSON fields, said again for a person in front of a page. */
const forPages: Partial<Record<ProblemCode, string>> = {
  'bad-request': 'Periksa kembali isian Anda, lalu kirim sekali lagi.',
  'not-found': 'Periksa kembali alamatnya, atau mulai dari daftar kantor.',
  'unknown-office': 'Pilih kantor Anda dari daftar kantor.',
  'unknown-file': 'Pilih kembali berkas Anda, lalu kirim sekali lagi.',
  'key-reused': 'Formulir ini sudah terkirim dengan isi yang berbeda. Bila isi di bawah ini memang hal baru, kirim sekali lagi.',
  'body-too-large': 'Pilih berkas yang lebih kecil, paling besar 5 MB tiap berkas.',
  'media-type': 'Kirim isian melalui formulir di halaman ini.',
  'unknown-role': 'Pilih salah satu peran yang berlaku di kantor ini.',
  'unknown-category': 'Pilih salah satu kategori yang berlaku di kantor ini.',
  'wrong-function': 'Menurut peraturan kantor ini wewenangnya pada pemegang fungsi lain; minta ia melakukannya.',
  'unknown-item': 'Kirim hanya berkas yang ada dalam daftar persyaratan.',
  'number-missing': 'Isi nomor identitas yang diperlukan bagi jenis pemohon ini.',
  'unknown-ground': 'Untuk penerusan kendala teknis, pilih alasan hukumnya; untuk jalur lain, kosongkan alasan hukum.',
  'unknown-choice': 'Pilih salah satu pilihan yang berlaku di sini.',
  'unknown-system': 'Pilih sistem dari daftar; pengelola Sigap mencatat sistem baru di berkas kantor.',
  'outage-open': 'Lanjutkan gangguan yang sudah dicatat itu; tambahkan sistem yang terdampak di sana.',
  'already-entered': 'Nomor dari saluran itu sudah tercatat; buka catatannya.',
  'deactivation-open': 'Lanjutkan penonaktifan yang sudah berjalan; bukalah dari riwayat akun ini.',
  'import-no-header': 'Tulis nama kolom pada baris pertama.',
  'import-columns': 'Tambahkan kolom yang belum ada dan hapus kolom kembar; kolom tanpa isi tetap ditulis.',
  'import-not-csv': 'Periksa tanda kutip; sejak baris itu berkas tidak terbaca.',
  'backup-not-applicable': 'Sistemnya dikelola pihak lain, yang juga mencadangkannya; alasannya ada di halaman Cadangan.',
  'backup-undeclared': 'Pengelola Sigap melengkapi bagian pencadangan dalam berkas kantor: yang dicadangkan, media yang terdaftar, atau tempat uji pemulihan.',
  'backup-running': 'Lanjutkan yang masih berjalan, yang disebut di halaman Cadangan, atau tunggu sampai selesai.',
  'no-verified-set': 'Tunggu sampai satu cadangan di tempat itu selesai dan teruji.',
  'move-open': 'Lanjutkan perpindahan media yang sudah berjalan; kehilangan di jalan dinyatakan di sana.',
  'unknown-place': 'Pilih tempat dari daftar; pengelola Sigap mencatat tempat baru di berkas kantor.',
  'before-last-move': 'Isi waktu sesudah media ini didaftarkan, terakhir diterima, atau terakhir dibaca ulang.',
  internal: 'Coba lagi; bila berulang, sampaikan kode di bawah ini kepada pengelola Sigap.',
  'engine-unavailable': 'Kiriman Anda belum diteruskan. Tunggu sebentar, lalu tekan tombolnya sekali lagi; tidak akan tercatat dua kali.',
  'database-unavailable': 'Muat ulang halaman ini sebentar lagi. Bila Anda sedang mengirim formulir, isinya dikirim kembali dan tidak tercatat dua kali.',
};

export interface Sentence { status: number; title: string; detail: string }

/** A problem as a person on a page reads it. */
export function sentenceOf(code: ProblemCode): Sentence {
  const [status, title, detail] = problems[code];
  return { status, title, detail: forPages[code] ?? detail };
}
