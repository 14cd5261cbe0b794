/** How a task ended, where it says more than that it is done. */
export const taskOutcomes: Record<string, string> = {
  approved: 'disetujui', rejected: 'ditolak', advised: 'arahan diberikan', 'carried-out': 'dilaksanakan', reached: 'sudah dihubungi', told: 'sudah diberi tahu',
  signed: 'ditandatangani', waived: 'tanpa berita acara', witnessed: 'berita acara dibuat', answered: 'dijawab', substance: 'menyangkut substansi', reopened: 'dibuka kembali',
  activated: 'diaktifkan', aktif: 'aktif', disetujui: 'disetujui', ditolak: 'ditolak', checked: 'sudah diperiksa', finished: 'selesai', stopped: 'dihentikan', dismissed: 'bukan gangguan', fixed: 'waktu resmi ditetapkan', posted: 'dipasang', written: 'ditulis', spoken: 'sudah menyampaikan sendiri', clarified: 'diklarifikasi', silent: 'tanpa klarifikasi',
};
