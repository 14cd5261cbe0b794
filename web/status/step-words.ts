import { formatLocal } from '../../calendar/local-time.ts';
import type { Announced, News } from '../../api/status/announced.ts';
import { listed } from './words.ts';

/** Each step of a chronology in one sentence: what is new beside the step before. */
export function stepsOf({ kind, news }: Pick<Announced, 'kind' | 'news'>, utcOffsetMinutes: number): { at: number; text: string; words: string | null }[] {
  const say = kind === 'maintenance' ? ofWindow : ofOutage;
  return news.map((step, index) => ({ at: step.at, words: step.words, text: say(step, news[index - 1], (at) => formatLocal(at, utcOffsetMinutes)) }));
}

type When = (at: number) => string;

const span = ({ startsAt, endsAt }: News, when: When) => (endsAt === null ? `mulai ${when(startsAt)}` : `${when(startsAt)} sampai ${when(endsAt)}`);
const hasMoved = (step: News, before: News) => step.startsAt !== before.startsAt || step.endsAt !== before.endsAt;

function ofWindow(step: News, before: News | undefined, when: When): string {
  switch (step.state) {
    case 'dibatalkan': return 'Pemeliharaan dibatalkan.';
    case 'selesai': return `Pemeliharaan selesai: ${span(step, when)}.`;
    case 'melewati-jadwal': if (before?.state !== 'melewati-jadwal') return 'Jadwal selesai sudah lewat; pemeliharaan masih berlangsung.'; break;
    case 'berlangsung': if (before === undefined || before.state === 'terjadwal') return `Pemeliharaan dimulai, direncanakan ${span(step, when)}.`; break;
    default:
  }
  if (before === undefined) return `Pemeliharaan diumumkan: ${span(step, when)}.`;
  if (hasMoved(step, before)) return step.startsAt === before.startsAt && step.endsAt !== null ? `Jadwal selesai diubah menjadi ${when(step.endsAt)}.` : `Jadwal dipindahkan menjadi ${span(step, when)}.`;
  return 'Kabar perkembangan.';
}

function ofOutage(step: News, before: News | undefined, when: When): string {
  if (step.state === 'bukan-gangguan') return 'Dinyatakan bukan gangguan.';
  if (step.isOfficial && before?.isOfficial !== true) return `Waktu resmi ditetapkan: ${span(step, when)}.`;
  if (step.state === 'pulih' && before?.state !== 'pulih') return step.endsAt === null ? 'Layanan pulih.' : `Layanan pulih ${when(step.endsAt)}.`;
  if (step.state === 'gangguan' && before !== undefined && before.state !== 'gangguan') return 'Layanan terganggu kembali.';
  if (before === undefined) return `Gangguan diumumkan, diketahui sejak ${when(step.startsAt)}.`;
  if (listed(step.systems) !== listed(before.systems)) return `Sistem yang terganggu sekarang: ${listed(step.systems)}.`;
  if (step.state === 'selesai' && before.state !== 'selesai') return 'Penanganan gangguan selesai.';
  return 'Kabar perkembangan.';
}
