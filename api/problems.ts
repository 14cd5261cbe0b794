/** Every refusal that a person can get: RFC 9457, a stable code, and a sentence that says what to do. */
export const problems = {
  'bad-request': [400, 'Permintaan tidak terbaca', 'Periksa kembali isi permintaan; bagian yang salah disebut di "errors".'],
  'key-missing': [401, 'Kunci tidak ada', 'Sertakan kunci API Anda di header Authorization: Bearer.'],
  'key-wrong': [401, 'Kunci tidak dikenal', 'Periksa kunci API Anda, atau minta kunci baru kepada pengelola Sigap.'],
  'session-ended': [401, 'Sesi Anda berakhir', 'Masuk kembali dengan kunci API Anda.'],
  'form-expired': [403, 'Formulir tidak berlaku lagi', 'Muat ulang halaman ini, lalu kirim formulirnya sekali lagi.'],
  'wrong-office': [403, 'Bukan kantor Anda', 'Kunci Anda berlaku untuk kantor lain; gunakan alamat kantor Anda sendiri.'],
  'no-function': [403, 'Tidak sedang memegang fungsi', 'Isi laporan hanya untuk orang yang sedang memegang fungsi di kantor ini; minta penugasannya diperiksa.'],
  'wrong-function': [403, 'Wewenang fungsi lain', 'Minta pemegang fungsi yang disebut di "function" memulainya; menurut peraturan kantor ini ia yang berwenang.'],
  'not-your-task': [403, 'Bukan tugas Anda', 'Tugas ini milik fungsi yang tidak sedang Anda pegang; minta pemegangnya menyerahkannya.'],
  'not-found': [404, 'Tidak ditemukan', 'Periksa kembali alamatnya.'],
  'unknown-office': [404, 'Kantor tidak dikenal', 'Periksa kode kantor; kantor yang ada disebut di daftar kantor.'],
  'unknown-case': [404, 'Laporan tidak ditemukan', 'Periksa nomor laporan, dan tautannya bila Anda memakai tautan.'],
  'unknown-task': [404, 'Tugas tidak ditemukan', 'Muat ulang daftar tugas Anda dan pilih tugas dari sana.'],
  'unknown-paper': [404, 'Berita acara tidak ditemukan', 'Periksa daftar berita acara laporan ini; isian yang tidak dipakai dalam sehari dihapus, simpan isian baru.'],
  'unknown-file': [404, 'Berkas tidak ditemukan', 'Unggah berkas lebih dahulu, lalu sebut nilai sha256 yang Anda terima.'],
  'unknown-solution': [404, 'Solusi tidak ditemukan', 'Sebut nomor laporan kantor ini yang sudah ditutup; cari lewat pencarian solusi.'],
  'unknown-group': [404, 'Kelompok tidak ditemukan', 'Periksa kelompoknya di daftar kelompok laporan kantor ini.'],
  'unknown-import': [404, 'Impor tidak ditemukan', 'Unggah kembali berkasnya; impor yang tidak dijalankan dalam sehari dihapus.'],
  'user-id-taken': [409, 'User ID sudah dipakai', 'User ID ini milik akun lain di kantor ini; periksa penulisannya di SPSE, atau minta pemohon memilih User ID lain.'],
  'key-reused': [409, 'Kunci permintaan sudah dipakai', 'Idempotency-Key ini sudah dipakai untuk isi yang berbeda; buat kunci baru untuk permintaan baru.'],
  'wrong-state': [409, 'Belum atau tidak lagi mungkin', 'Keadaan laporan sudah berubah; muat ulang laporan sebelum melanjutkan.'],
  'task-ended': [409, 'Tugas sudah selesai', 'Tugas ini sudah diselesaikan atau ditarik; muat ulang daftar tugas Anda.'],
  'wrong-task': [409, 'Tindakan tidak sesuai tugas', 'Tindakan ini tidak tersedia pada tugas itu; pilih tindakan yang tersedia.'],
  'task-claimed': [409, 'Tugas dipegang rekan', 'Rekan Anda sedang mengerjakan tugas ini; minta ia menyerahkannya lebih dahulu.'],
  'already-claimed': [409, 'Tugas sudah diambil', 'Tugas ini sudah diambil; muat ulang daftar tugas Anda.'],
  'case-closed': [409, 'Laporan sudah ditutup', 'Buat laporan baru dan sebut nomor laporan ini.'],
  'root-cause-missing': [409, 'Akar permasalahan belum dicatat', 'Catat akar permasalahannya lebih dahulu, kemudian tutup laporan.'],
  'paper-number-taken': [409, 'Nomor sudah dipakai', 'Nomor dinas ini sudah dipakai berita acara lain di kantor ini; periksa agenda dan isi nomor lain.'],
  'paper-written': [409, 'Berita acara sudah dibuat', 'Unduh PDF-nya di daftar berita acara laporan ini; untuk berita acara lain simpan isian baru.'],
  'paper-unwritten': [409, 'Berita acara belum dibuat', 'Buat PDF-nya lebih dahulu dari isian ini, kemudian muat ulang daftar berita acara.'],
  'paper-signed': [409, 'Salinan sudah diserahkan', 'Salinan yang ditandatangani sudah ada; unduh di daftar berita acara laporan ini.'],
  'paper-unsigned': [409, 'Belum ditandatangani', 'Cetak dan tanda tangani PDF-nya, kemudian unggah hasil pindaiannya sebagai salinan.'],
  'copy-taken': [409, 'Salinan milik berita acara lain', 'Berkas ini sudah diserahkan sebagai salinan berita acara lain; unggah pindaian berita acara ini sendiri.'],
  'duty-open': [409, 'Masih ada tugas yang harus selesai', 'Selesaikan dahulu berita acara atau instruksi LKPP yang masih terbuka, atau catat mengapa tidak dilakukan, kemudian tutup laporan.'],
  'already-asked': [409, 'Arahan sudah diminta', 'Tunggu arahan koordinator atas permintaan yang masih terbuka.'],
  'instruction-open': [409, 'Masih ada instruksi yang terbuka', 'Catat pelaksanaan instruksi sebelumnya lebih dahulu.'],
  'already-grouped': [409, 'Sudah masuk kelompok', 'Laporan ini sudah berada dalam satu kelompok; keluarkan dari sana lebih dahulu.'],
  'not-grouped': [409, 'Tidak dalam kelompok', 'Laporan ini tidak berada dalam kelompok; muat ulang laporan.'],
  'identity-unproven': [409, 'Identitas belum dibuktikan', 'Catat dahulu bagaimana identitas pemohon dibuktikan, kemudian berikan datanya.'],
  'item-missing': [409, 'Berkas belum lengkap atau belum diperiksa', 'Lengkapi dahulu: setiap berkas persyaratan harus sudah diterima dan dinyatakan benar sebelum permohonan disetujui.'],
  'original-unseen': [409, 'Dokumen asli belum dilihat', 'Lihat dahulu dokumen aslinya di loket, atau lewat video bila kantor membolehkannya, lalu catat; baru kemudian setujui.'],
  'item-changed': [409, 'Salinan sudah berganti', 'Buka salinan yang terbaru, lalu nilai kembali; yang Anda lihat sudah diganti.'],
  'nothing-missing': [409, 'Tidak ada berkas yang kurang', 'Berkas sudah lengkap; setujui atau tolak permohonannya.'],
  'item-not-asked': [409, 'Berkas ini tidak diminta', 'Kirim hanya berkas yang disebut dalam pemberitahuan kekurangan berkas.'],
  'item-required': [409, 'Berkas ini wajib ada', 'Kirim berkasnya; hanya persyaratan "bila ada" yang dapat dinyatakan tidak ada.'],
  'reason-missing': [409, 'Alasannya belum ditulis', 'Tulis apa yang tidak benar pada berkas itu, lalu kirim kembali.'],
  'video-closed': [409, 'Kantor ini tidak memakai video', 'Lihat dokumen aslinya di loket.'],
  'list-closed': [409, 'Daftar persyaratan tidak dapat ditambah', 'Minta hanya berkas yang ada dalam daftar persyaratan; peraturan kantor ini tidak menambah persyaratan.'],
  'past-instant': [409, 'Waktunya sudah lewat', 'Pilih tanggal dan jam yang belum lewat.'],
  'account-missing': [409, 'Nomor akun belum disebut', 'Sebut nomor pendaftaran akun yang diaktifkan kembali.'],
  'export-not-ready': [409, 'Data belum dapat diunduh', 'Buktikan identitas Anda di loket atau lewat video; tautan ini memberi data sesudah kantor memberikannya.'],
  'already-entered': [409, 'Laporan sudah dicatat', 'Nomor dari saluran itu sudah tercatat; buka laporan yang disebut di "number".'],
  'import-broken': [409, 'Impor belum dapat dijalankan', 'Perbaiki baris yang rusak di berkasnya, lalu unggah kembali; belum ada yang diimpor.'],
  'nothing-to-answer': [409, 'Tidak ada yang dapat dijawab', 'Semua laporan kelompok ini sudah dijawab atau ditutup; muat ulang kelompoknya untuk melihat keadaannya.'],
  'export-over': [410, 'Waktu pengunduhan sudah lewat', 'Data tidak lagi dapat diunduh lewat tautan ini; ajukan permintaan baru bila masih memerlukannya.'],
  'file-too-large': [413, 'Berkas terlalu besar', 'Kirim berkas paling besar 5 MB.'],
  'import-too-large': [413, 'Berkas impor terlalu besar', 'Kirim berkas CSV paling besar 50 MB; bagi register yang lebih besar menjadi beberapa berkas.'],
  'body-too-large': [413, 'Permintaan terlalu besar', 'Ringkas isi permintaan; berkas diunggah tersendiri.'],
  'file-mislabelled': [415, 'Isi berkas tidak sesuai jenisnya', 'Kirim berkas PDF, JPEG, atau PNG yang benar, dengan jenis yang sesuai isinya.'],
  'file-not-pdf': [415, 'Bukan PDF', 'Simpan salinan yang ditandatangani sebagai satu berkas PDF, lalu unggah kembali.'],
  'media-type': [415, 'Jenis isi tidak didukung', 'Kirim isi sebagai application/json, atau multipart/form-data untuk berkas.'],
  'file-empty': [422, 'Berkas kosong', 'Pilih berkas yang berisi, lalu unggah kembali.'],
  'unknown-role': [422, 'Peran tidak dikenal', 'Pilih salah satu peran pengguna SPSE yang berlaku di kantor ini; lihat "allowed".'],
  'unknown-category': [422, 'Kategori tidak dikenal', 'Pilih salah satu kategori kantor ini; lihat "allowed".'],
  'unknown-item': [422, 'Berkas di luar daftar', 'Sebut hanya berkas yang ada dalam daftar persyaratan; lihat "allowed".'],
  'item-twice': [422, 'Berkas disebut dua kali', 'Kirim setiap berkas persyaratan satu kali, dan jangan memakai berkas yang sama untuk dua persyaratan.'],
  'number-missing': [422, 'Nomor identitas belum diisi', 'Isi nomor yang disebut di "allowed"; nomor itu diperlukan bagi jenis pemohon ini.'],
  'reference-missing': [422, 'Pendaftaran daring belum disebut', 'Daftar dahulu secara daring di SPSE, kemudian isi nomor atau User ID pendaftarannya.'],
  'term-missing': [422, 'Masa tugas belum diisi', 'Isi tanggal akhir masa tugas, atau nyatakan bahwa masa tugasnya tidak dibatasi.'],
  'term-ended': [422, 'Masa tugas sudah berakhir', 'Lampirkan surat tugas atau surat keputusan yang masih berlaku, dan isi tanggal akhirnya.'],
  'office-outdated': [503, 'Layanan belum dibuka di kantor ini', 'Layanan ini belum disiapkan kantor; hubungi kantornya. Pengelola: muat ulang berkas kantor dengan perintah muat-kantor.'],
  'account-inactive': [409, 'Akun sudah nonaktif', 'Akun ini sudah dinonaktifkan; buka riwayatnya di daftar akun.'],
  'unknown-account': [422, 'Akun tidak dikenal', 'Sebut nomor pendaftaran akun yang tercatat di kantor ini; cari di daftar akun.'],
  'outside-hours': [422, 'Di luar jam kerja', 'Pilih waktu di dalam jam kerja kantor; perhatikan jam istirahat dan hari libur.'],
  'before-since': [422, 'Laporan mendahului pencatatan kantor', 'Laporan diterima sebelum kantor ini mulai mencatat di Sigap; tangani di luar Sigap, atau perbaiki tanggal diterimanya.'],
  'unknown-choice': [422, 'Pilihan tidak dikenal', 'Pilih salah satu pilihan yang berlaku bagi laporan ini; lihat "field" dan "allowed".'],
  'received-in-future': [422, 'Waktu penerimaan belum terjadi', 'Periksa tanggal dan jam laporan diterima; waktu penerimaan tidak boleh di masa depan.'],
  'import-encoding': [422, 'Berkas bukan CSV UTF-8', 'Simpan berkas sebagai CSV UTF-8, lalu unggah kembali; di Excel pilih jenis "CSV UTF-8".'],
  'import-no-header': [422, 'Baris judul kolom tidak ada', 'Tulis nama kolom pada baris pertama; nama yang diperlukan disebut di "missing".'],
  'import-columns': [422, 'Kolom tidak lengkap', 'Tambahkan kolom yang disebut di "missing" dan hapus kolom kembar yang disebut di "twice"; kolom tanpa isi tetap ditulis.'],
  'import-not-csv': [422, 'Susunan CSV rusak', 'Periksa tanda kutip mulai baris yang disebut di "line"; sejak baris itu berkas tidak terbaca.'],
  'import-too-long': [422, 'Terlalu banyak baris', 'Bagi register menjadi beberapa berkas; satu berkas memuat paling banyak 50.000 baris.'],
  'unknown-ground': [422, 'Alasan penerusan tidak dikenal', 'Pilih salah satu alasan hukum untuk meneruskan ke LKPP, dan tanpa alasan untuk jalur lainnya; lihat "allowed".'],
  'paper-number-missing': [422, 'Nomor dinas belum diisi', 'Isi nomor dinasnya; kantor ini belum menetapkan seri nomor sendiri.'],
  'wrong-person': [422, 'Orang itu tidak memegang fungsinya', 'Pilih orang yang sedang memegang fungsi tujuan.'],
  'too-many-requests': [429, 'Terlalu banyak permintaan', 'Tunggu sebentar, lalu coba lagi.'],
  internal: [500, 'Kesalahan di sisi kami', 'Coba lagi; bila berulang, sampaikan kode "trace" kepada pengelola Sigap.'],
  'engine-unavailable': [503, 'Mesin proses sedang tidak tersedia', 'Coba lagi dengan Idempotency-Key yang sama; tindakan tidak akan terjadi dua kali.'],
  'database-unavailable': [503, 'Basis data sedang tidak tersedia', 'Coba lagi dengan Idempotency-Key yang sama; tidak ada yang tercatat dua kali.'],
} as const satisfies Record<string, readonly [status: number, title: string, detail: string]>;

export type ProblemCode = keyof typeof problems;

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly extra: Record<string, unknown>;

  constructor(code: ProblemCode, extra: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** The body of application/problem+json. */
export function problemBody(code: ProblemCode, extra: Record<string, unknown> = {}) {
  const [status, title, detail] = problems[code];
  return { type: `urn:sigap:problem:${code}`, title, status, detail, code, ...extra };
}
