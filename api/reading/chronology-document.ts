import { formatLocal } from '../../calendar/index.ts';
import type { ChronologyDocument } from '../../papers/chronology.ts';
import { sayMs } from '../../regulations/duration.ts';
import type { Chronology } from './chronology.ts';
import type { Step } from './chronology-steps.ts';

/** The chronology as a paper shows it. */
export function chronologyDocument(chronology: Chronology, printedAt: Date): ChronologyDocument {
  const { number, office, regulation, receivedAt, closedAt, stateText, utcOffsetMinutes } = chronology;
  const when = (iso: string) => formatLocal(Date.parse(iso), utcOffsetMinutes);
  return {
    title: 'Kronologi Penanganan Laporan', office, report: number, printedAt, printed: `Dicetak ${formatLocal(printedAt.getTime(), utcOffsetMinutes)}`,
    facts: [
      ['Nomor laporan', number], ['Peraturan', regulation], ['Diterima', when(receivedAt)], ['Ditutup', closedAt === null ? 'Belum' : when(closedAt)], ['Keadaan', stateText],
    ],
    head: { number: 'No.', step: 'Langkah', by: 'Pelaksana', planned: 'Mutu baku', actual: 'Terlaksana' },
    rows: chronology.steps.map((step) => ({
      step: step.step, notes: step.notes, by: step.by.name,
      planned: [step.planned?.at ? when(step.planned.at) : null, step.planned?.budget, step.planned?.source].filter((part) => typeof part === 'string'),
      actual: [step.at === null ? 'Belum' : when(step.at), sayDifference(step)].filter((part) => part !== ''),
    })),
    legend: 'Mutu baku adalah batas waktu yang berlaku bagi laporan ini beserta sumbernya; langkah tanpa mutu baku tidak diberi batas oleh siapa pun. Selisih dihitung menurut jam.',
  };
}

/** 'Lebih cepat 3 jam 5 menit', 'Terlambat 1 hari 2 jam'; by the clock, in whole minutes. */
export function sayDifference({ difference }: Pick<Step, 'difference'>): string {
  if (difference === null) return '';
  const ms = Math.abs(difference.clockMs);
  const days = Math.floor(ms / 86_400_000);
  const words = [days > 0 ? `${days} hari` : '', sayMs(Math.floor((ms % 86_400_000) / 60_000) * 60_000)].filter((part) => part !== '').join(' ');
  if (words === '') return difference.clockMs > 0 ? 'Terlambat kurang dari satu menit' : 'Tepat waktu';
  return `${difference.clockMs < 0 ? 'Lebih cepat' : 'Terlambat'} ${words}`;
}
