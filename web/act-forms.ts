import type { Tracked } from '../api/tracking.ts';
import { registry } from '../workflows/registry.ts';
import { openEnded, partsOf, textId, untilId } from './act-body.ts';
import { wordsOf } from './act-words.ts';
import { check, field, fileField } from './fields.ts';
import type { FieldError } from './fields.ts';
import type { Draft } from './form-draft.ts';
import { newKey } from './form-key.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { absentOf } from './registration/body.ts';
import type { Sentence } from './sentences.ts';

/** An act that was tried and did not happen. */
export interface Attempt {
  act: string;
  draft: Draft;
  errors: readonly FieldError[];
  refusal?: Sentence;
}

/** The form of one act; after a failed attempt with what was written and uploaded. */
export function actForm(sop: string, act: string, path: string, asked: Tracked['asked'], attempt: Attempt | null): Html | false {
  const contract = registry[sop]?.acts[act];
  if (!contract) return false;
  const { heading, label, hint, button, aside } = wordsOf(sop, act);
  const mine = attempt?.act === act ? attempt : null;
  const parts = partsOf(sop, act, contract, asked);
  const value = (name: string) => mine?.draft.values.get(name) ?? '';
  const error = (id: string) => mine?.errors.find((one) => one.field === id)?.sentence;
  const id = textId(act);
  const form = html`<form class="act" method="post" action="${path}/${act}"${parts.files.length > 0 && html` enctype="multipart/form-data"`} novalidate aria-labelledby="${act}">
${aside ? html`<p id="${act}">${aside}</p>` : html`<h3 id="${act}">${heading}</h3>`}
<input type="hidden" name="kunci" value="${mine?.draft.key ?? newKey()}">
${parts.files.length > 0 && html`<p class="hint before">PDF, JPEG, atau PNG, paling besar 5 MB tiap berkas.</p>`}
${parts.files.map(({ slot, item, label: what, ifAny }) => html`${fileField({ id: slot, label: what, error: error(slot), kept: mine?.draft.files.get(slot) })}
${ifAny && check({ id: absentOf(item), label: `Tidak ada: ${what}`, on: value(absentOf(item)) !== '' })}`)}
${parts.until && html`${field({ id: untilId, label: 'Masa tugas sampai', error: error(untilId) }, (aria) => html`<input id="${untilId}" name="${untilId}" type="date" class="short" value="${value(untilId)}"${aria}>`)}
${check({ id: openEnded, label: 'Masa tugas tidak dibatasi', on: value(openEnded) !== '' })}`}
${parts.text !== null && field({ id, label, optional: parts.text === 'optional', ...(hint ? { hint } : {}), error: error(id) }, (aria) =>
    html`<textarea id="${id}" name="teks" rows="5"${parts.text === 'required' && html` required`}${aria}>
${value('teks')}</textarea>`)}
<button type="submit"${(act === 'reopen' || aside) && html` class="second"`}>${button}</button>
</form>`;
  return aside ? html`<details${mine && html` open`}><summary>${heading}</summary>${form}</details>` : form;
}
