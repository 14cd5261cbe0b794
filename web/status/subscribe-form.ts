import type { Named } from '../../api/status/announced.ts';
import { check, errorSummary, field } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';

export interface Asked { mail: string; /** None: all systems. */ chosen: readonly string[]; errors: readonly FieldError[] }

/** Asking for mails about an office's systems. */
export function subscribeForm(office: string, systems: readonly Named[], { mail, chosen, errors }: Asked): Html {
  return html`<form method="post" action="/status/${office}/langganan" novalidate>
<h2>Berlangganan lewat surel</h2>
${errors.length > 0 && errorSummary(errors)}
${field({ id: 'surel', label: 'Alamat surel (email)', error: errors.find((one) => one.field === 'surel')?.sentence, hint: 'Kami kirim tautan untuk memastikannya. Anda dapat berhenti kapan saja lewat setiap surel.' }, (aria) =>
    html`<input id="surel" name="surel" type="email" autocomplete="email" required value="${mail}"${aria}>`)}
${systemBoxes(systems, chosen)}
<button type="submit">Berlangganan</button>
</form>`;
}

export function systemBoxes(systems: readonly Named[], chosen: readonly string[]): Html {
  return html`<fieldset><legend>Sistem</legend>
<p class="hint">Tanpa pilihan: semua sistem.</p>
${systems.map(({ code, label }) => check({ id: `sistem-${code}`, label, on: chosen.includes(code) }))}</fieldset>`;
}

/** The systems whose boxes were ticked; null: all. */
export function chosenIn(body: Record<string, string>, systems: readonly Named[]): string[] | null {
  const codes = systems.flatMap(({ code }) => (body[`sistem-${code}`] === undefined ? [] : [code]));
  return codes.length === 0 || codes.length === systems.length ? null : codes;
}
