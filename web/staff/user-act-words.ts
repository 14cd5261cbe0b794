import { taskKinds as appointmentTasks } from '../../workflows/appointment/messages.ts';
import { taskKinds as requestTasks } from '../../workflows/data-request/messages.ts';
import { taskKinds as deactivationTasks } from '../../workflows/deactivation/messages.ts';
import { taskKinds as registrationTasks } from '../../workflows/registration/messages.ts';
import type { ActWords } from './act-words.ts';

const claim = (tasks: object): ActWords => ({ label: 'Ambil tugas', button: 'Ambil tugas ini', done: 'Tugas ini sekarang Anda pegang.', tasks: Object.keys(tasks), anyClaim: true });
const note = (tasks: object): ActWords => ({ label: 'Tambah catatan internal', button: 'Simpan catatan', done: 'Catatan tersimpan.', text: 'Catatan', hint: 'Hanya terbaca di kantor.', tasks: Object.keys(tasks) });
const reached = (tasks: string[]): ActWords => ({ label: 'Catat bahwa sudah dihubungi', button: 'Catat', done: 'Tercatat sudah dihubungi.', text: 'Kapan dan bagaimana dihubungi', tasks });
const ticket = (tasks: string[]): ActWords => ({ label: 'Catat nomor tiket LKPP', button: 'Catat nomor tiket', done: 'Nomor tiket LKPP tercatat.', text: 'Nomor tiket', tasks });
const reply = (tasks: string[]): ActWords => ({ label: 'Catat keputusan LKPP', button: 'Catat keputusan', done: 'Keputusan LKPP tercatat.', text: 'Isi keputusan', fields: { outcome: { label: 'Keputusan' } }, tasks });

