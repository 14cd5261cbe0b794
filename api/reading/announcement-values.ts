import { sayBudget, sayClock } from '../../regulations/duration.ts';
import type { Operation } from '../../regulations/announcement-rules.ts';
import type { Rules } from '../../regulations/rules.ts';
import type { Intake } from '../intake.ts';
import { governingRow as row } from './governing-values.ts';
import type { Governing } from './governing-values.ts';

/** Who runs the system (DATA-10, GOV-15). */
export const operationWords: Record<Operation, string> = {
  'system-provider': 'Kantor mengelola sendiri sistemnya (system provider)',
  'service-provider': 'Kantor memberi layanan; sistemnya dikelola pihak lain (service provider)',
  central: 'SPSE terpusat, dikelola LKPP',
};

const yesNo = (value: boolean) => (value ? 'Ya' : 'Tidak');

/** What governs a maintenance window or an outage; null: the SOP is neither. */
export function announcementValues({ sop, rules }: Pick<Intake, 'sop' | 'rules'>): Governing[] | null {
  switch (sop) {
    case 'maintenance': return maintenanceValues(rules);
    case 'outage': return outageValues(rules);
    default: return null;
  }
}

const titlesIn = ({ titles }: Rules) => ({
  one: (fn: string) => titles[fn] ?? fn,
  ladder: (fns: string[]) => (fns.length === 0 ? 'Tidak ada' : fns.map((fn) => titles[fn] ?? fn).join(', lalu ')),
});

function maintenanceValues(rules: Rules): Governing[] {
  const { operation, approver, leads, overrun, ladder, atNight } = rules.maintenance;
  const title = titlesIn(rules);
  return [
    row('operation', 'Bentuk pengelolaan', operation, (value) => operationWords[value]),
    row('approver', 'Persetujuan sebelum diumumkan', approver, (fn) => (fn === null ? 'Tidak perlu' : title.one(fn))),
    row('leads', 'Pengingat bagi pengguna sebelum mulai', leads, (budgets) => budgets.map(sayBudget).join(', lalu ') || 'Tidak ada'),
    row('overrun', 'Jeda tanpa jawaban sesudah jadwal selesai', overrun, sayClock),
    row('ladder', 'Jenjang yang diberi tahu bila melewati jadwal', ladder, title.ladder),
    row('atNight', 'Surat untuk banyak orang juga di luar jam kerja', atNight, yesNo),
  ];
}

function outageValues(rules: Rules): Governing[] {
  const { operation, declarer, confirmation, response, ladder, lkpp, inaproc, paper } = rules.outage;
  const title = titlesIn(rules);
  return [
    row('operation', 'Bentuk pengelolaan', operation, (value) => operationWords[value]),
    row('confirmation', 'Waktu sebelum pengguna diberi tahu', confirmation, sayClock),
    row('response', 'Jeda tanpa tindakan sebelum jenjang berikutnya diberi tahu', response, sayClock),
    row('ladder', 'Jenjang yang diberi tahu bila tidak ditangani', ladder, title.ladder),
    row('declarer', 'Yang menetapkan waktu resmi gangguan', declarer, title.one),
    row('lkpp.after', 'Lama gangguan sebelum LKPP diberi tahu', lkpp.after, (ms) => (ms === null ? 'LKPP tidak diberi tahu otomatis' : sayClock(ms))),
    row('lkpp.rung', 'Cara memberi tahu LKPP', lkpp.rung, (rung) => (rung === 'mail' ? 'Surel kepada LKPP' : 'Tugas memberi tahu LKPP secara manual')),
    row('lkpp.approver', 'Persetujuan sebelum LKPP diberi tahu', lkpp.approver, (fn) => (fn === null ? 'Tidak perlu, langsung' : title.one(fn))),
    row('lkpp.approvalWindow', 'Waktu bagi pemberi persetujuan', lkpp.approvalWindow, sayBudget),
    row('inaproc', 'Pengumuman di INAPROC disetujui oleh', inaproc && { value: inaproc.approver, source: inaproc.source }, title.one, 'Tidak diatur teksnya'),
    row('paper.series', `Nomor ${paper.title}`, paper.series, (series) => series, 'Diketik petugas'),
  ];
}
