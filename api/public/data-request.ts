import type { PublicRecord } from './public-record.ts';

export const dataRequestRecord: PublicRecord = {
  events: {
    'case.opened': 'Permintaan data diterima',
    identified: 'Identitas Anda sudah dibuktikan',
    'data.given': 'Data Anda dapat diambil lewat tautan yang kami kirim ke surel Anda, atau di loket',
    'data.stopped': 'Pengambilan data dihentikan',
    'data.handed-over': 'Data Anda diserahkan di loket',
    'data.refused': 'Permintaan data ditolak',
    withdrawn: 'Permintaan data ditarik',
    'case.closed': 'Permintaan data selesai',
  },
  // How a person was identified, and how a medium was handed over, are the office's own words.
  quiet: new Set(['identified', 'data.handed-over', 'withdrawn']),
  clocks: new Set(['reply', 'download']),
  turn: (_deps, _intake, state) => ({ acts: state === 'diterima' || state === 'dikenali' ? ['withdraw'] : [], asked: [] }),
};
