import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { WholeCase } from './case-read.ts';

const kinds = { law: 'Peraturan', statute: 'Undang-undang', office: 'SOP kantor', sigap: 'Bawaan Sigap' };

/** The rules that the case was received under: every value with its source and the text's own words. */
export function caseRulesSection({ rules }: WholeCase): Html {
  return html`<h2 id="aturan">Aturan yang berlaku</h2>
<p>${rules.title}. ${rules.invented && html`<strong>Rekaan: tidak ada peraturan di baliknya.</strong>`} Aturan ini dicatat bersama nomor ini, dan tidak berubah selama ditangani.</p>
<details><summary>Nilai dan sumbernya (${rules.values.length})</summary>
<ul class="rows">${rules.values.map(({ name, value, kind, source, says }) => html`<li><h3>${name}: ${value}</h3>
${kind !== null && html`<p class="quiet"><span class="tag origin">${kinds[kind]}</span> ${source?.replace(/^[^:]*: /, '')}</p>`}${says !== null && html`<blockquote>${says}</blockquote>`}</li>`)}</ul></details>
${rules.norms.length > 0 && html`<details><summary>Ketentuan lain dalam teksnya (${rules.norms.length})</summary>
<ul class="rows">${rules.norms.map(({ clause, article, force, says }) => html`<li><h3>${article} <span class="quiet">${clause} · ${force}</span></h3><p>${says}</p></li>`)}</ul></details>`}`;
}
