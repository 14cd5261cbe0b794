import type { listAccounts, readAccount } from '../../api/accounts.ts';
import { nounsOf } from '../../api/reading/nouns.ts';
import { sayDate } from '../../workflows/appointment/day.ts';
import { registry } from '../../workflows/registry.ts';
import { errorSummary, field, fileField } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import type { Draft } from '../form-draft.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { cited } from '../source-words.ts';
import type { casesOfAccount } from './account-cases.ts';
import { pick } from './controls.ts';
import { titleOf } from './desk.ts';
import type { Desk } from './desk.ts';

interface StaffPage { title: string; body: Html; here: 'accounts' }
type Listed = Awaited<ReturnType<typeof listAccounts>>[number];
type Whole = Awaited<ReturnType<typeof readAccount>>;

const accountStates = { aktif: 'Aktif', ditandai: 'Ditandai untuk dinonaktifkan', nonaktif: 'Nonaktif' } as const;
export const evidenceSlots = ['bukti-1', 'bukti-2', 'bukti-3'] as const;

const kindOf = ({ office }: Desk, code: string): string => office.rules.registration.kinds.find((one) => one.code === code)?.label ?? code;
const termOf = ({ office }: Desk, { kind, until }: { kind: string; until: string | null }): string | false =>
  until !== null ? `Masa tugas sampai ${sayDate(until)}` : office.rules.registration.kinds.find((one) => one.code === kind)?.group === 'non-provider' && 'Masa tugas tidak dibatasi';

interface Shown { state?: Listed['state'] | undefined; isFirst?: boolean; hasMore?: boolean; /** What was searched for. */ search?: { typed: string; isWrong: boolean } }

const searchSentence = 'Isi nomor pendaftaran, User ID, NIK, NPWP, NIB, atau NIP, paling sedikit 3 huruf atau angka.';

export function accountsPage(desk: Desk, rows: Listed[], { state, isFirst = false, hasMore = false, search }: Shown): StaffPage {
  const path = `${desk.base}/akun`;
  const offset = desk.office.settings.utcOffsetMinutes;
  const older = new URLSearchParams({ ...(state === undefined ? {} : { keadaan: state }), sebelum: rows.at(-1)?.number ?? '' });
  const body = html`${search?.isWrong && errorSummary([{ field: 'cari', sentence: searchSentence }])}
<h1>Akun pengguna SPSE</h1>
<p class="lead">Akun yang diaktifkan lewat Sigap di kantor ini, menurut nomor pendaftarannya.</p>
<form class="filters" method="post" action="${path}" role="search" novalidate>${desk.seal}
${field({ id: 'cari', label: 'Cari akun', hint: 'Nomor pendaftaran, User ID, NIK, NPWP, NIB, atau NIP, selengkapnya. Pencarian dicatat.', error: search?.isWrong ? searchSentence : undefined }, (aria) =>
    html`<input id="cari" name="cari" class="short" autocomplete="off" maxlength="100" value="${search?.typed ?? ''}"${aria}>`)}
<button type="submit">Cari</button>
</form>
<form class="filters" method="get" action="${path}">
${pick({ id: 'keadaan', name: 'keadaan', label: 'Keadaan', optional: false, all: 'Semua', value: state ?? '', options: Object.entries(accountStates).map(([value, label]) => ({ value, label })) })}
<button type="submit">Tampilkan</button>
</form>
${search && !search.isWrong && html`<h2>Hasil pencarian</h2>`}
${rows.length === 0 && !search?.isWrong && html`<p role="status">Tidak ada akun yang cocok.</p>`}
<ol class="rows">${rows.map((row) => html`<li><h2><a href="${path}/${row.number}" class="number">${row.number}</a></h2>
<p>${kindOf(desk, row.kind)} · ${accountStates[row.state]}</p>
<p class="quiet">Aktif sejak ${localTime(row.activatedAt.toISOString(), offset)}${termOf(desk, row) && ` · ${termOf(desk, row) || ''}`}</p></li>`)}</ol>
<nav class="pages" aria-label="Halaman daftar">${!isFirst && html`<a href="${path}">${search ? 'Semua akun' : 'Ke yang terbaru'}</a>`}${hasMore && html`<a href="${path}?${older.toString()}">Lebih lama</a>`}</nav>`;
  return { title: `${search?.isWrong ? 'Perbaiki isian: ' : ''}Akun pengguna SPSE`, body, here: 'accounts' };
}

