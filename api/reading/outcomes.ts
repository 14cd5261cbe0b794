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
