import { html } from './html.ts';
import type { Html } from './html.ts';

/** What is wrong with one field; `field` is the id of its control. */
export interface FieldError { field: string; sentence: string }

interface Field {
  id: string;
  label: string;
  optional?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
}

/** A label, its hint and its error around a control; the control gets the attributes that tie them together. */
export function field({ id, label, optional, hint, error }: Field, control: (aria: Html) => Html): Html {
  const described = [hint && `${id}-petunjuk`, error && `${id}-galat`].filter(Boolean).join(' ');
  const aria = html`${described !== '' && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}`;
  return html`<div class="field${error && ' wrong'}">
<label for="${id}">${label}${optional && html` <span class="quiet">(tidak wajib)</span>`}</label>
${hint && html`<p class="hint" id="${id}-petunjuk">${hint}</p>`}
${error && html`<p class="error" id="${id}-galat"><strong>Perbaiki:</strong> ${error}</p>`}
${control(aria)}
</div>`;
}

/** A box to tick, its words beside it. */
export function check({ id, label, value = 'ya', on }: { id: string; label: string; value?: string; on: boolean }): Html {
  return html`<div class="check"><input type="checkbox" id="${id}" name="${id}" value="${value}"${on && html` checked`}><label for="${id}">${label}</label></div>`;
}

/** A file that was uploaded with an earlier sending of the form. */
export interface Kept { sha256: string; name: string }

/** One file; what was uploaded with an earlier sending of the form stays unless its box is emptied or another file is chosen. */
export function fileField({ kept, ...shown }: Field & { kept?: Kept | undefined }): Html {
  const { id } = shown;
  return field(shown, (aria) => html`${kept && check({ id: `${id}-ada`, label: `Pakai ${kept.name} yang sudah terunggah`, value: `${kept.sha256} ${kept.name}`, on: true })}
<input id="${id}" name="${id}" type="file" accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"${aria}>`);
}

export interface Option { value: string; label: string }

export function select(id: string, options: Option[], chosen: string, prompt: string, aria: Html): Html {
  return html`<select id="${id}" name="${id}" required${aria}>
<option value="">${prompt}</option>
${options.map(({ value, label }) => html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`)}
</select>`;
}

/** All errors of a form, each a link to its field; it takes the focus, so that it is read first. */
export function errorSummary(errors: readonly FieldError[]): Html {
  return html`<section class="notice bad" role="alert" aria-labelledby="galat" tabindex="-1" autofocus>
<h2 id="galat">Formulir belum terkirim</h2>
<ul>${errors.map(({ field: id, sentence }) => html`<li><a href="#${id}">${sentence}</a></li>`)}</ul>
</section>`;
}