/** One account with its person, its cases, and the form that proposes its end. */
export function accountPage(desk: Desk, account: Whole, cases: Awaited<ReturnType<typeof casesOfAccount>>, draft: Draft, errors: readonly FieldError[]): StaffPage {
  const { base, office } = desk;
  const at = (instant: Date) => localTime(instant.toISOString(), office.settings.utcOffsetMinutes);
  const facts: [string, Html | string | false | null][] = [
    ['Pemegang', account.holder.name], ['Surel', account.holder.mail ?? 'tidak ada'], ['Kontak lain', account.holder.contact], ['Jenis pengguna', kindOf(desk, account.kind)],
    ['Aktif sejak', at(account.activatedAt)], ['Masa tugas', termOf(desk, account)], ['Nonaktif sejak', account.deactivatedAt && at(account.deactivatedAt)],
  ];
  const body = html`${errors.length > 0 && errorSummary(errors)}
<h1>Akun <span class="number">${account.number}</span></h1>
<p class="state"><span class="quiet">Keadaan</span> <strong>${accountStates[account.state]}</strong></p>
<dl class="facts">${facts.map(([term, value]) => value !== null && value !== false && html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>
<p><a href="${base}/laporan/${account.number}/arsip">Arsip berkas pendaftaran</a></p>
<h2>Kasus tentang akun ini</h2>
<ol class="rows">${cases.map((row) => html`<li><h3><a href="${base}/laporan/${row.number}"><span class="number">${row.number}</span></a></h3>
<p>${registry[row.sop]?.title ?? nounsOf(row.sop).thing} · ${registry[row.sop]?.states[row.state ?? 'diterima'] ?? row.state}</p><p class="quiet">${at(row.receivedAt)}</p></li>`)}</ol>
${account.state !== 'nonaktif' && deactivationForm(desk, account, draft, errors)}`;
  return { title: `${errors.length > 0 ? 'Perbaiki isian: ' : ''}Akun ${account.number}`, body, here: 'accounts' };
}

function deactivationForm(desk: Desk, { number, kind }: Whole, draft: Draft, errors: readonly FieldError[]): Html {
  const { office, base, token, staff } = desk;
  const group = office.rules.registration.kinds.find((one) => one.code === kind)?.group;
  const grounds = office.rules.deactivation.grounds.filter(({ groups }) => group === undefined || groups.includes(group));
  const requesters = [...new Map(grounds.flatMap((ground) => ground.requesters).map((one) => [one.code, one.label]))];
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const value = (id: string) => draft.values.get(id) ?? '';
  if (!grounds.some(({ by }) => staff.functions.includes(by))) {
    return grounds.length === 0 ? html`<p class="notice">Peraturan kantor ini tidak menyebut alasan menonaktifkan akun ini.</p>`
      : html`<p class="notice">Penonaktifan akun ini diajukan oleh: ${[...new Set(grounds.map(({ by }) => titleOf(desk, by)))].join(', ')}.</p>`;
  }
  return html`<h2 id="nonaktifkan">Ajukan penonaktifan</h2>
<form method="post" action="${base}/akun/${number}?${new URLSearchParams({ tanda: token }).toString()}" enctype="multipart/form-data" novalidate>
<input type="hidden" name="kunci" value="${draft.key}">
${pick({ id: 'ground', name: 'ground', label: 'Alasan menurut peraturan', optional: false, error: error('ground'), value: value('ground'), options: grounds.map(({ code, label, source }) => ({ value: code, label: `${label}, ${cited(source)}` })) })}
${requesters.length > 0 && pick({ id: 'requester', name: 'requester', label: 'Diminta oleh', optional: true, hint: 'Bila alasan itu memerlukan permintaan.', error: error('requester'), value: value('requester'), options: requesters.map(([code, label]) => ({ value: code, label })) })}
${field({ id: 'text', label: 'Uraian buktinya', error: error('text'), hint: 'Bila diusulkan kepada LKPP, uraian ini ikut dikirim.' }, (aria) => html`<textarea id="text" name="text" rows="6" required${aria}>
${value('text')}</textarea>`)}
<fieldset aria-describedby="bukti-petunjuk"><legend>Berkas bukti <span class="quiet">(tidak wajib)</span></legend>
<p class="hint before" id="bukti-petunjuk">PDF, JPEG, atau PNG, paling besar 5 MB tiap berkas.</p>
${evidenceSlots.map((slot, index) => fileField({ id: slot, label: `Berkas ${index + 1}`, error: error(slot), kept: draft.files.get(slot) }))}
</fieldset>
<button type="submit">Ajukan penonaktifan</button>
</form>`;
}
