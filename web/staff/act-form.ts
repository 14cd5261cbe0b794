import type { ActContract } from '../../workflows/contract.ts';
import { field } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import { newKey } from '../form-key.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { controlId } from './act-body.ts';
import type { Tried } from './act-body.ts';
import { fieldsOf } from './act-fields.ts';
import type { ActField, Choices } from './act-fields.ts';
import type { ActWords } from './act-words.ts';
import { pick, ticks } from './controls.ts';
import { numbersField } from './matches.ts';

interface Given {
  act: string;
  words: ActWords;
  contract: ActContract;
  taskId: string;
  /** Address of the case's page. */
  path: string;
  seal: Html;
  choices: Choices;
  /** The same form, sent and not taken. */
  tried: Tried | null;
  errors: readonly FieldError[];
}

/** The form of one act on one task: a lone button, or folded away until it is wanted. */
export function actForm(given: Given): Html {
  const { act, words, contract, taskId, path, seal, tried } = given;
  const fields = fieldsOf(contract, words, given.choices);
  const form = html`<form${fields.length === 0 && html` class="quick"`} method="post" action="${path}?tindakan=${act}" novalidate>
${seal}<input type="hidden" name="kunci" value="${tried?.key ?? newKey()}"><input type="hidden" name="tugas" value="${taskId}">
${fields.length > 0 && words.hint && html`<p class="hint before">${words.hint}</p>`}
${fields.map((one) => control(one, given))}
<button type="submit"${act !== 'approve' && fields.length === 0 && html` class="second"`}>${words.button}</button>
</form>`;
  return fields.length === 0 ? form : html`<details${tried !== null && html` open`}><summary>${words.label}</summary>${form}</details>`;
}

function control({ name, label, hint, optional, preset = '', control: made }: ActField, { act, taskId, tried, errors }: Given): Html {
  const id = controlId(act, taskId, name);
  const value = tried?.values[name] ?? preset;
  const shown = { id, name, label, optional, hint, value, error: errors.find((one) => one.field === id)?.sentence };
  const required = !optional && html` required`;
  switch (made.kind) {
    case 'choice': return pick({ ...shown, options: made.options });
    case 'numbers': return numbersField({ ...shown, options: made.options });
    case 'ticks': return ticks({ ...shown, options: made.options });
    case 'words': return field(shown, (aria) => html`<textarea id="${id}" name="${name}" rows="5"${required}${aria}>
${value}</textarea>`);
    case 'time': return field(shown, (aria) => html`<input id="${id}" name="${name}" type="datetime-local" class="short" value="${value}"${required}${aria}>`);
    case 'date': return field(shown, (aria) => html`<input id="${id}" name="${name}" type="date" class="short" value="${value}"${required}${aria}>`);
    case 'line': return field(shown, (aria) => html`<input id="${id}" name="${name}" class="short" autocomplete="off" maxlength="${made.max}" value="${value}"${required}${aria}>`);
  }
}
