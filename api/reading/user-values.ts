import { sayBudget, sayClock } from '../../regulations/duration.ts';
import type { Rules } from '../../regulations/rules.ts';
import { itemsFor } from '../../workflows/registration/checklist.ts';
import type { Intake } from '../intake.ts';
import { governingRow as row } from './governing-values.ts';
import type { Governing } from './governing-values.ts';

const yesNo = (value: boolean) => (value ? 'Ya' : 'Tidak');
const sayShares = (shares: number[]) => `Saat ${shares.map((share) => `${Math.round(share * 100)}%`).join(' dan ')} waktu terpakai`;
const activations = { 'spse-local': 'Oleh verifikator di SPSE', inaproc: 'Akun terpusat INAPROC' } as const;

/** What governs a case about a user of SPSE, by its SOP; null: the SOP is none of these. */
export function userValues({ sop, rules, facts }: Pick<Intake, 'sop' | 'rules' | 'facts'>): Governing[] | null {
  switch (sop) {
    case 'registration': return registrationValues(rules, String(facts.service), String(facts.kind));
    case 'deactivation': return deactivationValues(rules);
    case 'appointment': return [
      row('notice', 'Waktu sebelum masa tugas berakhir', rules.appointment.notice, sayClock), row('confirmEvery', 'Konfirmasi masa tugas yang tidak dibatasi', rules.appointment.confirmEvery, (months) => `Setiap ${months} bulan`),
      row('reminderShares', 'Pengingat', rules.appointment.reminderShares, sayShares),
    ];
    case 'data-request': return [
      row('window', 'Batas pemberian data', rules.dataRequest.window, sayClock), row('reminderShares', 'Pengingat bagi petugas', rules.dataRequest.reminderShares, sayShares),
      ...rules.dataRequest.refusals.map(({ code, label, source }): Governing => ({ code: `refusals.${code}`, name: 'Alasan penolakan', value: label, source })),
    ];
    default: return null;
  }
}

function registrationValues({ registration, titles }: Rules, service: string, kind: string): Governing[] {
  const title = (fn: string) => titles[fn] ?? fn;
  return [
    ...itemsFor(registration, service, kind).map(({ code, label, need, original, source }): Governing => ({
      code: `items.${code}`, name: `Persyaratan: ${label}`, value: `${need === 'always' ? 'Wajib' : 'Bila ada'}; dokumen asli ${original ? 'ditunjukkan' : 'tidak diminta'}`, source,
    })),
    row('place', 'Tempat menunjukkan dokumen asli', registration.place, (place) => place),
    row('video', 'Dokumen asli boleh dilihat lewat video langsung', registration.video, yesNo),
    row('otherLaw', 'Dokumen menurut peraturan lain boleh diminta', registration.otherLaw, yesNo),
    row('qualifiers', 'Yang mengklarifikasi data kualifikasi', registration.qualifiers, (who) => who),
    row('verification', 'Waktu verifikasi', registration.verification, sayBudget, 'Tidak ditetapkan; hanya umur permohonan yang dihitung'),
    row('completion', 'Waktu pemohon melengkapi berkas', registration.completion, sayBudget),
    row('activation', 'Aktivasi akun', registration.activation, (value) => activations[value]),
    row('activationReminder', 'Pengingat aktivasi', registration.activationReminder, (budget) => `Setiap ${sayBudget(budget)}`),
    row('centralWindow', 'Waktu menunggu hasil akun terpusat', registration.centralWindow, sayClock),
    row('reminderShares', 'Pengingat', registration.reminderShares, sayShares),
    row('ladder', 'Jenjang yang diberi tahu bila verifikasi terlambat', registration.ladder, (ladder) => ladder.map(title).join(', lalu ')),
    row('rungSpacing', 'Jarak antar-jenjang', registration.rungSpacing, sayBudget),
    ...registration.grounds.map(({ code, label, source }): Governing => ({ code: `grounds.${code}`, name: 'Alasan penolakan', value: label, source })),
  ];
}

function deactivationValues({ deactivation, titles }: Rules): Governing[] {
  const title = (fn: string) => titles[fn] ?? fn;
  return [
    ...deactivation.grounds.map(({ code, label, by, source }): Governing => ({ code: `grounds.${code}`, name: 'Alasan penonaktifan', value: `${label}; oleh ${title(by)}`, source })),
    row('clarification', 'Waktu klarifikasi pengguna', deactivation.clarification, sayBudget, 'Tidak diminta'),
    row('decider', 'Yang memutuskan', deactivation.decider, (fn) => (fn === null ? 'Yang mengajukan' : title(fn))),
    row('throughLkpp', 'Diusulkan kepada Helpdesk LKPP', deactivation.throughLkpp, yesNo),
    row('reminder', 'Pengingat bagi yang belum memutuskan atau membalas', deactivation.reminder, (budget) => `Setiap ${sayBudget(budget)}`),
  ];
}
