import { sayBudget, sayClock } from '../../regulations/duration.ts';
import type { BackupRules } from '../../regulations/backup-rules.ts';
import type { Rules } from '../../regulations/rules.ts';
import type { Intake } from '../intake.ts';
import { operationWords } from './announcement-values.ts';
import { governingRow as row } from './governing-values.ts';
import type { Governing } from './governing-values.ts';

/** What governs a run, a move of a medium or a drill (ARC-1, ARC-2, SEC-17); null: the SOP is none of them. */
export function backupValues({ sop, rules }: Pick<Intake, 'sop' | 'rules'>): Governing[] | null {
  switch (sop) {
    case 'backup': return runValues(rules);
    case 'custody': return custodyValues(rules);
    case 'restore-drill': return drillValues(rules);
    default: return null;
  }
}

/** What all three have: who runs the system, and who is told. */
function shared({ backup: { operation, ladder, spacing }, titles }: Rules): Governing[] {
  return [
    row('operation', 'Bentuk pengelolaan', operation, (value) => operationWords[value]),
    row('ladder', 'Jenjang yang diberi tahu bila terlambat', ladder, (fns) => fns.map((fn) => titles[fn] ?? fn).join(', lalu ')),
    row('spacing', 'Jarak antar-jenjang, dan sampai dicoba lagi', spacing, sayClock),
  ];
}

const handover = ({ backup }: Rules, name: string): Governing => row('handover', name, backup.handover, sayBudget);
const seriesOf = ({ series, title }: BackupRules['papers']['drill']): Governing => row('papers.series', `Nomor ${title}`, series, (words) => words, 'Diketik petugas');

function runValues(rules: Rules): Governing[] {
  const { portable, within, portableEvery } = rules.backup;
  return [
    ...shared(rules),
    row('within', 'Jarak antara dua cadangan yang teruji', within, sayClock),
    row('portable', 'Salinan di media yang mudah dipindah, terpisah dari ruang server', portable, (value) => (value ? 'Ya' : 'Tidak')),
    row('portableEvery', 'Jarak antara dua salinan di media', portableEvery, sayClock),
    handover(rules, 'Waktu memasang media'),
  ];
}

function custodyValues(rules: Rules): Governing[] {
  const { portable, lossNotice, papers } = rules.backup;
  return [
    ...shared(rules),
    row('portable', 'Media disimpan terpisah dari ruang server', portable, (value) => (value ? 'Ya' : 'Tidak')),
    handover(rules, 'Waktu menyerahkan, menerima, memusnahkan, dan menandatangani berita acara'),
    row('lossNotice', 'Waktu memberi tahu kehilangan media', lossNotice, sayClock),
    seriesOf(papers.handover), seriesOf(papers.destruction),
  ];
}

function drillValues(rules: Rules): Governing[] {
  const { drillers, fullDrill, sampledDrill, papers } = rules.backup;
  const every = (months: number) => `Setiap ${months} bulan`;
  return [
    ...shared(rules),
    row('drillers', 'Yang boleh memulai uji dan membuka salinannya', drillers, (fns) => fns.map((fn) => rules.titles[fn] ?? fn).join(' atau ')),
    row('fullDrill', 'Uji pemulihan lengkap', fullDrill, every),
    row('sampledDrill', 'Uji pemulihan dengan contoh berkas', sampledDrill, every),
    handover(rules, 'Waktu memperbaiki, menjelaskan perbedaan, dan menandatangani berita acara'),
    seriesOf(papers.drill),
  ];
}
