import { codesIn, lackOf } from '../../workflows/registration/checklist.ts';
import { checkedItems } from '../registration/record.ts';
import type { PublicRecord } from './public-record.ts';

const seenHow = (how: unknown): string => (how === 'video' ? 'lewat video' : 'di loket');

/** Never the twins, the look-up in the blacklist, notes, or what the verifikator thinks of an item before it is decided. */
export const registrationRecord: PublicRecord = {
  events: {
    'case.opened': 'Permohonan diterima',
    'deficiency.told': 'Berkas belum lengkap; kekurangannya diberitahukan',
    'deficiency.answered': 'Berkas tambahan diterima',
    'completion.missed': 'Berkas yang diminta tidak diterima sampai batas waktunya',
    'appointment.booked': ({ at, how, again }, when) => `${again === true ? 'Jadwal diganti' : 'Dijadwalkan'}: dokumen asli ditunjukkan ${seenHow(how)} pada ${when(at)}`,
    'appointment.missed': 'Waktu menunjukkan dokumen asli terlewat',
    'item.seen': ({ item, how }, _when, label) => `Dokumen asli sudah dilihat ${seenHow(how)}: ${label(item)}`,
    approved: 'Permohonan disetujui',
    rejected: 'Permohonan ditolak',
    activated: 'User ID diaktifkan di SPSE',
    'central.recorded': 'Hasil akun terpusat INAPROC dicatat',
    'carried-out': 'Permintaan dilaksanakan',
    'lkpp.ticket': 'Permohonan disampaikan kepada LKPP',
    'lkpp.replied': 'Keputusan LKPP dicatat',
    withdrawn: 'Permohonan ditarik',
    'deadline.moved': 'Tenggat berubah karena kalender kerja berubah',
    'case.closed': 'Permohonan selesai',
  },
  // A User ID stands on no page without a login.
  quiet: new Set(['item.seen', 'approved', 'activated', 'carried-out', 'central.recorded', 'lkpp.ticket', 'lkpp.replied', 'withdrawn']),
  clocks: new Set(['verification', 'completion', 'appointment']),
  async turn(deps, intake, state, events) {
    if (state !== 'menunggu-berkas') return { acts: state === 'diterima' ? ['withdraw'] : [], asked: [] };
    const told = codesIn(events.findLast(({ type }) => type === 'deficiency.told')?.data.items);
    const owed = (await checkedItems(deps, intake)).filter((item) => told.includes(item.code) && lackOf(item) !== null);
    return { acts: ['complete', 'withdraw'], asked: owed.map(({ code, label, need }) => ({ code, label, need })) };
  },
};
