/** The sections on users as rows for people: single values, and the lists that each text has for itself. */
import { sayClock } from './duration.ts';
import type { PackSections } from './load-registration.ts';
import type { Source, Sourced } from './rules.ts';
import { sayValue } from './values.ts';
import type { Value, ValueRow } from './values.ts';

/** Clock milliseconds; every other duration is working time. */
const CLOCK = new Set(['centralWindow', 'notice', 'window', 'overrun', 'confirmation', 'response', 'lkppAfter', 'within', 'spacing', 'portableEvery', 'lossNotice']);

/** What it means that a value is null, where it is not an approval that nobody needs to give. */
const NOTHING: Readonly<Record<string, string>> = { years: 'no number', lkppAfter: 'LKPP is told of none' };

/** @param name the last part of the path in the rules */
export function sayNamed(name: string, value: Value): string {
  if (typeof value === 'number') return CLOCK.has(name) ? sayClock(value) : name === 'years' ? `${value} years` : sayValue(value);
  return value === null ? NOTHING[name] ?? sayValue(value) : sayValue(value);
}

/** 'registration.video', 'archive.years'; what holds only where the accounts are central stands apart. */
export function userValues({ registration, deactivation, centralPractice, appointment, dataRequest, archive }: PackSections): ValueRow[] {
  return sourcedRows({ registration, deactivation, 'deactivation (INAPROC)': centralPractice, appointment, dataRequest, archive });
}

/** Every value of some sections that has a source of its own, or is not set. */
export function sourcedRows(sections: Readonly<Record<string, object>>): ValueRow[] {
  return Object.entries(sections).flatMap(([section, rules]) => Object.entries(rules).flatMap(([key, entry]: [string, unknown]): ValueRow[] => {
    if (entry === null) return [{ name: `${section}.${key}`, value: '', source: null }];
    return isSourced(entry) ? [{ name: `${section}.${key}`, value: sayNamed(key, entry.value), source: entry.source }] : [];
  }));
}

export type SourcedRow = ValueRow & { source: Source };

/** 'registration.items.ktp': every row of a list, once for each thing it says. */
export function userLists({ registration: { kinds, services, items, grounds }, deactivation, officeGrounds, dataRequest }: PackSections): SourcedRow[] {
  const rows = (name: string, list: readonly { code: string; label: string; source: Source }[]): SourcedRow[] =>
    list.map(({ code, label, source }) => ({ name: `${name}.${code}`, value: label, source }));
  return [
    ...rows('registration.kinds', kinds), ...rows('registration.services', services), ...rows('registration.items', items), ...rows('registration.grounds', grounds),
    ...rows('deactivation.grounds', [...deactivation.grounds, ...officeGrounds]), ...rows('dataRequest.refusals', dataRequest.refusals),
  ];
}

const isSourced = (entry: unknown): entry is Sourced<Value> => typeof entry === 'object' && entry !== null && 'value' in entry && 'source' in entry;