/** Acts of people of the office on the users of SPSE, by SOP, in the order in which a task shows them. */
export const userActWords: Record<string, Record<string, ActWords>> = {
  registration: {
    claim: claim(registrationTasks),
    check: { label: 'Periksa berkas', button: 'Simpan pemeriksaan', done: 'Pemeriksaan berkas tercatat.', text: 'Keterangan', tasks: ['verifikasi'], page: 'checklist' },
    approve: {
      label: 'Setujui permohonan', button: 'Setujui', done: 'Permohonan disetujui.', text: 'Catatan', hint: 'Persetujuan berarti berkasnya lengkap dan benar, bukan bahwa pemohon memenuhi kualifikasi.', tasks: ['verifikasi'],
    },
    ask: {
      label: 'Minta berkas yang kurang', button: 'Kirim permintaan', done: 'Kekurangan berkas diberitahukan kepada pemohon.', text: 'Penjelasan tambahan',
      hint: 'Pemohon diberi tahu tepat apa yang kurang. Waktu verifikasi berhenti sampai berkasnya datang.', tasks: ['verifikasi'],
    },
    book: {
      label: 'Jadwalkan menunjukkan dokumen asli', button: 'Jadwalkan', done: 'Jadwal tercatat dan diberitahukan kepada pemohon.', text: 'Pesan kepada pemohon', hint: 'Jadwal baru menggantikan jadwal sebelumnya.', tasks: ['verifikasi'],
    },
    blacklist: { label: 'Catat pemeriksaan daftar hitam INAPROC', button: 'Catat hasil', done: 'Hasil pemeriksaan daftar hitam tercatat.', text: 'Keterangan', tasks: ['verifikasi'] },
    'add-item': {
      label: 'Minta dokumen menurut peraturan lain', button: 'Tambahkan', done: 'Dokumen ditambahkan ke daftar periksa.', text: 'Nama dokumen dan peraturan yang mewajibkannya', tasks: ['verifikasi'], seldom: true,
    },
    reject: {
      label: 'Tolak permohonan', button: 'Tolak', done: 'Permohonan ditolak; pemohon diberi tahu.', text: 'Penjelasan penolakan', fields: { ground: { label: 'Alasan penolakan menurut peraturan' } }, tasks: ['verifikasi'],
    },
    activate: {
      label: 'Catat aktivasi User ID', button: 'Catat aktivasi', done: 'Aktivasi tercatat; pemohon diberi tahu.', hint: 'Aktifkan dahulu User ID di SPSE. Kata sandi tidak pernah dicatat.', tasks: ['aktivasi'],
    },
    central: { label: 'Catat hasil akun terpusat', button: 'Catat hasil', done: 'Hasil akun terpusat tercatat.', text: 'Keterangan', fields: { outcome: { label: 'Hasil' } }, tasks: ['hasil-pusat'] },
    'carry-out': {
      label: 'Catat pelaksanaan', button: 'Catat pelaksanaan', done: 'Pelaksanaan tercatat; pemohon diberi tahu.', text: 'Apa yang dilaksanakan', hint: 'Keterangan ini dikirim kepada pemohon. Jangan menulis kata sandi.', tasks: ['aktivasi'],
    },
    'record-ticket': ticket(['teruskan-lkpp']),
    'record-reply': reply(['teruskan-lkpp']),
    'withdraw-for': { label: 'Catat bahwa pemohon menarik permohonannya', button: 'Catat penarikan', done: 'Permohonan ditarik.', text: 'Kapan dan bagaimana disampaikan', tasks: ['verifikasi'], seldom: true },
    reached: reached(['hubungi-pengguna', 'hubungi-pejabat']),
    note: note(registrationTasks),
  },
  deactivation: {
    claim: claim(deactivationTasks),
    'clarify-for': { label: 'Catat klarifikasi pengguna', button: 'Catat klarifikasi', done: 'Klarifikasi tercatat.', text: 'Klarifikasi pengguna', hint: 'Bila disampaikan lewat telepon, surat, atau di loket.', tasks: ['klarifikasi', 'putuskan', 'hubungi-pengguna'] },
    'decide-yes': { label: 'Putuskan: nonaktifkan akun', button: 'Putuskan nonaktif', done: 'Keputusan tercatat: akun dinonaktifkan.', text: 'Pertimbangan', tasks: ['putuskan'] },
    'decide-no': { label: 'Putuskan: akun tetap aktif', button: 'Putuskan tetap aktif', done: 'Keputusan tercatat: akun tetap aktif.', text: 'Pertimbangan', tasks: ['putuskan'] },
    'record-ticket': ticket(['usul-lkpp']),
    'record-reply': reply(['usul-lkpp']),
    'carry-out': { label: 'Catat penonaktifan di SPSE', button: 'Catat penonaktifan', done: 'Penonaktifan tercatat.', text: 'Kapan dan bagaimana dinonaktifkan', tasks: ['nonaktifkan'] },
    reached: reached(['hubungi-pengguna', 'hubungi-pejabat']),
  },
  appointment: {
    claim: claim(appointmentTasks),
    confirm: { label: 'Konfirmasi masih menjabat', button: 'Konfirmasi masih menjabat', done: 'Konfirmasi tercatat.', tasks: ['konfirmasi-jabatan'] },
    extend: {
      label: 'Perpanjang masa tugas', button: 'Perpanjang', done: 'Masa tugas diperpanjang.', text: 'Nomor dan tanggal surat tugas atau surat keputusan yang baru', tasks: ['masa-tugas', 'konfirmasi-jabatan'],
      fields: { until: { label: 'Masa tugas sampai', hint: 'Kosongkan bila tidak dibatasi.' } },
    },
    end: { label: 'Nyatakan masa tugas berakhir', button: 'Nyatakan berakhir', done: 'Akun ditandai untuk dinonaktifkan.', text: 'Alasannya', tasks: ['masa-tugas', 'konfirmasi-jabatan'] },
    reached: reached(['hubungi-pengguna']),
  },
  'data-request': {
    claim: claim(requestTasks),
    identify: { label: 'Catat pembuktian identitas', button: 'Catat', done: 'Pembuktian identitas tercatat.', text: 'Dokumen yang ditunjukkan', hint: 'Periksa juga apakah nama dan NIK di KTP sama dengan yang ditulis pemohon.', fields: { how: { label: 'Dibuktikan' } }, tasks: ['periksa-identitas'], states: ['diterima'] },
    give: {
      label: 'Berikan salinan data', button: 'Berikan data', done: 'Data diberikan kepada pemohon.', text: 'Keterangan', tasks: ['periksa-identitas'], states: ['dikenali'],
      hint: 'Hanya yang Anda centang atau tulis di sini yang diberikan. NIK, NPWP, dan surel diketik oleh pemohon sendiri: cocokkan dengan KTP dan dokumen yang ditunjukkan.',
      fields: { cases: { label: 'Data yang diberikan', hint: 'Nomor lain, satu tiap baris, bila menurut pemeriksaan juga milik pemohon.' } },
    },
    'stop-giving': {
      label: 'Hentikan pengunduhan', button: 'Hentikan sekarang', done: 'Pengunduhan dihentikan; pemohon diberi tahu.', text: 'Alasannya', hint: 'Tautan pemohon langsung tidak berlaku. Alasan ini dikirim kepada pemohon.',
      tasks: ['awasi-pengunduhan', 'serahkan-data'], states: ['diberikan'], anyClaim: true,
    },
    refuse: { label: 'Tolak pemberian data', button: 'Tolak', done: 'Penolakan tercatat.', text: 'Penjelasan', fields: { ground: { label: 'Alasan menurut undang-undang' } }, tasks: ['periksa-identitas'] },
    'handed-over': { label: 'Catat penyerahan di loket', button: 'Catat penyerahan', done: 'Penyerahan tercatat.', text: 'Kapan dan kepada siapa diserahkan', tasks: ['serahkan-data'] },
    'withdraw-for': { label: 'Catat bahwa pemohon menarik permintaannya', button: 'Catat penarikan', done: 'Permintaan ditarik.', text: 'Kapan dan bagaimana disampaikan', tasks: ['periksa-identitas'] },
    reached: reached(['serahkan-data', 'hubungi-pengguna', 'hubungi-pejabat']),
    note: note(requestTasks),
  },
};
