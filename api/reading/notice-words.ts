import type { noticesOf } from '../cases.ts';

export type NoticeState = Awaited<ReturnType<typeof noticesOf>>[number]['state'];

/** How far a mail came. */
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
  deficiency: 'Pemberitahuan kekurangan berkas', 'completion-reminder': 'Pengingat melengkapi berkas', silent: 'Pemberitahuan penutupan tanpa kelengkapan', appointment: 'Jadwal menunjukkan dokumen asli',
  'appointment-missed': 'Jadwal terlewat', 'appointment-unkept': 'Pemohon tidak datang', approved: 'Pemberitahuan persetujuan', activated: 'Pemberitahuan aktivasi', told: 'Pemberitahuan User ID',
  'carried-out': 'Pemberitahuan pelaksanaan', rejected: 'Pemberitahuan penolakan', withdrawn: 'Pemberitahuan penarikan', 'withdrawn-by-applicant': 'Ditarik pemohon', completed: 'Berkas dilengkapi',
  'lkpp-refused': 'Pemberitahuan penolakan LKPP', 'central-refused': 'Pemberitahuan penolakan INAPROC', 'central-late': 'Akun terpusat terlambat', 'lkpp-unreached': 'LKPP tidak terjangkau', 'lkpp-request': 'Permintaan kepada LKPP',
  'data-given': 'Pemberian data', 'data-refused': 'Penolakan pemberian data', 'data-stopped': 'Penghentian pengunduhan data', late: 'Tenggat terlewat', 'clarification-asked': 'Permintaan klarifikasi', kept: 'Akun tetap aktif', deactivated: 'Pemberitahuan penonaktifan',
  clarified: 'Klarifikasi pengguna', 'lkpp-proposal': 'Usul penonaktifan kepada LKPP', 'your-term-ending': 'Masa tugas akan berakhir', 'your-term-ended': 'Masa tugas berakhir', 'your-term-extended': 'Masa tugas diperpanjang',
  'your-term-confirmed': 'Jabatan dikonfirmasi', 'term-ending': 'Masa tugas pengguna akan berakhir', 'term-ended': 'Masa tugas pengguna berakhir', 'decree-sent': 'Surat tugas baru dari pengguna',
  planned: 'Jadwal pemeliharaan', started: 'Pemeliharaan dimulai', moved: 'Jadwal berpindah', extended: 'Pemeliharaan diperpanjang', cancelled: 'Pemeliharaan dibatalkan', finished: 'Pemeliharaan selesai',
  'approval-reminder': 'Pengingat persetujuan', 'emergency-planned': 'Pemeliharaan darurat', 'unapproved-start': 'Jadwal belum disetujui', 'window-changed': 'Jadwal berubah', 'end-asked': 'Pertanyaan di akhir jadwal', 'check-mails': 'Surat perlu diperiksa',
  outage: 'Pengumuman gangguan', news: 'Perkembangan gangguan', scope: 'Sistem terganggu berubah', again: 'Terganggu lagi', restored: 'Layanan pulih', 'not-an-outage': 'Bukan gangguan',
  'outage-opened': 'Gangguan baru', 'report-rejected': 'Laporan LKPP ditolak', 'inaproc-rejected': 'Pengumuman INAPROC ditolak', 'lkpp-restored': 'Kabar pulih kepada LKPP',
  'drill-different': 'Hasil pemulihan berbeda',
  'medium-lost': 'Media cadangan hilang', 'medium-found': 'Media cadangan ditemukan',
  'evaluation-returned': 'Evaluasi dikembalikan', 'evaluation-accepted': 'Evaluasi diterima', 'official-unreached': 'Surat pejabat tidak sampai',
};
