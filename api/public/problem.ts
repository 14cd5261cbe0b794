import { takesData } from '../open-question.ts';
import type { PublicRecord } from './public-record.ts';

export const problemRecord: PublicRecord = {
  events: {
    'case.opened': 'Laporan diterima',
    'followed-up': 'Laporan ditindaklanjuti',
    'data.asked': 'Helpdesk meminta data',
    'data.received': 'Data diterima',
    answered: 'Laporan dijawab',
    forwarded: 'Laporan diteruskan ke LKPP',
    'lkpp.replied': 'LKPP membalas penerusan',
    'refused-substance': 'Pertanyaan menyangkut substansi pengadaan, di luar kewenangan LPSE',
    reopened: 'Laporan dibuka kembali',
    'deadline.moved': 'Tenggat berubah karena kalender kerja berubah',
    'case.closed': 'Laporan ditutup',
  },
  // The words for LKPP are the office's; the reporter learns only that it was forwarded.
  quiet: new Set(['forwarded', 'lkpp.replied']),
  clocks: new Set(['follow-up', 'answer', 'data', 'confirm']),
  turn: (_deps, _intake, state, events) => ({ acts: takesData(state, events) ? ['reply'] : state === 'menunggu-konfirmasi' ? ['confirm', 'reopen'] : [], asked: [] }),
};
