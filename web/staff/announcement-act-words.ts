import { taskKinds as windowTasks } from '../../workflows/maintenance/messages.ts';
import { taskKinds as outageTasks } from '../../workflows/outage/messages.ts';
import type { ActWords } from './act-words.ts';

export const claim = (tasks: object): ActWords => ({ label: 'Ambil tugas', button: 'Ambil tugas ini', done: 'Tugas ini sekarang Anda pegang.', tasks: Object.keys(tasks), anyClaim: true });
export const reached: ActWords = { label: 'Catat bahwa sudah diberi tahu', button: 'Catat', done: 'Tercatat sudah diberi tahu.', text: 'Kapan dan bagaimana diberi tahu', tasks: ['hubungi-pejabat'] };
const checked: ActWords = { label: 'Nyatakan surat sudah diperiksa', button: 'Surat sudah diperiksa', done: 'Pemeriksaan surat tercatat.', tasks: ['periksa-surat'] };
const tellsAll = 'Semua yang sudah diberi tahu mendapat kabarnya satu kali.';
const local = 'Waktu setempat.';
const untilFixed = ['tangani-gangguan', 'tetapkan-waktu'];
const untilWritten = [...untilFixed, 'berita-acara-gangguan'];
const lkppTasks = ['beritahu-lkpp', ...untilWritten];

