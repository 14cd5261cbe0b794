import { field } from '../fields.ts';
import type { Option } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';

interface Pick { id: string; name: string; label: string; optional: boolean; hint?: string | undefined; error?: string | undefined; value: string; options: Option[]; /** A filter: what choosing nothing means. */ all?: string }

/** One of several: all in sight when they are few and one is wanted, else a list. */
export function pick({ options, name, value, all, ...shown }: Pick): Html {
  const { id } = shown;
  const optional = shown.optional || all !== undefined;
  if (!optional && options.length <= 4) return choices({ options, name, ...shown, type: 'radio', isOn: (one) => one === value });
  return field(shown, (aria) => html`<select id="${id}" name="${name}"${!optional && html` required`}${aria}>
<option value="">${all ?? (optional ? 'Tidak dipilih' : 'Pilih')}</option>
${options.map((option) => html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`)}
</select>`);
}

/** Some of several, all in sight; `value`: those that are ticked, one a line. */
export function ticks({ value, ...shown }: Pick): Html {
  const ticked = value.split(/\s+/);
  return choices({ ...shown, type: 'checkbox', isOn: (one) => ticked.includes(one) });
}

/** The first choice has the id of the field, so that the summary of mistakes leads to it. */
function choices({ id, name, label, hint, error, options, type, isOn }: Omit<Pick, 'value'> & { type: 'radio' | 'checkbox'; isOn(value: string): boolean }): Html {
  return html`<fieldset class="radios${error && ' field wrong'}">
<legend>${label}</legend>
${hint && html`<p class="hint">${hint}</p>`}
${error && html`<p class="error"><strong>Perbaiki:</strong> ${error}</p>`}
${options.map((option, index) => {
    const own = index === 0 ? id : `${id}-${index}`;
    return html`<div><input type="${type}" id="${own}" name="${name}" value="${option.value}"${type === 'radio' && html` required`}${isOn(option.value) && html` checked`}><label for="${own}">${option.label}</label></div>`;
  })}
</fieldset>`;
}
