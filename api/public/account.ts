/** What a user may know of what is done about the own account. */
import type { PublicRecord } from './public-record.ts';

const moved = { 'deadline.moved': 'Tenggat berubah karena kalender kerja berubah' };

/** Not the ground's evidence, which may name others, nor what the office writes to LKPP. */
export const deactivationRecord: PublicRecord = {
  events: {
    'case.opened': 'Penonaktifan akun dimulai',
    'clarification.asked': 'Klarifikasi Anda diminta',
    clarified: 'Klarifikasi diterima',
    'clarification.missing': 'Klarifikasi tidak diterima sampai batas waktunya',
    'deactivation.decided': ({ outcome }) => (outcome === 'yes' ? 'Diputuskan bahwa akun dinonaktifkan' : 'Diputuskan bahwa akun tidak dinonaktifkan'),
    'lkpp.proposed': 'Penonaktifan diusulkan kepada LKPP',
    'lkpp.decided': 'Keputusan LKPP dicatat',
    deactivated: 'Akun dinonaktifkan di SPSE',
    'case.closed': 'Penonaktifan selesai diproses', ...moved,
  },
  // The reasons of a decision go to LKPP, or to the user by the mail that says the account stays.
  quiet: new Set(['deactivation.decided', 'lkpp.proposed', 'lkpp.decided', 'deactivated']),
  clocks: new Set(['clarification']),
  turn: (_deps, _intake, state, events) => ({
    acts: events.some(({ type }) => type === 'clarification.asked') && (state === 'klarifikasi' || state === 'menunggu-keputusan') ? ['clarify'] : [], asked: [],
  }),
};

export const appointmentRecord: PublicRecord = {
  events: {
    'case.opened': 'Masa tugas Anda akan berakhir atau perlu dikonfirmasi',
    'decree.sent': 'Surat tugas baru diterima',
    'term.extended': 'Masa tugas diperpanjang',
    'term.confirmed': 'Masa tugas dikonfirmasi',
    'term.not-extended': 'Masa tugas tidak diperpanjang; akun ditandai untuk dinonaktifkan',
    'term.ended': 'Masa tugas berakhir; akun ditandai untuk dinonaktifkan',
    'case.closed': 'Selesai', ...moved,
  },
  quiet: new Set(['term.extended', 'term.not-extended']),
  clocks: new Set(['term']),
  turn: (_deps, _intake, state) => ({ acts: ['menunggu-perpanjangan', 'menunggu-konfirmasi', 'ditandai'].includes(state) ? ['send-decree'] : [], asked: [] }),
};
