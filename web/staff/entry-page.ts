import { z } from 'zod';
import { deskChannels } from '../../workflows/problem/messages.ts';
import { errorSummary, field } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { pick } from './controls.ts';
import type { Desk } from './desk.ts';

const text = z.string().catch('');

/** The form as it was typed; nothing in it is checked yet. */
export const entryShape = z.object({
  kunci: text, saluran: text, diterima: text, 'nomor-luar': text, nama: text, surel: text, kontak: text, peran: text, kategori: text, paket: text, uraian: text,
});

export type Entry = z.infer<typeof entryShape>;

/** Paths of the contract, the field that fills each, and what is wrong with it. */
const mistakes: Record<string, [field: keyof Entry, sentence: string]> = {
  channel: ['saluran', 'Pilih salurannya.'],
  receivedAt: ['diterima', 'Isi tanggal dan jam laporan sampai di kantor.'],
  externalNumber: ['nomor-luar', 'Tulis nomor di saluran asal, paling banyak 100 huruf.'],
  'reporter.name': ['nama', 'Isi nama pelapor, 2 sampai 200 huruf.'],
  'reporter.mail': ['surel', 'Isi alamat surel yang benar, atau kosongkan.'],
  'reporter.contact': ['kontak', 'Isi nomor telepon atau cara lain, 3 sampai 200 huruf, atau kosongkan.'],
  role: ['peran', 'Pilih peran pelapor.'],
  category: ['kategori', 'Pilih kategori masalahnya.'],
  packageCode: ['paket', 'Tulis kode paket dengan huruf, angka, atau tanda hubung saja, paling banyak 40.'],
  description: ['uraian', 'Uraikan masalahnya, 3 sampai 10.000 huruf.'],
};

export function entryErrors({ issues }: z.ZodError): FieldError[] {
  const wrong = new Set(issues.map(({ path }) => path.join('.')));
  return Object.entries(mistakes).filter(([path]) => wrong.has(path)).map(([, [name, sentence]]) => ({ field: name, sentence }));
}

export function entryPage({ office, base, seal }: Desk, entry: Entry, errors: readonly FieldError[]): { title: string; body: Html; here: 'entry' } {
  const { roles, categories } = office.rules.problem;
  const named = (all: readonly { code: string; label: string }[]) => all.map(({ code, label }) => ({ value: code, label }));
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const line = (id: keyof Entry, label: string, more: { hint?: string; optional?: boolean; type?: string } = {}) =>
    field({ id, label, hint: more.hint, optional: more.optional ?? false, error: error(id) }, (aria) =>
      html`<input id="${id}" name="${id}" type="${more.type ?? 'text'}" autocomplete="off" value="${entry[id]}"${!more.optional && html` required`}${aria}>`);
  const body = html`${errors.length > 0 && errorSummary(errors)}
<h1>Catat laporan untuk pelapor</h1>
<p class="lead">Untuk laporan lewat telepon, kunjungan, WhatsApp, tiket SPSE, surat, atau surel. Tenggat dihitung dari saat laporan sampai di kantor.</p>
<form method="post" action="${base}/lapor" novalidate>
${seal}<input type="hidden" name="kunci" value="${entry.kunci}">
<fieldset><legend>Penerimaan</legend>
${pick({ id: 'saluran', name: 'saluran', label: 'Saluran', optional: false, error: error('saluran'), value: entry.saluran, options: named(deskChannels) })}
${line('diterima', 'Sampai di kantor', { type: 'datetime-local', hint: 'Waktu setempat; tidak boleh di masa depan.' })}
${line('nomor-luar', 'Nomor di saluran asal', { optional: true, hint: 'Misalnya nomor tiket SPSE atau nomor surat.' })}
</fieldset>
<fieldset><legend>Pelapor</legend>
${line('nama', 'Nama')}
${line('surel', 'Alamat surel (email)', { type: 'email', optional: true, hint: 'Tanpa surel, pelapor dikabari dengan cara lain.' })}
${line('kontak', 'Telepon atau kontak lain', { optional: true })}
${pick({ id: 'peran', name: 'peran', label: 'Peran', optional: false, error: error('peran'), value: entry.peran, options: named(roles) })}
</fieldset>
<fieldset><legend>Masalah</legend>
${pick({ id: 'kategori', name: 'kategori', label: 'Kategori', optional: false, error: error('kategori'), value: entry.kategori, options: named(categories) })}
${line('paket', 'Kode paket', { optional: true, hint: 'Hanya sebagai rujukan.' })}
${field({ id: 'uraian', label: 'Uraian masalah', error: error('uraian'), hint: 'Jangan menulis kata sandi.' }, (aria) =>
    html`<textarea id="uraian" name="uraian" rows="8" required${aria}>
${entry.uraian}</textarea>`)}
</fieldset>
<button type="submit">Catat laporan</button>
</form>`;
  return { title: `${errors.length > 0 ? 'Perbaiki isian: ' : ''}Catat laporan`, body, here: 'entry' };
}
