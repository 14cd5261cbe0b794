import { sayDate } from '../../workflows/appointment/day.ts';
import { codesIn } from '../../workflows/registration/checklist.ts';
import type { EventWords, Said } from './event-words.ts';

const given = (value: unknown): boolean => typeof value === 'string' && value !== '';
const seenHow = (how: unknown): string => (how === 'video' ? 'lewat video langsung' : 'di loket');
const itemsOf = ({ label }: Said, list: unknown): string => codesIn(list).map((code) => label('items', code)).join('; ');

/** The events of the SOPs about users of SPSE, in words. */
export const userEventWords: Record<string, EventWords> = {
  'item.received': { words: ({ data, label }) => `Salinan diterima${data.how === 'loket' ? ' di loket' : ''}: ${label('items', data.item)}` },
  'item.absent': { words: ({ data, label }) => `Dinyatakan tidak ada: ${label('items', data.item)}` },
  'item.seen': { words: ({ data, label }) => `Dokumen asli dilihat ${seenHow(data.how)}: ${label('items', data.item)}` },
  'item.judged': { words: ({ data, label }) => `Dinilai ${data.verdict === 'benar' ? 'benar' : 'tidak benar'}: ${label('items', data.item)}` },
  'item.added': { words: 'Dokumen menurut peraturan lain diminta' },
  'blacklist.checked': { words: ({ data }) => `Daftar hitam INAPROC diperiksa: ${data.result === 'tercantum' ? 'tercantum' : 'tidak tercantum'}` },
  'deficiency.told': { words: (said) => `Kekurangan berkas diberitahukan; waktu verifikasi berhenti: ${itemsOf(said, said.data.items)}` },
  'deficiency.answered': { words: (said) => (given(said.data.owed) ? `Berkas dilengkapi sebagian; masih kurang: ${itemsOf(said, said.data.owed)}` : 'Berkas dilengkapi; waktu verifikasi berjalan kembali'), clock: 'completion' },
  'completion.missed': { words: 'Berkas tidak dilengkapi sampai batas waktunya', clock: 'completion' },
  'appointment.booked': { words: ({ data, when }) => `${data.again === true ? 'Jadwal diganti' : 'Dijadwalkan'}: dokumen asli ditunjukkan ${seenHow(data.how)} pada ${when(data.at)}` },
  'appointment.missed': { words: ({ data, when }) => `Pemohon tidak datang pada jadwal ${when(data.at)}`, clock: 'appointment' },
  approved: { words: 'Permohonan disetujui', clock: 'verification' },
  rejected: { words: ({ data, label }) => `Permohonan ditolak: ${label('reasons', data.ground)}`, clock: 'verification' },
  activated: { words: 'User ID diaktifkan di SPSE', clock: 'activation' },
  'central.recorded': { words: ({ data }) => `Hasil akun terpusat INAPROC dicatat: ${data.outcome === 'aktif' ? 'aktif' : 'ditolak'}`, clock: 'central' },
  'central.late': { words: 'Hasil akun terpusat INAPROC belum dicatat dalam 3 x 24 jam', clock: 'central' },
  'carried-out': { words: ({ data }) => `Permintaan dilaksanakan${given(data.account) ? ` pada akun ${String(data.account)}` : ''}`, clock: 'activation' },
  withdrawn: { words: ({ thing }) => `Penarikan ${thing} dicatat` },
  'clarification.asked': { words: 'Klarifikasi diminta kepada pengguna' },
  clarified: { words: 'Klarifikasi pengguna diterima', clock: 'clarification' },
  'clarification.missing': { words: 'Klarifikasi tidak disampaikan sampai batas waktunya', clock: 'clarification' },
  'deactivation.decided': { words: ({ data }) => (data.outcome === 'yes' ? 'Diputuskan: akun dinonaktifkan' : 'Diputuskan: akun tidak dinonaktifkan'), clock: 'decision' },
  'lkpp.proposed': { words: 'Penonaktifan diusulkan kepada LKPP' },
  'lkpp.decided': { words: ({ data }) => `Keputusan LKPP dicatat: ${String(data.outcome)}`, clock: 'lkpp-reply' },
  deactivated: { words: 'Akun dinonaktifkan di SPSE', clock: 'carry-out' },
  'term.extended': { words: ({ data }) => `Masa tugas diperpanjang ${given(data.until) ? `sampai ${sayDate(String(data.until))}` : 'tanpa batas'}` },
  'term.confirmed': { words: 'Dikonfirmasi masih menjabat' },
  'term.not-extended': { words: 'Masa tugas dinyatakan berakhir' },
  'term.ended': { words: 'Masa tugas berakhir tanpa perpanjangan; akun ditandai untuk dinonaktifkan', clock: 'term' },
  'decree.sent': { words: ({ data }) => `Pengguna mengirim surat tugas baru${given(data.until) ? `, sampai ${sayDate(String(data.until))}` : ''}` },
  identified: { words: ({ data }) => `Identitas pemohon dibuktikan ${seenHow(data.how)}` },
  'data.given': { words: 'Salinan data diberikan kepada pemohon', clock: 'reply' },
  'data.refused': { words: ({ data, label }) => `Pemberian data ditolak: ${label('reasons', data.ground)}`, clock: 'reply' },
  'data.stopped': { words: 'Pengunduhan data dihentikan' },
  'data.handed-over': { words: 'Salinan data diserahkan di loket' },
};
