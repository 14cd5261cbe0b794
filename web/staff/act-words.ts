import { announcementActWords } from './announcement-act-words.ts';
import { backupActWords } from './backup-act-words.ts';
import { drillActWords } from './drill-act-words.ts';
import { custodyActWords } from './custody-act-words.ts';
import { userActWords } from './user-act-words.ts';

/** How an act reads on a page of the office, and with which tasks and in which states it is offered; the workflow decides. */
export interface ActWords {
  label: string;
  button: string;
  done: string;
  /** What the free text of this act is. */
  text?: string;
  /** Fields that mean something else here than in other acts. */
  fields?: Readonly<Record<string, { label: string; hint?: string }>>;
  hint?: string;
  /** The same where the reporter has no mail address: a person tells the news. */
  unmailed?: { done: string; hint: string };
  tasks: readonly string[];
  /** Offered in these states only; everywhere where nothing is said. */
  states?: readonly string[];
  /** Also offered while a colleague holds the task. */
  anyClaim?: true;
  /** Folded away where a task offers many acts. */
  seldom?: true;
  /** Its form stands elsewhere: behind a link of the task, with the paper that it is about, or over the checklist. */
  page?: 'task' | 'paper' | 'checklist';
}

const approvals = ['setujui-penerusan', 'setujui-laporan-lkpp'];
const byHand = ['hubungi-pelapor', 'hubungi-pejabat'];
const atWork = ['tangani', 'tutup'];
const everyKind = [...atWork, ...approvals, 'beritahu-lkpp', 'koordinasi', 'instruksi-lkpp', 'saksikan', 'tanda-tangan', ...byHand];
const byVoice = (what: string) => ({
  done: `${what} tercatat. Pelapor tidak mempunyai surel: tugas "Hubungi pelapor dengan cara lain" terbuka untuk menyampaikannya.`,
  hint: 'Pelapor tidak mempunyai surel: sesudah ini tugas "Hubungi pelapor dengan cara lain" terbuka untuk menyampaikannya.',
});
const working = ['diterima', 'ditangani', 'menunggu-data'];

/** The words of an act for who gets its news by mail, or from a person. */
export function wordsFor(words: ActWords, reporter: { mail: string | null }): ActWords {
  return reporter.mail === null ? { ...words, ...words.unmailed } : words;
}

