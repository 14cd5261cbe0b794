import type { z } from 'zod';
import { check, errorSummary } from '../fields.ts';
import type { FieldError, Option } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { lineError, lineField } from '../line-fields.ts';
import type { Line } from '../line-fields.ts';
import { pick, ticks } from './controls.ts';
import type { Desk } from './desk.ts';
import { instantOf } from './local-input.ts';

/** The form as it was typed, by the names of its controls. */
export type Typed = Record<string, string>;

/** Some of a list, to be ticked, or one of it; `meaning`: what a value of the control is to the contract. */
interface Some { name: string; path: string; label: string; sentence: string; options(desk: Desk): Option[]; meaning?(value: string): unknown }

/** A form by which the office begins a matter of its own: what stands in it, by the paths of its contract. */
export interface AnnouncementForm {
  path: string;
  body: z.ZodObject;
  title: string;
  lead: string;
  button: string;
  ticks: readonly Some[];
  /** `all`: what choosing nothing means. */
  choice?: Some & { all: string };
  lines: readonly (Line & { isNumber?: true })[];
  boxes: readonly { name: string; path: string; label: string }[];
}

export interface Shown { typed: Typed; key: string; errors: readonly FieldError[] }

/** What the API would get. */
export function bodyOf(form: AnnouncementForm, typed: Typed, utcOffsetMinutes: number): Record<string, unknown> {
  const value = (name: string) => (typed[name] ?? '').trim();
  const { choice } = form;
  const typedIn = ({ name, kind, isNumber }: AnnouncementForm['lines'][number]) =>
    (kind === 'time' ? instantOf(value(name), utcOffsetMinutes) ?? '' : isNumber ? Number(value(name)) : value(name));
  return {
    ...Object.fromEntries(form.ticks.map(({ name, path, meaning = (one) => one }) => [path, value(name).split(/\s+/).filter((one) => one !== '').map(meaning)])),
    ...(choice && value(choice.name) !== '' ? { [choice.path]: choice.meaning?.(value(choice.name)) } : {}),
    ...Object.fromEntries(form.lines.filter(({ name }) => value(name) !== '').map((line) => [line.path, typedIn(line)])),
    ...Object.fromEntries(form.boxes.map(({ name, path }) => [path, value(name) !== ''])),
  };
}

export function errorsIn({ body: schema, ticks: some, choice, lines }: AnnouncementForm, typed: Typed, body: Record<string, unknown>): FieldError[] {
  const issues = schema.safeParse(body).error?.issues ?? [];
  return [
    ...[...some, ...(choice ? [choice] : [])].filter(({ path }) => issues.some((issue) => issue.path[0] === path)).map(({ name, sentence }) => ({ field: name, sentence })),
    ...lines.flatMap((line) => lineError(line, (typed[line.name] ?? '').trim(), issues)),
  ];
}

/** The field of a path of the contract; the first one where no field has it. */
export function fieldOf({ ticks: some, lines }: AnnouncementForm, path: unknown): string {
  return [...some, ...lines].find((one) => one.path === path)?.name ?? some[0]?.name ?? '';
}

export function announcementForm(desk: Desk, { path, title, lead, button, ticks: some, choice, lines, boxes }: AnnouncementForm, { typed, key, errors }: Shown): Html {
  const { base, seal } = desk;
  const shown = ({ name, label, options }: Some) => ({ id: name, name, label, optional: false, value: typed[name] ?? '', error: errors.find((one) => one.field === name)?.sentence, options: options(desk) });
  return html`${errors.length > 0 && errorSummary(errors)}
<h1>${title}</h1>
<p class="lead">${lead}</p>
<form method="post" action="${base}/pengumuman/${path}" novalidate>
${seal}<input type="hidden" name="kunci" value="${key}">
${some.map((one) => ticks(shown(one)))}
${choice && pick({ ...shown(choice), all: choice.all })}
${lines.map((line) => lineField(line, typed[line.name] ?? '', errors.find((one) => one.field === line.name)?.sentence))}
${boxes.map(({ name, label }) => check({ id: name, label, on: (typed[name] ?? '') !== '' }))}
<button type="submit">${button}</button>
</form>`;
}
