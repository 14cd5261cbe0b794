import { sayBudget } from '../../regulations/duration.ts';
import type { Budget } from '../../calendar/index.ts';
import type { Rules, Source, Sourced } from '../../regulations/rules.ts';
import { caseRules } from '../../workflows/problem/rules.ts';

/** One value that governs a case, in words; no source: nothing is set. */
export interface Governing { code: string; name: string; value: string; source: Source | null }

export function governingRow<T>(code: string, name: string, entry: Sourced<T> | null, say: (value: T) => string, unset = 'Tidak ditetapkan'): Governing {
  return { code, name, value: entry ? say(entry.value) : unset, source: entry?.source ?? null };
}

/** Every value of the case's frozen rules, with its name and its words in Bahasa Indonesia. */
export function governingValues(rules: Rules): Governing[] {
  const problem = caseRules(rules.problem);
  const { lkpp, witness } = problem;
  const title = (fn: string) => rules.titles[fn] ?? fn;
  const row = governingRow;
  const budget = (code: string, name: string, entry: Sourced<Budget> | null, unset?: string) => row(code, name, entry, sayBudget, unset);
  const yesNo = (value: boolean) => (value ? 'Ya' : 'Tidak');
  return [
    ...problem.roles.map(({ code, label, legalDeadline, source }): Governing => ({
      code: `roles.${code}`, name: `Pelapor: ${label}`, value: legalDeadline ? 'Diterima, dengan tenggat tindak lanjut' : 'Diterima, tanpa tenggat tindak lanjut', source,
    })),
    budget('followUp', 'Tenggat tindak lanjut', problem.followUp, 'Tidak ditetapkan; hanya umur laporan yang dihitung'),
    budget('answer', 'Tenggat jawaban', problem.answer, 'Tidak ditetapkan; hanya umur laporan yang dihitung'),
    row('reminderShares', 'Pengingat bagi petugas', problem.reminderShares, (shares) => `Saat ${shares.map((share) => `${Math.round(share * 100)}%`).join(' dan ')} waktu terpakai`),
    row('ladder', 'Jenjang yang diberi tahu bila tenggat terlewat', problem.ladder, (ladder) => [...ladder.map(title), 'LKPP'].join(', lalu ')),
    budget('rungSpacing', 'Jarak antar-jenjang', problem.rungSpacing),
    row('lkpp.rung', 'Jenjang terakhir', lkpp.rung, (rung) => (rung === 'mail' ? 'Surel kepada LKPP' : 'Tugas memberi tahu LKPP secara manual')),
    row('lkpp.approver', 'Persetujuan sebelum LKPP diberi tahu', lkpp.approver, (approver) => (approver === null ? 'Tidak perlu, langsung' : title(approver))),
    budget('lkpp.approvalWindow', 'Waktu bagi pemberi persetujuan', lkpp.approvalWindow),
    ...lkpp.grounds.map(({ code, label, clause, article }): Governing => ({ code: `lkpp.grounds.${code}`, name: 'Alasan penerusan ke LKPP', value: label, source: { kind: 'law', clause, article } })),
    ...lkpp.routes.flatMap(({ code, label, clause, article, approval }): Governing[] => [
      { code: `lkpp.routes.${code}`, name: 'Jalur ke LKPP', value: label, source: { kind: 'law', clause, article } },
      row(`lkpp.routes.${code}.approval`, `Jalur "${label}" melalui persetujuan`, approval, yesNo),
    ]),
    budget('lkpp.chase', 'Waktu menunggu balasan LKPP sebelum ditagih', lkpp.chase, 'Tidak ditagih'),
    row('coordinator', 'Koordinator yang memberi arahan', problem.coordinator, title),
    ...(witness ? [{
      code: 'witness', name: `Kesaksian dokumen penawaran: ${witness.title}`, source: { kind: 'law', clause: witness.clause, article: witness.article } as const,
      value: `${witness.force === 'must' ? 'Wajib' : 'Pilihan kantor'}; pihak: ${witness.parties.map(({ label }) => label).join(', ')}`,
    }] : []),
    ...(witness ? [row('witness.series', 'Nomor berita acara', witness.series, (series) => series, 'Diketik petugas')] : []),
    row('evaluation', 'Evaluasi berkala', problem.evaluation, (months) => `Setiap ${months} bulan`, 'Tidak ditetapkan'),
    row('rootCauseGate', 'Laporan ditutup hanya setelah akar permasalahan dicatat', problem.rootCauseGate, yesNo),
    budget('confirmWindow', 'Waktu pelapor menanggapi jawaban', problem.confirmWindow),
    budget('dataWindow', 'Waktu pelapor mengirim data', problem.dataWindow),
  ];
}
