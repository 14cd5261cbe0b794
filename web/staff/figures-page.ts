import type { ClockFigures, MonthFigures, Share } from '../../activities/figures.ts';
import { sayWorkingTime } from '../../activities/figures/working-time.ts';
import { errorSummary, field } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Desk } from './desk.ts';
import { table } from './table.ts';

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
const sayMonth = (month: string) => html`<span class="number">${names[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}</span>`;
/** No number was set, or there is nothing to measure. */
const none = '–';
const wrongPeriod = { field: 'dari', sentence: 'Pilih bulan pertama dan bulan terakhir yang sudah tiba, paling banyak 60 bulan.' };

export function figuresPage({ base }: Desk, { from, to }: { from: string; to: string }, months: MonthFigures[] | null): { title: string; body: Html; here: 'figures' } {
  const month = (id: string, label: string, value: string) => field({ id, label, hint: 'Tahun dan bulan, misalnya 2026-11.', ...(months === null && id === wrongPeriod.field ? { error: wrongPeriod.sentence } : {}) }, (aria) =>
    html`<input id="${id}" name="${id}" type="month" value="${value}"${aria}>`);
  const body = html`${months === null && errorSummary([wrongPeriod])}
<h1>Angka per bulan</h1>
<p class="lead">Laporan dihitung pada bulan diterimanya, menurut waktu setempat. Lama waktu adalah waktu kerja kantor.</p>
<form class="filters" method="get" action="${base}/angka" novalidate>
${month('dari', 'Bulan pertama', from)}
${month('sampai', 'Bulan terakhir', to)}
<button type="submit">Tampilkan</button>
</form>
${months !== null && html`<p><a href="${base}/angka/unduh?${new URLSearchParams({ dari: from, sampai: to }).toString()}">Unduh sebagai CSV</a> dengan semua rincian.</p>
<h2>Laporan</h2>
${table('Laporan per bulan', ['Bulan', 'Diterima', 'Dibuka kembali', 'Diteruskan ke LKPP', 'Ditutup', 'Terbuka pada akhir bulan'],
    months.map((one) => [sayMonth(one.month), one.received, one.reopened, one.forwarded, one.closed, one.openAtEnd]))}
${clockTable('Tindak lanjut', months, (one) => one.followUp)}
${clockTable('Jawaban', months, (one) => one.answer)}
<h2>Rincian seluruh masa</h2>
${parts(months)}`}`;
  return { title: `${months === null ? 'Perbaiki isian: ' : ''}Angka per bulan`, body, here: 'figures' };
}

function clockTable(what: string, months: MonthFigures[], pick: (month: MonthFigures) => ClockFigures): Html {
  const time = (ms: number | null) => (ms === null ? none : sayWorkingTime(ms));
  return html`<h2>${what}</h2>
${table(`${what} per bulan`, ['Bulan', 'Sudah', 'Tepat waktu', 'Terlambat', 'Belum', 'Belum dan lewat tenggat', 'Median waktu', 'Keterlambatan terburuk'], months.map((month) => {
    const { done, inTime, late, notYet, overdue, median, lateWorst } = pick(month);
    return [sayMonth(month.month), done, inTime ?? none, late ?? none, notYet, overdue ?? none, time(median.workingMs), time(lateWorst.workingMs)];
  }))}`;
}

/** By category, kind, channel and cause, over all the months. */
function parts(months: MonthFigures[]): Html[] {
  const groups: [string, (month: MonthFigures) => Share[]][] = [
    ['Kategori', (one) => one.byCategory], ['Jenis', (one) => one.byKind], ['Saluran', (one) => one.byChannel], ['Akar permasalahan', (one) => one.byCause],
  ];
  return groups.flatMap(([name, pick]) => {
    const rows = new Map<string, { received: number; late: number | null }>();
    for (const { label, received, late } of months.flatMap(pick)) {
      const sum = rows.get(label) ?? { received: 0, late: null };
      rows.set(label, { received: sum.received + received, late: late === null ? sum.late : (sum.late ?? 0) + late });
    }
    return rows.size === 0 ? [] : [table(`Menurut ${name.toLowerCase()}`, [name, 'Diterima', 'Terlambat'], [...rows].map(([label, { received, late }]) => [label, received, late ?? none]))];
  });
}
