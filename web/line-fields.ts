import type { z } from 'zod';
import { field } from './fields.ts';
import type { FieldError } from './fields.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** A field of a form that is a line of text, a date or free words. */
export interface Line {
  name: string;
  /** The path of the contract that it fills. */
  path: string;
  label: string;
  hint?: string;
  /** What is wrong with it, unless the contract says it better. */
  sentence: string;
  kind?: 'mail' | 'date' | 'time' | 'words' | 'digits';
  required: boolean;
}

/** What is wrong with a line: a sentence that the contract made for people wins over the line's own. */
export function lineError({ name, path, sentence, required }: Line, typed: string, issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const issue = issues.find((one) => one.path.join('.') === path);
  if ((required && typed === '') || (issue && issue.code !== 'custom')) return [{ field: name, sentence }];
  return issue ? [{ field: name, sentence: issue.message }] : [];
}

const types = { mail: 'email', date: 'date', time: 'datetime-local', digits: 'text' } as const;

export function lineField({ name, label, hint, kind, required }: Line, value: string, error: string | undefined): Html {
  return field({ id: name, label, hint, optional: !required, error }, (aria) => {
    const all = html`id="${name}" name="${name}"${required && html` required`}${aria}`;
    if (kind === 'words') return html`<textarea ${all} rows="4">
${value}</textarea>`;
    return html`<input ${all} type="${kind ? types[kind] : 'text'}"${kind && kind !== 'mail' && html` class="short"`}${kind === 'digits' && html` inputmode="numeric"`} autocomplete="${name === 'nama' ? 'name' : kind === 'mail' ? 'email' : 'off'}" value="${value}">`;
  });
}
