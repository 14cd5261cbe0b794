import type { readChecklist } from '../../api/registration/checklist.ts';
import { errorSummary, field, fileField } from '../fields.ts';
import { newKey } from '../form-key.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { actWords } from './act-words.ts';
import type { CaseOutcome } from './case-page.ts';
import type { WholeCase } from './case-read.ts';
import { actsOn } from './case-tasks.ts';
import type { Desk } from './desk.ts';

type Checklist = Awaited<ReturnType<typeof readChecklist>>;
type Item = Checklist['items'][number];
type Task = WholeCase['found']['tasks'][number];

const identifiers: Record<string, string> = { nik: 'NIK', npwp: 'NPWP', nib: 'NIB', nip: 'NIP', mail: 'alamat surel', 'user-id': 'User ID' };

/** The fields of one item on the form of a check. */
export const checkFields = { version: (item: string) => `salinan-${item}`, state: (item: string) => `status-${item}`, seen: (item: string) => `asli-${item}`, verdict: (item: string) => `nilai-${item}`, file: (item: string) => `berkas-${item}` };

/** The checklist that the pack makes of this registration (REG-4, REG-11, REG-12), with one form over it for who verifies. */
export function checklistSection(desk: Desk, whole: WholeCase, mine: Task[], { checked }: CaseOutcome): Html | false {
  const { checklist, found } = whole;
  if (checklist === null) return false;
  const task = mine.find((one) => actsOn(desk, whole, one).some(([act]) => act === 'check'));
  const path = `${desk.base}/laporan/${found.number}`;
  const value = (name: string) => checked?.draft.values.get(name) ?? '';
  const errors = checked?.errors ?? [];
  const text = actWords.registration?.check?.text ?? '';
  const rows = html`<ol class="rows checklist">${checklist.items.map((item) => html`<li>${itemState(desk, item, path)}${task && itemControls(whole, item, value, errors.find(({ field: at }) => at === checkFields.file(item.code))?.sentence)}</li>`)}</ol>`;
  return html`<h2 id="daftar-periksa">Daftar periksa</h2>
${twinNotice(desk, checklist)}
${!task && rows}
${task && html`<form method="post" action="${path}/periksa?${new URLSearchParams({ tanda: desk.token, tugas: task.id }).toString()}" enctype="multipart/form-data" novalidate>
${errors.length > 0 && errorSummary(errors)}
<input type="hidden" name="kunci" value="${checked?.draft.key ?? newKey()}">
<p class="hint">Isi hanya yang diperiksa sekarang; yang lain tetap seperti semula.</p>
${rows}
${field({ id: 'periksa-keterangan', label: text, hint: 'Wajib bila ada yang dinilai tidak benar: sebutkan apa yang tidak benar.', error: errors.find(({ field: at }) => at === 'periksa-keterangan')?.sentence }, (aria) =>
    html`<textarea id="periksa-keterangan" name="periksa-keterangan" rows="3"${aria}>
${value('periksa-keterangan')}</textarea>`)}
<button type="submit">${actWords.registration?.check?.button}</button>
</form>`}`;
}

const headingOf = (item: string): string => `periksa-${item}`;

/** Numbers that another case of this office has, too (DATA-3): what it means is the verifikator's to judge. */
function twinNotice({ base }: Desk, { twins, moreTwins }: Checklist): Html | false {
  const numbers = [...new Set(twins.map(({ number }) => number))];
  return numbers.length > 0 && html`<div class="notice"><p>Nomor yang sama ada pada permohonan lain di kantor ini:</p>
<ul>${numbers.map((number) => html`<li><a class="number" href="${base}/laporan/${number}">${number}</a>: ${[...new Set(twins.filter((one) => one.number === number).map(({ kind }) => identifiers[kind]))].join(', ')}</li>`)}</ul>${moreTwins && html`<p>Masih ada yang lain; yang disebut hanya 50 yang pertama.</p>`}</div>`;
}

function itemState({ office }: Desk, item: Item, path: string): Html {
  const { label, source, words, state, obstacle, file, received, seen, verdict } = item;
  const mark = ({ by, at }: { by: { name: string }; at: string }) => html`<span class="quiet">${by.name}, ${localTime(new Date(at).toISOString(), office.settings.utcOffsetMinutes)}</span>`;
  return html`<h3 id="${headingOf(item.code)}">${label}</h3>
<p class="quiet">${source ?? 'Menurut peraturan lain'}</p>
${words !== null && html`<blockquote>${words}</blockquote>`}
<p><span class="tag${obstacle === null && ' on-time'}">${state}</span></p>
${(received ?? seen ?? verdict) && html`<ul class="marks">${received && html`<li>Salinan: ${file === null ? 'diterima' : html`<a href="${path}/berkas/${file}">buka salinan</a>`} ${mark(received)}</li>`}
${item.original && seen && html`<li>Asli dilihat ${seen.how === 'video' ? 'lewat video langsung' : 'di loket'} ${mark(seen)}</li>`}
${verdict && html`<li>${verdict.value === 'benar' ? 'Benar' : 'Tidak benar'} ${mark(verdict)}${verdict.words !== null && html`<blockquote>${verdict.words}</blockquote>`}</li>`}</ul>`}`;
}

function itemControls({ found }: WholeCase, { code, need, original, file, received }: Item, value: (name: string) => string, error: string | undefined): Html {
  const pick = (id: string, label: string, options: [string, string][]) => field({ id, label }, (aria) => html`<select id="${id}" name="${id}"${aria}><option value="">Tidak diisi</option>
${options.map(([option, words]) => html`<option value="${option}"${value(id) === option && html` selected`}>${words}</option>`)}</select>`);
  const states: [string, string][] = [...(received === null ? [['diterima', 'Diterima'] as [string, string]] : []), ...(need === 'if-any' ? [['tidak-ada', 'Tidak ada, menurut pemohon'] as [string, string]] : [])];
  // The copy that was shown: another one is not judged by this form.
  const version = checkFields.version(code);
  return html`<div class="controls" role="group" aria-labelledby="${headingOf(code)}">
${received && html`<input type="hidden" name="${version}" value="${value(version) || received.version}">`}
${states.length > 0 && pick(checkFields.state(code), 'Salinan', states)}
${original && pick(checkFields.seen(code), 'Asli dilihat', [['loket', 'Di loket'], ...(found.rules.registration.video.value ? [['video', 'Lewat video langsung'] as [string, string]] : [])])}
${pick(checkFields.verdict(code), 'Penilaian', [['benar', 'Benar'], ['tidak-benar', 'Tidak benar']])}
${fileField({ id: checkFields.file(code), label: file === null ? 'Unggah salinan' : 'Ganti salinan', error })}
</div>`;
}
