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

export interface Option { value: string; label: string }

export function select(id: string, options: Option[], chosen: string, prompt: string, aria: Html): Html {
  return html`<select id="${id}" name="${id}" required${aria}>
<option value="">${prompt}</option>
${options.map(({ value, label }) => html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`)}
</select>`;
}

/** All errors of a form, each a link to its field; it takes the focus, so that it is read first. */
export function errorSummary(errors: readonly FieldError[], note?: string): Html {
  return html`<section class="notice bad" role="alert" aria-labelledby="galat" tabindex="-1" autofocus>
<h2 id="galat">Formulir belum terkirim</h2>
<ul>${errors.map(({ field: id, sentence }) => html`<li><a href="#${id}">${sentence}</a></li>`)}</ul>
${note && html`<p>${note}</p>`}
</section>`;
}
