const listOf = (words: string) => words.trim().split(/\s+/);

/**
 * Words that stand in nearly every report and tell none apart: Indonesian function words (Postgres has no list of its own) and
 * the courtesies of a help desk.
 */
export const commonWords: readonly string[] = listOf(`
  ada adalah agar akan aku anda antara apa apabila apakah atas atau bagaimana bagi bahwa bapak baik beberapa begitu belum beri
  beritahu bila bisa boleh buat cara coba dalam dan dapat dari demikian dengan di dia dilakukan guna hal hanya hari harus hingga ia
  ibu ini itu jadi jam jika juga kali kami karena kasih ke kemudian kendala kepada ketika kita lagi lain lalu lebih lpse maka mana
  mas masalah masih maupun melakukan mengapa menjadi mereka mohon namun oleh pada pagi para permasalahan pernah perlu pihak pula
  saat saja salam sama sampai sangat saya sebagai sebab sebelum secara sedang segera sehingga sejak selalu selamat selama seluruh
  semua seperti serta setelah siang silahkan silakan sini situ sore spse suatu sudah supaya tahu tanpa tapi telah tentang terhadap
  terima terkendala tersebut terus tetap tetapi tiap tidak tolong untuk waktu yaitu yakni yang
`);

/** Stems that are no answer to a question: the common words, and what the stemmer leaves of some of them. */
export const stopStems: ReadonlySet<string> = new Set([
  ...commonWords, ...listOf('berapa itahu demiki laku mudi tika ndala masa mau reka sampa sebaga sepert sete silah sila hadap ima sebut'),
]);

/** Roots whose first letter goes behind men-, meng-, pen- and peng-, and which the stemmer does not give back: mengirim, dikirim. */
const roots = listOf(`
  kelola keluar kembali kendali kirim koreksi kosong kumpul kunci kurang tambah tampil tanggap tanya tarik tawar tayang tekan temu
  tempel terbit timbul tindak tindaklanjut tinjau tolak tukar tulis tunda tunggu tunjuk tutup
`);

/** Stems that mean the same for a help desk: where users write English, short or in another spelling, or the stemmer cuts too much. */
const pairs: [string, string][] = [
  ['upload', 'unggah'], ['uploud', 'unggah'], ['aplod', 'unggah'], ['download', 'unduh'], ['donlot', 'unduh'], ['password', 'sandi'], ['pasword', 'sandi'], ['browser', 'amban'],
  ['file', 'berkas'], ['files', 'berkas'], ['error', 'salah'], ['eror', 'salah'], ['galat', 'salah'], ['vendor', 'sedia'], ['website', 'situs'], ['web', 'situs'], ['laman', 'situs'],
  ['email', 'surel'], ['login', 'masuk'], ['submit', 'kirim'], ['ijin', 'izin'], ['jadual', 'jadwal'], ['ttd', 'tangan'], ['tte', 'tangan'],
  ['tandatangan', 'tangan'], ['tandatang', 'tangan'], ['andatangan', 'tangan'], ['lola', 'kelola'], ['luar', 'keluar'], ['mbali', 'kembali'], ['paka', 'pakai'],
  ['pasuk', 'masuk'], ['masu', 'masuk'], ['tinda', 'tindak'], ['ceta', 'cetak'],
];

/** From a stem to the one under which it is kept. */
export const sameStems: ReadonlyMap<string, string> = new Map([...roots.map((root): [string, string] => [root.slice(1), root]), ...pairs]);
