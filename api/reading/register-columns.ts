import { uncoded } from '../../activities/figures/labels.ts';
import type { Labels } from '../../activities/figures/labels.ts';
import { states } from '../../workflows/problem/messages.ts';
import { localCell, minutes, yesNo } from './csv.ts';
import type { Column } from './csv.ts';
import { outcomes } from './outcomes.ts';
import type { RegisterRow } from './register-row.ts';

/** The register as a table for people; no cell where nothing is known, 0 where it was in time. */
export function registerColumns(labels: Labels): Column<RegisterRow>[] {
  const said = (words: ReadonlyMap<string, string>, code: string | null) => (code === null ? null : words.get(code) ?? code);
  const state = new Map<string, string>(Object.entries(states));
  const outcome = new Map(Object.entries(outcomes));
  return [
    ['Nomor laporan', (row) => row.number],
    ['Saluran', (row) => said(labels.channels, row.channel)],
    ['Nomor di saluran asal', (row) => row.externalNumber],
    ['Diterima', (row) => localCell(row.receivedAt)],
    ['Dicatat', (row) => localCell(row.enteredAt)],
    ['Peran pelapor', (row) => said(labels.roles, row.role)],
    ['Nama pelapor', (row) => row.reporter],
    ['Kategori menurut pelapor', (row) => said(labels.categories, row.categoryReported)],
    ['Kategori', (row) => said(labels.categories, row.category)],
    ['Jenis', (row) => said(labels.kinds, row.kind)],
    ['Keadaan', (row) => said(state, row.state)],
    ['Ditindaklanjuti', (row) => localCell(row.followedUpAt)],
    ['Tenggat tindak lanjut', (row) => localCell(row.followUpDueAt)],
    ['Terlambat ditindaklanjuti (menit kerja)', (row) => minutes(row.followUpLate?.workingMs)],
    ['Terlambat ditindaklanjuti (menit)', (row) => minutes(row.followUpLate?.clockMs)],
    ['Dijawab', (row) => localCell(row.answeredAt)],
    ['Tenggat jawaban', (row) => localCell(row.answerDueAt)],
    ['Terlambat dijawab (menit kerja)', (row) => minutes(row.answerLate?.workingMs)],
    ['Terlambat dijawab (menit)', (row) => minutes(row.answerLate?.clockMs)],
    ['Diteruskan ke LKPP', (row) => localCell(row.forwardedAt)],
    ['Jalur penerusan', (row) => said(labels.routes, row.forwardRoute)],
    ['Alasan penerusan', (row) => said(labels.grounds, row.forwardGround)],
    ['Tiket LKPP tercatat', (row) => yesNo(row.lkppTicket)],
    ['Dibuka kembali (kali)', (row) => row.reopened],
    ['Akar permasalahan', (row) => said(labels.causes, row.cause) ?? (row.causeRecordedAt === null ? null : uncoded.label)],
    ['Akar permasalahan dicatat', (row) => localCell(row.causeRecordedAt)],
    ['Ditutup', (row) => localCell(row.closedAt)],
    ['Hasil', (row) => said(outcome, row.outcome)],
    ['Lama terbuka (hari kalender)', (row) => row.daysOpen],
    ['Keterlambatan terburuk (menit kerja)', (row) => minutes(row.worstLate?.workingMs)],
    ['Keterlambatan terburuk (menit)', (row) => minutes(row.worstLate?.clockMs)],
    ['Selesai sebelum Sigap', (row) => yesNo(row.imported)],
    ['Peraturan', (row) => row.regulation],
    ['Versi berkas kantor', (row) => row.officeVersion],
  ];
}
