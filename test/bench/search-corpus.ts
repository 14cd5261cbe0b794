import { readFileSync } from 'node:fs';
import type { Told } from '../../search/testing/solved-cases.ts';

const actors = `Penyedia|Pokja Pemilihan|PPK Dinas Kesehatan|PPK Dinas Pekerjaan Umum|Pejabat Pengadaan Kecamatan|Admin Perangkat Daerah|Auditor Inspektorat|Staf Bagian Umum|
  Operator Dinas Pendidikan|Kuasa direktur CV|Penyedia perorangan|Konsultan pengawas|Bendahara Dinas Perikanan`;
const objects = `dokumen penawaran|dokumen kualifikasi|berita acara hasil pemilihan|surat penunjukan penyedia|jadwal tender|kontrak elektronik|rencana umum pengadaan|harga perkiraan sendiri|kerangka acuan kerja|
  jaminan penawaran|data kualifikasi|sertifikat badan usaha|laporan kemajuan pekerjaan|katalog lokal|toko daring|undangan pengadaan langsung|sanggahan|aanwijzing|addendum kontrak|spesifikasi teknis|
  daftar hitam|surat kuasa|tanda daftar perusahaan|bukti pajak|neraca keuangan|pengalaman kerja|tenaga ahli|peralatan utama|uraian pekerjaan|rekapitulasi anggaran|nota dinas|akun pengguna|kata sandi|token OTP`;
const symptoms = `gagal mengunggah {o}, muncul galat {n}|tombol simpan pada {o} tidak menanggapi|halaman {o} kosong setelah diperbarui|tidak dapat membuka {o} karena enkripsi rusak|{o} hilang sesudah tenggat diperpanjang|
  unduhan {o} terputus di tengah jalan|isian {o} kembali ke nilai lama|notifikasi tentang {o} tidak terkirim|nama perusahaan di {o} keliru|{o} menampilkan paket tahun lalu|masuk dengan akun sendiri ditolak ketika mengisi {o}|
  peramban menutup sendiri saat {o} dibuka|penandatanganan {o} berhenti pada langkah {n}|jam server pada {o} tertinggal|tautan {o} mengarah ke halaman lain|pratinjau {o} berupa karakter acak|ukuran {o} dianggap melebihi batas|
  sinkronisasi {o} dengan SIRUP tertunda|kolom NPWP pada {o} menolak angka|aplikasi Apendo tidak mengenali {o}|evaluasi {o} tidak dapat dilanjutkan|hak akses untuk {o} dicabut|peringatan sertifikat keluar ketika {o} dikirim|
  cetakan {o} terpotong di sisi kanan|pencarian {o} tidak memberi hasil|penggantian {o} meminta persetujuan berulang|reverse auction untuk {o} terhenti|zona waktu {o} berubah menjadi WITA`;
const works = `pembangunan jembatan|rehabilitasi puskesmas|pengadaan mebel sekolah|peningkatan jalan desa|pengawasan drainase|pengadaan obat|perbaikan irigasi|pengadaan bibit padi|renovasi pasar|pengadaan laptop|jasa kebersihan|
  sewa kendaraan|pengadaan alat kesehatan|pemeliharaan taman|pengadaan seragam|perencanaan embung|pengadaan buku|pembangunan talud|pengadaan pompa|survei topografi|pengadaan pakan ikan|katering pelatihan|pengadaan tenda`;
const places = `Argomulyo|Tingkir|Sidorejo|Sidomukti|Blotongan|Kutowinangun|Ledok|Cebongan|Noborejo|Randuacir|Kumpulrejo|Tegalrejo|Mangunsari|Dukuh|Kecandran|Pulutan|Bugel|Kauman|Salatiga|Gendongan|Kalibening|Panaragan|Menggala|Tumijajar|
  Kasongan|Pendahara|Tewang|Mendawai|Klojen|Blimbing|Lowokwaru|Sukun|Kedungkandang|Dinoyo|Sawojajar|Arjosari`;
const remedies = `bersihkan singgahan peramban lalu {o} dikirim ulang|{o} diperbaiki administrator dari belakang layar|batas ukuran {o} dinaikkan sementara|kata sandi diatur ulang dan {o} dapat dibuka|pasang Apendo versi {v} lalu kirim kembali {o}|
  jam server disetel ulang sehingga {o} mengikuti jadwal|jaringan kantor diganti dan {o} terunduh utuh|{o} dipulihkan dari cadangan semalam|minta PPK menyetujui kembali {o}|gunakan peramban lain untuk {o}|LKPP menerbitkan perbaikan versi {v} untuk {o}|
  data induk {o} disinkronkan kembali|sertifikat diperbarui, {o} terkirim|format {o} diubah menjadi PDF|hak akses {o} dikembalikan`;
const causes = `sertifikat kedaluwarsa|ruang cakram penuh|versi peramban usang|koneksi kantor tidak stabil|salah format berkas|kelalaian pengisian|pembaruan aplikasi versi {v}|gangguan pusat data|akun terkunci|pengaturan zona waktu`;

const listOf = (text: string) => text.split('|').map((part) => part.trim().replace(/\s+/g, ' '));
const [who, what, wrong, work, where, cure, why] = [actors, objects, symptoms, works, places, remedies, causes].map(listOf) as [string[], string[], string[], string[], string[], string[], string[]];

/** The real incidents, as three numbers each: category, subcategory, symptom. They are codes only, and choose the sentences as often as they really came. */
const incidents = readFileSync(new URL('../data/incidents-200.csv', import.meta.url), 'utf8').trim().split('\n').slice(1)
  .map((line) => line.split(',').slice(3, 6).map((code) => Number(/\d+/.exec(code)?.[0] ?? 0)) as [number, number, number]);

const pick = <T>(list: T[], index: number): T => list[index % list.length] as T;

/** Solved case `n`, the same at each run: an incident's sentences with another incident's subject, and a package, a place and numbers of its own. */
export function solvedCase(n: number): Told & { answers: string[] } {
  const [category, subcategory, symptom] = pick(incidents, n);
  const [, otherSubject, otherSymptom] = pick(incidents, (n * 7919) % 199 + Math.floor(n / 200));
  const mixed = (n * 2_654_435_761) % 4_294_967_296;
  const thing = pick(what, subcategory + (mixed % 3));
  const fill = (sentence: string, object: string) => sentence.replaceAll('{o}', object).replaceAll('{n}', String(100 + (mixed >> 3 & 511))).replaceAll('{v}', `${4 + n % 2}.${mixed % 10}`);
  const said = [
    `${pick(who, category)} melaporkan bahwa ${fill(pick(wrong, symptom), thing)}.`,
    `Paket ${pick(work, otherSubject + n)} ${pick(where, Math.floor(mixed / 64))}, kode ${8_000_000 + (mixed % 900_000)}.`,
    `Sebelumnya ${fill(pick(wrong, otherSymptom + n), pick(what, otherSubject))}.`,
    'Mohon bantuannya karena batas waktu sudah dekat.',
  ];
  return {
    number: `SLT-2026-${String(n + 1).padStart(6, '0')}`, category: `kategori-${category}`, closedAt: new Date(Date.UTC(2024, 0, 1) + n * 1_200_000),
    description: said.join(' '),
    answers: [`Terima kasih atas laporannya. Solusi: ${fill(pick(cure, symptom + n), thing)}. Silakan dicoba kembali.`],
    ...(n % 3 === 0 ? { rootCause: `Penyebab: ${fill(pick(why, category + n), thing)}.` } : {}),
  };
}
