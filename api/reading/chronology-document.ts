import { sayMs } from '../../regulations/duration.ts';
import type { Chronology } from './chronology.ts';
import type { Step } from './chronology-steps.ts';
import { localCell } from './csv.ts';

/** A table with a title, ready for a page of paper. */
export interface TableDocument {
  title: string;
  office: string;
  facts: [label: string, value: string][];
  head: string[];
  /** One per step; a cell may hold several lines. */
  rows: string[][];
  foot: string;
}

/** The chronology as a paper: number, step, who, planned, actual, difference, notes. */
export function chronologyDocument(chronology: Chronology, printedAt: string): TableDocument {
  return {
    title: 'Kronologi Penanganan Laporan', office: chronology.office,
    facts: [
      ['Nomor laporan', chronology.number], ['Peraturan', chronology.regulation], ['Diterima', localCell(chronology.receivedAt) ?? ''],
      ['Ditutup', localCell(chronology.closedAt) ?? 'Belum'], ['Keadaan', chronology.stateText],
    ],
    head: ['No.', 'Langkah', 'Pelaksana', 'Mutu baku', 'Terlaksana', 'Selisih', 'Keterangan'],
    rows: chronology.steps.map((step, index) => [
      String(index + 1), step.step, step.by.name, plannedCell(step), localCell(step.at) ?? 'Belum', sayDifference(step), step.notes.join('\n'),
    ]),
    foot: `Disusun Sigap dari catatan laporan pada ${localCell(printedAt) ?? ''}. Mutu baku adalah batas yang berlaku bagi laporan ini, dengan sumbernya.`,
  };
}

function plannedCell({ planned }: Step): string {
  if (planned === null) return '';
  return [localCell(planned.at), planned.budget, planned.source].filter((part) => part !== null).join('\n');
}

/** 'Lebih cepat 3 jam 5 menit', 'Terlambat 1 hari 2 jam'; by the clock. */
export function sayDifference({ difference }: Step): string {
  if (difference === null) return '';
  const ms = Math.abs(difference.clockMs);
  const days = Math.floor(ms / 86_400_000);
  const rest = Math.floor((ms % 86_400_000) / 60_000) * 60_000;
  const words = [days > 0 ? `${days} hari` : '', sayMs(rest)].filter((part) => part !== '').join(' ');
  if (words === '') return 'Tepat waktu';
  return difference.clockMs < 0 ? `Lebih cepat ${words}` : `Terlambat ${words}`;
}
