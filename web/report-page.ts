import type { OfficeInForce } from '../api/offices.ts';
import { field, errorSummary, fileField, select } from './fields.ts';
import type { FieldError } from './fields.ts';
import { followUpNote } from './follow-up-note.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';
import type { Draft } from './form-draft.ts';
import { slots } from './report-check.ts';

/** The report form, empty or as it was sent with what must be mended. */
export function reportPage(office: OfficeInForce, draft: Draft, errors: readonly FieldError[] = []): Page {
  const { key } = draft;
  const value = (name: string) => draft.values.get(name) ?? '';
  const { roles, categories } = office.rules.problem;
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  // Sent to an address of its own: a POST makes a browser forget the page it kept of that address, and after "back" the form would
  // hold the same words under a new key.
  const body = html`${errors.length > 0 && errorSummary(errors)}
<p class="place">${office.name}</p>
<h1>Laporkan masalah teknis SPSE</h1>
${followUpNote(office.rules)}
<form method="post" action="/lapor/${office.id}?kirim" enctype="multipart/form-data" novalidate>
<input type="hidden" name="kunci" value="${key}">
<fieldset>
<legend>Pelapor</legend>
${field({ id: 'nama', label: 'Nama', error: error('nama') }, (aria) =>
    html`<input id="nama" name="nama" autocomplete="name" required value="${value('nama')}"${aria}>`)}
${field({ id: 'surel', label: 'Alamat surel (email)', hint: 'Tanda terima, pertanyaan, dan jawaban kami kirim ke alamat ini.', error: error('surel') }, (aria) =>
    html`<input id="surel" name="surel" type="email" autocomplete="email" required value="${value('surel')}"${aria}>`)}
${field({ id: 'peran', label: 'Peran Anda', error: error('peran') }, (aria) =>
    select('peran', roles.map(({ code, label }) => ({ value: code, label })), value('peran'), 'Pilih peran', aria))}
</fieldset>
<fieldset>
<legend>Masalah</legend>
${field({ id: 'kategori', label: 'Kategori', error: error('kategori') }, (aria) =>
    select('kategori', categories.map(({ code, label }) => ({ value: code, label })), value('kategori'), 'Pilih kategori', aria))}
${field({ id: 'paket', label: 'Kode paket', optional: true, hint: 'Hanya sebagai rujukan.', error: error('paket') }, (aria) =>
    html`<input id="paket" name="paket" class="short" autocomplete="off" autocapitalize="characters" value="${value('paket')}"${aria}>`)}
${field({
    id: 'uraian', label: 'Uraian masalah', error: error('uraian'),
    hint: 'Apa yang Anda lakukan, apa yang terjadi, kapan, dan pesan kesalahan yang muncul. Jangan menulis kata sandi.',
  }, (aria) => html`<textarea id="uraian" name="uraian" rows="8" required${aria}>
${value('uraian')}</textarea>`)}
</fieldset>
<fieldset aria-describedby="lampiran-petunjuk">
<legend>Lampiran <span class="quiet">(tidak wajib)</span></legend>
<p class="hint before" id="lampiran-petunjuk">Tangkapan layar atau dokumen: PDF, JPEG, atau PNG, paling besar 5 MB tiap berkas.</p>
${slots.map((slot, index) => fileField({ id: slot, label: `Berkas ${index + 1}`, error: error(slot), kept: draft.files.get(slot) }))}
</fieldset>
<section class="notice" aria-labelledby="data-pribadi">
<h2 id="data-pribadi">Data pribadi Anda</h2>
<p>Nama, alamat surel, uraian, dan lampiran dipakai hanya untuk menangani laporan ini. Semuanya disimpan terenkripsi dan setiap pembacaan oleh
petugas dicatat, sesuai Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi.</p>
</section>
<button type="submit">Kirim laporan</button>
</form>`;
  return { title: `${errors.length > 0 ? 'Perbaiki isian: ' : ''}Laporkan masalah · ${office.name}`, body, here: 'offices' };
}
