import { columns } from '../../api/imports/columns.ts';
import type { Fate, importOf, rowsOf } from '../../api/imports/fates.ts';
import type { imports } from '../../db/schema.ts';
import { errorSummary, field } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import type { Sentence } from '../sentences.ts';
import type { Desk } from './desk.ts';
import { table } from './table.ts';

type Found = Awaited<ReturnType<typeof importOf>>;
type Row = Awaited<ReturnType<typeof rowsOf>>[number];
interface StaffPage { title: string; body: Html; here: 'imports' }

const states: Record<Found['state'], string> = {
  checking: 'Sedang diperiksa', ready: 'Siap diimpor', broken: 'Ada baris yang harus diperbaiki', done: 'Sudah diimpor',
};

const fates: Record<Fate, string> = { open: 'menjadi laporan terbuka', solved: 'masuk sebagai laporan selesai', broken: 'harus diperbaiki', duplicate: 'sudah ada, dilewati' };

export function uploadPage(desk: Desk, before: (typeof imports.$inferSelect)[], wrong?: string): StaffPage {
  const { base, token, office } = desk;
  const body = html`${wrong !== undefined && errorSummary([{ field: 'file', sentence: wrong }])}
<h1>Impor register</h1>
<p class="lead">Bawa register lama dalam berkas CSV. Sigap memeriksa setiap baris lebih dahulu dan menunjukkan nasibnya; belum ada yang masuk sampai Anda menyetujuinya.</p>
<form method="post" action="${base}/impor?tanda=${token}" enctype="multipart/form-data" novalidate>
${field({ id: 'file', label: 'Berkas CSV', hint: 'Paling besar 50 MB. Pemisah titik koma, koma, atau tab; dari Excel: Simpan sebagai CSV UTF-8.', error: wrong }, (aria) =>
    html`<input id="file" name="file" type="file" accept=".csv,text/csv" required${aria}>`)}
<button type="submit">Periksa berkas</button>
</form>
<h2>Kolom</h2>
<p>Baris pertama memuat nama kolom: ${columns.map((name, index) => html`${index > 0 && ', '}<code>${name}</code>`)}. Urutannya bebas. <code>selesai</code>,
<code>jawaban</code>, dan <code>akar_masalah</code> dikosongkan untuk laporan yang belum selesai.</p>
${before.length > 0 && html`<h2>Impor sebelumnya</h2>
<ol class="rows">${before.map((one) => html`<li><h3><a href="${base}/impor/${one.id}">${localTime(one.createdAt.toISOString(), office.settings.utcOffsetMinutes)}</a></h3>
<p class="quiet">${one.rows} baris · ${states[one.state]}</p></li>`)}</ol>`}`;
  return { title: `${wrong === undefined ? '' : 'Perbaiki isian: '}Impor register`, body, here: 'imports' };
}

interface Shown { found: Found; rows: Row[]; more: boolean; fate: Fate | undefined; refusal?: Sentence }

/** Every row's fate; the run takes all of them or none. */
export function importPage({ base, office, seal }: Desk, { found, rows, more, fate, refusal }: Shown): StaffPage {
  const path = `${base}/impor/${found.id}`;
  const counts: [Fate, number][] = [['open', found.open], ['solved', found.solved], ['duplicate', found.duplicates], ['broken', found.broken]];
  const nothing = found.state === 'ready' && found.open + found.solved === 0;
  const at = (instant: Date | null) => (instant === null ? '–' : localTime(instant.toISOString(), office.settings.utcOffsetMinutes));
  const body = html`${refusal && html`<section class="notice bad" role="alert" tabindex="-1" autofocus><h2>${refusal.title}</h2><p>${refusal.detail}</p></section>`}
<h1>Pemeriksaan register</h1>
<p class="state"><strong>${states[found.state]}</strong> <span class="quiet">${found.rows} baris dibaca</span></p>
<ul>${counts.filter(([, count]) => count > 0).map(([code, count]) => html`<li>${count} baris <a href="${path}?nasib=${code}">${fates[code]}</a></li>`)}</ul>
${found.warning !== null && html`<p class="notice"><strong>Perhatikan:</strong> ${found.warning}</p>`}
${nothing && html`<p class="notice">Tidak ada laporan baru untuk diimpor: setiap baris sudah tercatat di Sigap.</p>`}
${found.state === 'ready' && !nothing && html`<form method="post" action="${path}">${seal}<p>Semua baris masuk sekaligus, atau tidak satu pun.</p><button type="submit">Impor ${found.open + found.solved} laporan</button></form>`}
${found.state === 'broken' && html`<p class="notice">Perbaiki baris yang disebut di bawah di berkas Anda, lalu <a href="${base}/impor">unggah kembali</a>. Belum ada yang diimpor.</p>`}
<h2>${fate === undefined ? 'Setiap baris' : `Baris yang ${fates[fate]}`}</h2>
${fate !== undefined && html`<p><a href="${path}">Tampilkan semua baris</a></p>`}
${table('Nasib setiap baris berkas', ['Baris', 'Nasib', 'Nomor', 'Diterima', 'Alasan'], rows.map((row) => [
    row.row, fates[row.fate], row.number === null ? '–' : html`<a class="number" href="${base}/laporan/${row.number}">${row.number}</a>`, at(row.receivedAt),
    row.reasons.map(({ column, reason }) => html`${column !== '' && html`<code>${column}</code>: `}${reason}<br>`),
  ]))}
${more && html`<p><a href="${path}?${new URLSearchParams({ ...(fate === undefined ? {} : { nasib: fate }), sesudah: String(rows.at(-1)?.row ?? 0) }).toString()}">Baris berikutnya</a></p>`}`;
  return { title: 'Pemeriksaan register', body, here: 'imports' };
}
