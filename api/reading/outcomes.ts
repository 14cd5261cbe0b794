/** How a case ended, as people read it. */
export const outcomes: Record<string, string> = {
  confirmed: 'Selesai menurut pelapor',
  'confirmed-otherwise': 'Selesai menurut pelapor, disampaikan dengan cara lain',
  unconfirmed: 'Selesai karena pelapor tidak menanggapi jawaban',
  'reporter-silent': 'Ditutup karena pelapor tidak mengirim data',
  substance: 'Ditolak karena menyangkut substansi pengadaan',
  accepted: 'Evaluasi diterima',
  own: 'Evaluasi disusun oleh penerimanya sendiri',
  imported: 'Selesai sebelum dicatat di Sigap',
};

/** The same where another SOP ends otherwise. */
const ofSop: Record<string, Record<string, string>> = {
  registration: {
    activated: 'Akun aktif', 'carried-out': 'Permintaan dilaksanakan', rejected: 'Permohonan ditolak', 'central-refused': 'Akun terpusat ditolak INAPROC',
    'lkpp-refused': 'Ditolak LKPP', silent: 'Ditutup karena pemohon tidak melengkapi berkas', withdrawn: 'Ditarik pemohon',
  },
  deactivation: { kept: 'Akun tetap aktif', deactivated: 'Akun dinonaktifkan' },
  appointment: { extended: 'Masa tugas diperpanjang', confirmed: 'Dikonfirmasi masih menjabat', flagged: 'Akun ditandai untuk dinonaktifkan', overtaken: 'Tidak berlaku lagi karena akunnya dinonaktifkan atau masa tugasnya diubah lewat permohonan lain' },
  maintenance: { finished: 'Pemeliharaan selesai', cancelled: 'Dibatalkan', stopped: 'Dihentikan sebelum selesai', rejected: 'Jadwal tidak disetujui' },
  outage: { fixed: 'Gangguan selesai, waktu resminya ditetapkan', dismissed: 'Bukan gangguan', 'warning-over': 'Peringatan dini berlalu' },
  'restore-drill': { equal: 'Hasil pemulihan sama', different: 'Hasil pemulihan berbeda, sudah dijelaskan', abandoned: 'Diakhiri tanpa hasil' },
  backup: { verified: 'Salinan teruji', abandoned: 'Dihentikan sebelum teruji', failed: 'Gagal, dilanjutkan oleh pencadangan berikutnya' },
  custody: { moved: 'Media diterima di tempat tujuan', destroyed: 'Media dimusnahkan', found: 'Media ditemukan kembali', lost: 'Media tetap hilang', cancelled: 'Dibatalkan' },
  'data-request': {
    'data-given': 'Data diberikan', 'data-handed-over': 'Data diserahkan di loket', 'data-refused': 'Pemberian data ditolak', 'data-stopped': 'Pemberian data dihentikan', withdrawn: 'Ditarik pemohon',
  },
};

/** How a case of an SOP ended; a code without a word is shown as it is. */
export function outcomeOf(sop: string, code: string): string {
  return ofSop[sop]?.[code] ?? outcomes[code] ?? code;
}