/** Acts of people of the office on windows and outages, by SOP, in the order in which a task shows them. */
export const announcementActWords: Record<string, Record<string, ActWords>> = {
  maintenance: {
    claim: claim(windowTasks),
    approve: { label: 'Setujui jadwal', button: 'Setujui dan umumkan', done: 'Jadwal disetujui dan diumumkan.', text: 'Catatan', tasks: ['setujui-pemeliharaan'] },
    reject: { label: 'Tolak jadwal', button: 'Tolak', done: 'Jadwal ditolak; tidak ada yang diumumkan.', text: 'Alasan penolakan', tasks: ['setujui-pemeliharaan'] },
    finish: {
      label: 'Catat selesai', button: 'Catat selesai', done: 'Selesainya pemeliharaan tercatat dan diumumkan.', text: 'Keterangan bagi pengguna', tasks: ['pemeliharaan'], states: ['berlangsung', 'melewati-jadwal'],
      fields: { endedAt: { label: 'Sejak kapan semuanya berjalan lagi', hint: local } },
    },
    extend: {
      label: 'Perpanjang', button: 'Perpanjang dan umumkan', done: 'Perpanjangan tercatat dan diumumkan.', text: 'Alasan; diumumkan', hint: tellsAll, tasks: ['pemeliharaan'],
      fields: { endsAt: { label: 'Selesai yang baru', hint: local } },
    },
    move: {
      label: 'Pindahkan jadwal', button: 'Pindahkan dan umumkan', done: 'Jadwal baru tercatat dan diumumkan.', text: 'Alasan; diumumkan', hint: tellsAll, tasks: ['pemeliharaan'], states: ['menunggu-persetujuan', 'terjadwal'],
      fields: { startsAt: { label: 'Mulai yang baru', hint: local }, endsAt: { label: 'Selesai yang baru', hint: local } },
    },
    cancel: {
      label: 'Batalkan atau hentikan', button: 'Batalkan dan umumkan', done: 'Pembatalan tercatat dan diumumkan.', text: 'Alasan; diumumkan', hint: `${tellsAll} Yang sudah dimulai dicatat dihentikan.`, tasks: ['pemeliharaan'],
    },
    step: { label: 'Catat langkah yang diambil', button: 'Catat langkah', done: 'Langkah tercatat.', text: 'Apa yang dikerjakan', hint: 'Hanya terbaca di kantor; masuk ke kronologi.', tasks: ['pemeliharaan'] },
    checked, reached,
  },
  outage: {
    claim: claim(outageTasks),
    confirm: {
      label: 'Umumkan kepada pengguna sekarang', button: 'Umumkan sekarang', done: 'Gangguan diumumkan.', text: 'Kata-kata bagi pengguna', hint: 'Tanpa menunggu waktu konfirmasi. Kosongkan untuk memakai uraian yang pertama.', tasks: ['tangani-gangguan'], states: ['diperiksa', 'pulih'],
    },
    dismiss: { label: 'Nyatakan bukan gangguan', button: 'Nyatakan bukan gangguan', done: 'Dicatat bukan gangguan.', text: 'Alasannya', tasks: untilFixed },
    step: { label: 'Catat langkah yang diambil', button: 'Catat langkah', done: 'Langkah tercatat.', text: 'Apa yang dikerjakan', hint: 'Hanya terbaca di kantor; masuk ke kronologi.', fields: { at: { label: 'Kapan', hint: local } }, tasks: untilWritten },
    inform: { label: 'Kabari perkembangan', button: 'Kirim kabar', done: 'Kabar dikirim kepada semua yang sudah diberi tahu.', text: 'Kabar bagi pengguna', tasks: ['tangani-gangguan'] },
    restore: {
      label: 'Catat layanan sudah pulih', button: 'Catat pulih', done: 'Pulihnya layanan tercatat dan diumumkan.', text: 'Keterangan bagi pengguna', fields: { at: { label: 'Sejak kapan pulih', hint: local } }, tasks: ['tangani-gangguan'], states: ['diperiksa', 'diumumkan'],
    },
    scope: { label: 'Ubah sistem yang terganggu', button: 'Simpan', done: 'Sistem yang terganggu diubah.', text: 'Penjelasannya; diumumkan', tasks: ['tangani-gangguan'], states: ['diperiksa', 'diumumkan'] },
    fix: {
      label: 'Tetapkan waktu resmi', button: 'Tetapkan', done: 'Waktu resmi gangguan ditetapkan.', text: 'Penyebab gangguan', tasks: ['tetapkan-waktu'],
      fields: { startedAt: { label: 'Mulai resmi', hint: 'Waktu setempat; tanda pertama sudah terisi.' }, endedAt: { label: 'Selesai resmi', hint: local } },
    },
    posted: {
      label: 'Catat pemasangan pengumuman', button: 'Catat pemasangan', done: 'Pemasangan pengumuman tercatat.', text: 'Alamat (URL) atau tempat pemasangannya', tasks: ['tangani-gangguan', 'pasang-inaproc'],
      fields: { at: { label: 'Kapan dipasang', hint: local }, channel: { label: 'Dipasang di' } },
    },
    'draft-inaproc': { label: 'Susun pengumuman INAPROC', button: 'Ajukan persetujuan', done: 'Pengumuman INAPROC diajukan untuk disetujui.', text: 'Isi pengumuman', hint: 'Bila situs LPSE tidak dapat diakses. Sesudah disetujui, dipasang di INAPROC oleh petugas.', tasks: ['tangani-gangguan'], seldom: true },
    approve: { label: 'Setujui', button: 'Setujui', done: 'Persetujuan Anda tercatat.', tasks: ['setujui-inaproc', 'setujui-laporan-lkpp'] },
    reject: { label: 'Tolak', button: 'Tolak', done: 'Penolakan Anda tercatat.', text: 'Alasan penolakan', tasks: ['setujui-inaproc', 'setujui-laporan-lkpp'] },
    'record-ticket': { label: 'Catat nomor tiket LKPP', button: 'Catat nomor tiket', done: 'Nomor tiket LKPP tercatat.', text: 'Nomor tiket', tasks: lkppTasks, seldom: true },
    'record-reply': { label: 'Catat balasan LKPP', button: 'Catat balasan', done: 'Balasan LKPP tercatat.', text: 'Isi balasan', tasks: lkppTasks, seldom: true },
    join: { label: 'Satukan dengan kelompok laporan', button: 'Satukan', done: 'Gangguan disatukan dengan kelompok laporan itu.', hint: 'Laporan dalam kelompok itu dijawab bersama dari halaman kelompoknya.', tasks: untilFixed, seldom: true },
    paper: { label: 'Buat berita acara', button: 'Buat berita acara', done: 'Berita acara dibuat.', tasks: ['berita-acara-gangguan'], page: 'task' },
    sign: { label: 'Unggah salinan yang ditandatangani', button: 'Unggah', done: 'Salinan yang ditandatangani tersimpan.', tasks: ['tanda-tangan'], page: 'paper' },
    'no-paper': { label: 'Catat mengapa tidak ada berita acara', button: 'Catat', done: 'Alasannya tercatat.', text: 'Alasan', tasks: ['berita-acara-gangguan', 'tanda-tangan'] },
    checked, reached,
  },
};
