import type { WholeCase } from './case-read.ts';

/** How a task ended, where it says more than that it is done. */
export const taskOutcomes: Record<string, string> = {
  approved: 'disetujui', rejected: 'ditolak', advised: 'arahan diberikan', 'carried-out': 'dilaksanakan', reached: 'sudah dihubungi', told: 'sudah diberi tahu',
  signed: 'ditandatangani', waived: 'tanpa berita acara', witnessed: 'berita acara dibuat', answered: 'dijawab', substance: 'menyangkut substansi', reopened: 'dibuka kembali',
};

type NoticeState = WholeCase['notices'][number]['state'];

export const noticeStates: Record<NoticeState, string> = {
  pending: 'menunggu dikirim', sending: 'sedang dikirim', sent: 'terkirim', unknown: 'belum pasti, dicoba lagi', refused: 'ditolak server surat',
  held: 'tidak terkirim, dihentikan', dropped: 'tidak jadi dikirim',
};

/** The mails of every SOP, by the name of their template. */
export const noticeWords: Record<string, string> = {
  receipt: 'Tanda terima', 'link-again': 'Tautan pelacakan', 'data-asked': 'Permintaan data', answer: 'Jawaban', forwarded: 'Pemberitahuan penerusan ke LKPP',
  progress: 'Kabar perkembangan', 'substance-refused': 'Jawaban baku soal substansi', closed: 'Pemberitahuan penutupan', 'deadline-moved': 'Tenggat berubah',
  'task-opened': 'Tugas baru', 'data-received': 'Data dari pelapor', 'advice-asked': 'Permintaan arahan', 'advice-given': 'Arahan koordinator',
  instruction: 'Instruksi LKPP', 'instruction-due': 'Batas instruksi LKPP', 'instruction-done': 'Instruksi LKPP dilaksanakan', 'lkpp-silent': 'LKPP belum membalas',
  'duty-open': 'Tugas yang masih terbuka', 'data-missing': 'Data tidak dikirim pelapor', 'root-cause-wanted': 'Akar permasalahan belum dicatat', 'forward-rejected': 'Penerusan ditolak',
  'approval-asked': 'Permintaan persetujuan', reminder: 'Pengingat tenggat', escalation: 'Eskalasi tenggat', 'lkpp-report': 'Laporan kendala kepada LKPP',
  'lkpp-forward': 'Penerusan kepada LKPP', copy: 'Tembusan',
  'evaluation-asked': 'Evaluasi berkala perlu disusun', 'evaluation-submitted': 'Evaluasi disampaikan', 'acceptance-reminder': 'Pengingat evaluasi',
  'evaluation-returned': 'Evaluasi dikembalikan', 'evaluation-accepted': 'Evaluasi diterima', 'official-unreached': 'Surat pejabat tidak sampai',
};
