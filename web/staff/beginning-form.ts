import type { z } from 'zod';
import type { RouteDeps } from '../../api/deps.ts';
import { startByOffice } from '../../api/start-by-office.ts';
import type { SopContract } from '../../workflows/contract.ts';
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
/** `all`: what choosing nothing means; without it one must be chosen. */
interface One extends Some { all?: string }

interface Sent { desk: Desk; body: Record<string, unknown>; key: string }

/** A form by which the office begins a matter of its own: what stands in it, by the paths of its contract. */
export interface BeginningForm {
  /** Does the same as the route of the API; the answer is the address that it leads to. @throws Problem as that route */
  begin(deps: RouteDeps, sent: Sent): Promise<string>;
  path: string;
  body: z.ZodObject;
  title: string;
  lead: string;
  button: string;
  ticks?: readonly Some[];
  choices?: readonly One[];
  lines: readonly (Line & { isNumber?: true })[];
  boxes?: readonly { name: string; path: string; label: string }[];
}

export interface Shown { typed: Typed; key: string; errors: readonly FieldError[] }

/** Begins a case of an SOP, and leads to its page. */
export const beginCase = (contract: SopContract): BeginningForm['begin'] => async (deps, { desk, body, key }) => {
  const { intake } = await startByOffice(deps, { contract, staff: desk.staff, body: contract.start.body.parse(body), idempotencyKey: key });
  deps.starter.startSoon(intake);
  return `/laporan/${intake.number}?selesai=lapor`;
};

/** What the API would get. */
export function bodyOf({ ticks: some = [], choices = [], lines, boxes = [] }: BeginningForm, typed: Typed, utcOffsetMinutes: number): Record<string, unknown> {
  const value = (name: string) => (typed[name] ?? '').trim();
  const filled = <T extends { name: string }>(fields: readonly T[]) => fields.filter(({ name }) => value(name) !== '');
  const typedIn = ({ name, kind, isNumber }: BeginningForm['lines'][number]) =>
    (kind === 'time' ? instantOf(value(name), utcOffsetMinutes) ?? '' : isNumber ? Number(value(name)) : value(name));
  return {
    ...Object.fromEntries(some.map(({ name, path, meaning = (one) => one }) => [path, value(name).split(/\s+/).filter((one) => one !== '').map(meaning)])),
    ...Object.fromEntries(filled(choices).map(({ name, path, meaning = (one) => one }) => [path, meaning(value(name))])),
    ...Object.fromEntries(filled(lines).map((line) => [line.path, typedIn(line)])),
    ...Object.fromEntries(boxes.map(({ name, path }) => [path, value(name) !== ''])),
  };
}

export function errorsIn({ body: schema, ticks: some = [], choices = [], lines }: BeginningForm, typed: Typed, body: Record<string, unknown>): FieldError[] {
  const issues = schema.safeParse(body).error?.issues ?? [];
  return [
    ...[...some, ...choices].filter(({ path }) => issues.some((issue) => issue.path[0] === path)).map(({ name, sentence }) => ({ field: name, sentence })),
    ...lines.flatMap((line) => lineError(line, (typed[line.name] ?? '').trim(), issues)),
  ];
}

/** The field of a path of the contract; the first one where no field has it. */
export function fieldOf({ ticks: some = [], choices = [], lines }: BeginningForm, path: unknown): string {
  const all = [...some, ...choices, ...lines];
  return (all.find((one) => one.path === path) ?? all[0])?.name ?? '';
}

/** @param action the address that the form is sent to */
export function beginningForm(desk: Desk, { title, lead, button, ticks: some = [], choices = [], lines, boxes = [] }: BeginningForm, action: string, { typed, key, errors }: Shown): Html {
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const shown = ({ name, label, options }: Some) => ({ id: name, name, label, optional: false, value: typed[name] ?? '', error: error(name), options: options(desk) });
  return html`${errors.length > 0 && errorSummary(errors)}
<h1>${title}</h1>
<p class="lead">${lead}</p>
<form method="post" action="${action}" novalidate>
${desk.seal}<input type="hidden" name="kunci" value="${key}">
${some.map((one) => ticks(shown(one)))}
${choices.map((one) => pick({ ...shown(one), ...(one.all === undefined ? {} : { all: one.all }) }))}
${lines.map((line) => lineField(line, typed[line.name] ?? '', error(line.name)))}
${boxes.map(({ name, label }) => check({ id: name, label, on: (typed[name] ?? '') !== '' }))}
<button type="submit">${button}</button>
</form>`;
}