/** Acts of people of the office, by SOP, in the order in which a task shows them. */
export const actWords: Record<string, Record<string, ActWords>> = {
  ...userActWords,
  ...announcementActWords,
  backup: backupActWords,
  custody: custodyActWords,
  'restore-drill': drillActWords,
  problem: {
    claim: { label: 'Ambil tugas', button: 'Ambil tugas ini', done: 'Tugas ini sekarang Anda pegang.', tasks: everyKind, anyClaim: true },
    approve: { label: 'Setujui', button: 'Setujui', done: 'Persetujuan Anda tercatat.', tasks: approvals },
    reject: { label: 'Tolak', button: 'Tolak', done: 'Penolakan Anda tercatat.', text: 'Alasan penolakan', tasks: approvals },
    advise: { label: 'Beri arahan', button: 'Kirim arahan', done: 'Arahan Anda terkirim kepada petugas.', text: 'Arahan', tasks: ['koordinasi'] },
    'carry-out': { label: 'Catat pelaksanaan instruksi', button: 'Catat pelaksanaan', done: 'Pelaksanaan instruksi tercatat.', text: 'Apa yang dilaksanakan', tasks: ['instruksi-lkpp'] },
    reached: { label: 'Catat bahwa sudah dihubungi', button: 'Catat', done: 'Tercatat sudah dihubungi.', text: 'Kapan dan bagaimana dihubungi', tasks: byHand },
    answer: {
      label: 'Jawab laporan', button: 'Kirim jawaban', done: 'Jawaban terkirim kepada pelapor.', text: 'Jawaban', hint: 'Dikirim kepada pelapor lewat surel.', unmailed: byVoice('Jawaban'),
      tasks: ['tangani'], states: [...working, 'menunggu-persetujuan', 'diteruskan'],
    },
    ask: {
      label: 'Minta data kepada pelapor', button: 'Kirim permintaan', done: 'Permintaan data terkirim kepada pelapor.', text: 'Data yang diminta',
      hint: 'Dikirim kepada pelapor lewat surel. Tenggat jawaban berhenti selama data ditunggu.', unmailed: byVoice('Permintaan data'), tasks: ['tangani'], states: ['diterima', 'ditangani', 'diteruskan'],
    },
    'reply-for': {
      label: 'Catat data yang disampaikan pelapor', button: 'Catat data', done: 'Data dari pelapor tercatat.', text: 'Data dari pelapor',
      hint: 'Bila pelapor menyampaikannya lewat telepon, kunjungan, atau cara lain.', tasks: ['tangani'],
    },
    close: {
      label: 'Tutup laporan', button: 'Tutup laporan', done: 'Laporan ditutup.', text: 'Bagaimana pelapor menyatakan selesai',
      hint: 'Bila pelapor menyatakannya tidak lewat tautannya sendiri.', tasks: ['tutup'],
    },
    'reopen-for': {
      label: 'Buka kembali atas permintaan pelapor', button: 'Buka kembali', done: 'Laporan dibuka kembali.', text: 'Apa yang masih bermasalah',
      tasks: ['tutup'], states: ['menunggu-konfirmasi'],
    },
    'root-cause': { label: 'Catat akar permasalahan', button: 'Catat akar permasalahan', done: 'Akar permasalahan tercatat.', text: 'Uraian penyebabnya', tasks: atWork },
    'hand-over': { label: 'Serahkan tugas', button: 'Serahkan', done: 'Tugas diserahkan.', tasks: ['tangani'], anyClaim: true },
    coordinate: { label: 'Minta arahan koordinator', button: 'Minta arahan', done: 'Koordinator diminta memberi arahan.', text: 'Apa yang perlu diarahkan', hint: 'Tugas tetap pada Anda.', tasks: ['tangani'] },
    forward: {
      label: 'Teruskan atau laporkan ke LKPP', button: 'Kirim ke LKPP', done: 'Penyampaian ke LKPP tercatat.', text: 'Uraian untuk LKPP', tasks: ['tangani'], states: working,
    },
    'record-ticket': { label: 'Catat nomor tiket LKPP', button: 'Catat nomor tiket', done: 'Nomor tiket LKPP tercatat.', text: 'Nomor tiket', tasks: ['beritahu-lkpp', ...atWork], seldom: true },
    'record-reply': { label: 'Catat balasan LKPP', button: 'Catat balasan', done: 'Balasan LKPP tercatat.', text: 'Isi balasan', tasks: ['beritahu-lkpp', ...atWork], seldom: true },
    consult: { label: 'Catat konsultasi', button: 'Catat konsultasi', done: 'Konsultasi tercatat.', text: 'Hasil konsultasi', tasks: atWork, seldom: true },
    instruct: { label: 'Catat instruksi teknis LKPP', button: 'Catat instruksi', done: 'Instruksi LKPP tercatat sebagai tugas.', text: 'Isi instruksi', tasks: atWork, seldom: true },
    classify: { label: 'Tentukan klasifikasi', button: 'Simpan klasifikasi', done: 'Klasifikasi tersimpan.', tasks: atWork },
    'use-solution': { label: 'Pakai solusi laporan lain', button: 'Tautkan solusi', done: 'Solusi tertaut.', tasks: atWork, seldom: true },
    group: { label: 'Masukkan ke kelompok', button: 'Masukkan', done: 'Laporan masuk ke kelompok.', tasks: ['tangani'], anyClaim: true, seldom: true },
    ungroup: { label: 'Keluarkan dari kelompok', button: 'Keluarkan dari kelompok', done: 'Laporan keluar dari kelompoknya.', tasks: ['tangani'], anyClaim: true, seldom: true },
    refuse: {
      label: 'Tolak karena menyangkut substansi pengadaan', button: 'Kirim jawaban baku', done: 'Jawaban baku terkirim kepada pelapor.', tasks: ['tangani'], states: working, seldom: true,
      hint: 'Pelapor mendapat jawaban baku yang menyebut siapa yang dapat ditanya, lalu laporan ditutup.', unmailed: byVoice('Jawaban baku'),
    },
    witness: { label: 'Buat berita acara', button: 'Buat berita acara', done: 'Berita acara dibuat.', tasks: ['saksikan', ...atWork], page: 'task', seldom: true },
    sign: { label: 'Unggah salinan yang ditandatangani', button: 'Unggah', done: 'Salinan yang ditandatangani tersimpan.', tasks: ['tanda-tangan'], page: 'paper' },
    'no-witness': { label: 'Catat mengapa tidak ada berita acara', button: 'Catat', done: 'Alasannya tercatat.', text: 'Alasan', tasks: ['saksikan', 'tanda-tangan'] },
    note: { label: 'Tambah catatan internal', button: 'Simpan catatan', done: 'Catatan tersimpan.', text: 'Catatan', hint: 'Hanya terbaca di kantor.', tasks: everyKind },
  },
  evaluation: {
    claim: { label: 'Ambil tugas', button: 'Ambil tugas ini', done: 'Tugas ini sekarang Anda pegang.', tasks: ['susun-evaluasi', 'terima-evaluasi', 'hubungi-pejabat'], anyClaim: true },
    evaluate: {
      label: 'Sampaikan evaluasi', button: 'Sampaikan kepada Kepala LPSE', done: 'Evaluasi disampaikan.', text: 'Temuan dan usulan perbaikan', tasks: ['susun-evaluasi'],
    },
    accept: { label: 'Terima evaluasi', button: 'Terima', done: 'Evaluasi diterima.', text: 'Catatan untuk koordinator', tasks: ['terima-evaluasi'] },
    return: { label: 'Kembalikan evaluasi', button: 'Kembalikan', done: 'Evaluasi dikembalikan.', text: 'Apa yang masih kurang', tasks: ['terima-evaluasi'] },
    reached: { label: 'Catat bahwa sudah diberi tahu', button: 'Catat', done: 'Tercatat sudah diberi tahu.', text: 'Kapan dan bagaimana diberi tahu', tasks: ['hubungi-pejabat'] },
  },
};
