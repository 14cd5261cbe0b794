import { z } from 'zod';
import { startOf } from '../../activities/figures/local.ts';
import type { Named } from '../../regulations/rules.ts';
import { deskChannels } from '../../workflows/problem/messages.ts';
import type { OfficeInForce } from '../offices.ts';
import type { Cells, Column } from './columns.ts';
import { endOfDay, readMoment } from './moments.ts';

interface Reason { column: Column | ''; reason: string }

/** What a row says, once it is understood. `cause` as free text; its code, where it names one, is in `facts`. */
export interface Understood {
  fate: 'open' | 'solved';
  receivedAt: Date;
  closedAt: Date | null;
  facts: Record<string, string | null>;
  channel: string;
  externalNumber: string | null;
  name: string;
  mail: string | null;
  contact: string | null;
  text: string;
  answer: string | null;
  cause: string | null;
}

/** `row` is null when there are reasons. */
export interface Judgement { reasons: Reason[]; row: Understood | null }

const mail = z.email().max(254);
/** As at the gate of the API: nobody types them, and papers and mails cannot show them. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const lengths: Partial<Record<Column, [least: number, most: number]>> = {
  nomor_luar: [1, 100], nama_pelapor: [2, 200], kontak_pelapor: [3, 200], uraian: [3, 10_000], jawaban: [3, 10_000], akar_masalah: [3, 10_000],
};
const required: Column[] = ['diterima', 'saluran', 'nama_pelapor', 'peran', 'kategori', 'uraian'];

/** Judges rows by the office as it stands; the reasons name a column and what to do, never the value. */
export function judge({ settings, rules }: OfficeInForce, now: number): (cells: Cells) => Judgement {
  const { roles, categories, causes } = rules.problem;
  const lists = { saluran: finder(deskChannels), peran: finder(roles), kategori: finder(categories), akar_masalah: finder(causes ?? []) };
  const since = startOf(settings.since, settings.utcOffsetMinutes);

  return (cells) => {
    const reasons: Reason[] = [];
    const wrong = (column: Column, reason: string) => { reasons.push({ column, reason }); return null; };
    for (const [column, cell] of Object.entries(cells) as [Column, string][]) {
      const [least, most] = lengths[column] ?? [1, 300];
      if (cell === '') { if (required.includes(column)) wrong(column, 'Wajib diisi.'); }
      else if (control.test(cell)) wrong(column, 'Tidak boleh memuat karakter kendali.');
      else if (cell.length < least || cell.length > most) wrong(column, `Panjangnya ${least} sampai ${most} karakter.`);
    }
    const code = (column: 'saluran' | 'peran' | 'kategori', allowed: Named[]) => lists[column](cells[column])
      ?? (cells[column] === '' ? null : wrong(column, `Tidak dikenal; pilih salah satu: ${allowed.map(({ label }) => label).join(', ')}.`));
    const channel = code('saluran', deskChannels);
    const role = code('peran', roles);
    const category = code('kategori', categories);
    if (cells.surel_pelapor !== '' && !mail.safeParse(cells.surel_pelapor).success) wrong('surel_pelapor', 'Alamat surel tidak benar; kosongkan bila tidak ada.');

    const moment = (column: 'diterima' | 'selesai') => (cells[column] === '' ? null : readMoment(cells[column], settings.utcOffsetMinutes)
      ?? wrong(column, 'Tanggal tidak terbaca; tulis misalnya 31/01/2025 09.30 atau 2025-01-31T09:30.'));
    const received = moment('diterima');
    if (received && received.at > now) wrong('diterima', 'Belum terjadi; waktu penerimaan tidak boleh di masa depan.');
    if (received && received.at < since) wrong('diterima', `Mendahului pencatatan kantor di Sigap, yang dimulai ${settings.since}.`);
    const solved = moment('selesai');
    const closedAt = solved && (solved.wholeDay ? Math.min(endOfDay(solved.at), Math.max(now, solved.at)) : solved.at);
    if (closedAt !== null && closedAt > now) wrong('selesai', 'Belum terjadi; kosongkan bila laporan belum selesai.');
    if (closedAt !== null && received && closedAt < received.at) wrong('selesai', 'Mendahului waktu penerimaan.');
    if (cells.selesai !== '' && cells.jawaban === '') wrong('jawaban', 'Wajib diisi untuk laporan yang sudah selesai.');
    for (const column of ['jawaban', 'akar_masalah'] as const) {
      if (cells.selesai === '' && cells[column] !== '') wrong(column, 'Terisi tanpa tanggal selesai; isi kolom selesai atau kosongkan kolom ini.');
    }
    if (reasons.length > 0 || !received || channel === null) return { reasons, row: null };
    const optional = (column: Column) => (cells[column] === '' ? null : cells[column]);
    return {
      reasons: [],
      row: {
        fate: closedAt === null ? 'open' : 'solved', receivedAt: new Date(received.at), closedAt: closedAt === null ? null : new Date(closedAt),
        facts: { role, category, packageCode: null, channel, cause: closedAt === null ? null : lists.akar_masalah(cells.akar_masalah) },
        channel, externalNumber: optional('nomor_luar'), name: cells.nama_pelapor, mail: optional('surel_pelapor'), contact: optional('kontak_pelapor'),
        text: cells.uraian, answer: optional('jawaban'), cause: optional('akar_masalah'),
      },
    };
  };
}

/** The code of what a cell names, by its code or its label, in capitals or not. */
function finder(list: Named[]): (cell: string) => string | null {
  const codes = new Map(list.flatMap(({ code, label }) => [[label.toLowerCase(), code], [code.toLowerCase(), code]]));
  return (cell) => codes.get(cell.toLowerCase()) ?? null;
}
