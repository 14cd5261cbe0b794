import type { Intake } from '../../api/intake.ts';
import type { papersOf } from '../../api/papers.ts';
import { paperRule } from '../../papers/kinds.ts';
import type { PaperKind } from '../../papers/kinds.ts';
import { inFull } from '../../workflows/kernel/cite.ts';
import { capital, nounsOf } from '../../api/reading/nouns.ts';
import { caseRules } from '../../workflows/problem/rules.ts';
import { errorSummary, field } from '../fields.ts';
import type { FieldError, Option } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Sentence } from '../sentences.ts';
import { pick } from './controls.ts';
import type { Desk } from './desk.ts';
import { paperFormOf, partyFields, witnessCount } from './paper-form.ts';
import type { PaperEntry } from './paper-form.ts';

interface StaffPage { title: string; body: Html; here: 'cases' }
type Paper = Awaited<ReturnType<typeof papersOf>>[number];

/** Whether the office numbers its papers of a kind by itself today. */
export function hasSeries({ office }: Desk, kind: PaperKind): boolean {
  return Boolean(paperRule(office.rules, kind)?.series?.value);
}

export function paperPage(desk: Desk, { number, rules, facts, sop }: Intake, colleagues: Option[], entry: PaperEntry, outcome: { errors?: FieldError[]; refusal?: Sentence } = {}): StaffPage {
  const { base, seal } = desk;
  const { errors = [], refusal } = outcome;
  const form = paperFormOf({ sop, facts });
  const { copied } = form;
  const witness = copied === undefined ? caseRules(rules.problem).witness : null;
  const title = (copied === undefined ? witness : paperRule(rules, form.kind))?.title ?? 'Berita acara';
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const typed = (name: string) => entry[name] ?? (name === 'packageCode' ? facts.packageCode ?? '' : '');
  const line = (name: string, label: string, { hint, optional, kind }: { hint?: string | undefined; optional?: boolean | undefined; kind?: 'time' | 'words' | undefined } = {}) =>
    field({ id: name, label, hint, optional: optional ?? false, error: error(name) }, (aria) => (kind === 'words'
      ? html`<textarea id="${name}" name="${name}" rows="4"${!optional && html` required`}${aria}>
${typed(name)}</textarea>`
      : html`<input id="${name}" name="${name}" type="${kind === 'time' ? 'datetime-local' : 'text'}" autocomplete="off" value="${typed(name)}"${!optional && html` required`}${aria}>`));
  const body = html`${errors.length > 0 && errorSummary(errors)}${refusal && refused(refusal)}
<h1>${title}</h1>
<p class="lead">${capital(nounsOf(sop).thing)} <a class="number" href="${base}/laporan/${number}">${number}</a>. ${copied !== undefined && `${copied} disalin dari catatannya. `}Sigap menulis isian ini sebagai PDF${witness && ` (${inFull(witness.article)})`}; sesudah ditandatangani, salinannya diunggah kembali.</p>
<form method="post" action="${base}/laporan/${number}/berita-acara" novalidate>
${seal}<input type="hidden" name="kunci" value="${entry.kunci ?? ''}"><input type="hidden" name="tugas" value="${entry.tugas ?? ''}">
<fieldset><legend>${form.legend}</legend>${form.lines.map(({ name, label, hint, optional, kind }) => (name === 'number' && !hasSeries(desk, form.kind)
    ? line(name, label, { hint: 'Nomor dinas dari agenda; kantor ini belum menetapkan seri nomor sendiri.' }) : line(name, label, { hint, optional, kind })))}</fieldset>
${copied !== undefined ? pick({ id: 'signer', name: 'signer', label: 'Penanda tangan', optional: true, all: 'Pemegang fungsinya saat ini', value: entry.signer ?? '', options: colleagues, error: error('signer') })
    : html`<fieldset><legend id="pihak" tabindex="-1">Para pihak</legend>
${error('pihak') !== undefined && html`<p class="error"><strong>Perbaiki:</strong> ${error('pihak')}</p>`}<p class="hint before">Kosongkan pihak yang tidak hadir.</p>
${(witness?.parties ?? []).map(({ code, label }) => html`<fieldset class="party"><legend>${label}</legend>${partyFields.map(([name, words]) => line(`${code}-${name}`, words, { optional: true }))}</fieldset>`)}</fieldset>
<fieldset><legend>Saksi dari LPSE</legend>
${Array.from({ length: witnessCount }, (_none, index) => pick({
    id: `saksi-${index + 1}`, name: `saksi-${index + 1}`, label: `Saksi ${index + 1}`, optional: index > 0, all: 'Pilih', value: entry[`saksi-${index + 1}`] ?? '', options: colleagues, error: error(`saksi-${index + 1}`),
  }))}</fieldset>`}
<button type="submit">Buat berita acara</button>
</form>`;
  return { title: `${errors.length > 0 || refusal ? 'Perbaiki isian: ' : ''}${title}`, body, here: 'cases' };
}

/** The upload of the signed copy. */
export function signPage({ base, token }: Desk, { number, rules, sop }: Intake, paper: Paper, { tugas, kunci }: { tugas: string; kunci: string }, refusal?: Sentence): StaffPage {
  const path = `${base}/laporan/${number}/berita-acara/${paper.id}`;
  const body = html`${refusal && refused(refusal)}
<h1>Salinan yang ditandatangani</h1>
<p class="lead">${paperRule(rules, paper.kind).title} ${paper.number}, ${nounsOf(sop).thing} <a class="number" href="${base}/laporan/${number}">${number}</a>. <a href="${path}/pdf">Unduh PDF untuk ditandatangani</a>.</p>
<form method="post" action="${path}?${new URLSearchParams({ tanda: token, tugas, kunci }).toString()}" enctype="multipart/form-data" novalidate>
${field({ id: 'file', label: 'Pindaian yang sudah ditandatangani', hint: 'PDF, paling besar 5 MB.' }, (aria) => html`<input id="file" name="file" type="file" accept=".pdf,application/pdf" required${aria}>`)}
<button type="submit">Unggah</button>
</form>`;
  return { title: `${refusal ? 'Perbaiki isian: ' : ''}Salinan yang ditandatangani`, body, here: 'cases' };
}

function refused({ title, detail }: Sentence): Html {
  return html`<section class="notice bad" role="alert" aria-labelledby="galat" tabindex="-1" autofocus><h2 id="galat">${title}</h2><p>${detail}</p></section>`;
}

/** The papers of a case, and on the task of signing the way to bring the copy back. */
export function paperList({ base }: Desk, number: string, papers: Paper[], signing: string | null): Html | false {
  const path = `${base}/laporan/${number}/berita-acara`;
  return papers.length > 0 && html`<h2 id="berita-acara">Berita acara</h2>
<ul class="rows">${papers.map((paper) => html`<li><h3>${paper.number}</h3><p>${paper.sha256 === null ? 'Sedang ditulis.' : html`<a href="${path}/${paper.id}/pdf">Unduh PDF</a>`}
${paper.signedSha256 !== null && html` · <a href="${path}/${paper.id}/signed">Unduh salinan yang ditandatangani</a>`}
${paper.sha256 !== null && paper.signedSha256 === null && signing !== null && html` · <a href="${path}/${paper.id}?tugas=${signing}">Unggah salinan yang ditandatangani</a>`}</p></li>`)}</ul>`;
}
