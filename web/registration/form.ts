import type { ItemRule, RegistrationRules } from '../../regulations/registration-rules.ts';
import { itemsFor } from '../../workflows/registration/checklist.ts';
import { check, fileField } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import type { Draft } from '../form-draft.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { lineField } from '../line-fields.ts';
import type { Line } from '../line-fields.ts';
import { cited } from '../source-words.ts';
import { absentOf, fileOf } from './body.ts';
import type { Choice } from './choice.ts';
import { arrivalLines, asksTerm, decreeLines, lastLines, personLines, untilLine } from './lines.ts';
import { originalsNote, personalData } from './notes.ts';

interface Shown {
  rules: RegistrationRules;
  choice: Choice;
  draft: Draft;
  errors: readonly FieldError[];
  action: string;
  /** At the counter: the choice of the channel. null: the applicant's own form. */
  arrival: Html | null;
}

/** The form of a registration or a later service: exactly what this office's list asks of this kind of applicant. */
export function registrationForm({ rules, choice, draft, errors, action, arrival }: Shown): Html {
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const lines = (all: Line[]) => all.map((line) => lineField(line, draft.values.get(line.name) ?? '', error(line.name)));
  const items = itemsFor(rules, choice.service.code, choice.kind.code);
  return html`<form method="post" action="${action}" enctype="multipart/form-data" novalidate>
<input type="hidden" name="kunci" value="${draft.key}">
${arrival && html`<fieldset><legend>Penerimaan</legend>${arrival}${lines(arrivalLines)}</fieldset>`}
<fieldset><legend>Pemohon</legend>${lines(personLines(choice, arrival !== null))}</fieldset>
${asksTerm(choice) && html`<fieldset><legend>Surat tugas dan masa tugas</legend>
${lines([...decreeLines, untilLine])}
${check({ id: 'tidak-dibatasi', label: 'Masa tugas tidak dibatasi', on: draft.values.has('tidak-dibatasi') })}
<p class="hint">Masa tugas yang tidak dibatasi dikonfirmasi kembali setiap tahun.</p></fieldset>`}
<fieldset aria-describedby="berkas-petunjuk"><legend>Berkas</legend>
<p class="hint before" id="berkas-petunjuk">PDF, JPEG, atau PNG, paling besar 5 MB tiap berkas. Berkas yang belum ada dapat disusulkan; kekurangannya kami beritahukan.</p>
${items.map((item) => itemField(item, draft, error(fileOf(item.code))))}
</fieldset>
${originalsNote(rules, items)}
<fieldset><legend>Lain-lain</legend>${lines(lastLines)}</fieldset>
${arrival === null && personalData}
<button type="submit">${arrival === null ? 'Kirim permohonan' : 'Catat permohonan'}</button>
</form>`;
}

/** One item of the list with its place in the text; what is needed if any has a box that says that there is none. */
function itemField({ code, label, need, original, source }: ItemRule, { files, values }: Pick<Draft, 'files' | 'values'>, error: string | undefined): Html {
  const id = fileOf(code);
  return html`${fileField({ id, label, hint: `${cited(source).replace(/\.$/, '')}.${original ? ' Dokumen aslinya ditunjukkan.' : ''}`, error, kept: files.get(id) })}
${need === 'if-any' && check({ id: absentOf(code), label: `Tidak ada: ${label.replace(/ \(bila ada\)$/, '')}`, on: values.has(absentOf(code)) })}`;
}
