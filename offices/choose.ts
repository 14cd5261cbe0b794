/** The office's own choice over the pack's value, with the paper that makes it. */
import type { Source, Sourced } from '../regulations/rules.ts';
import type { OfficeDocument } from './schema.ts';

export interface Chosen<T> {
  value: T;
  document: OfficeDocument;
}

export function choose<T>(base: Sourced<T>, own: Chosen<T> | undefined): Sourced<T>;
export function choose<T>(base: Sourced<T> | null, own: Chosen<T> | undefined): Sourced<T> | null;
export function choose<T>(base: Sourced<T> | null, own: Chosen<T> | undefined): Sourced<T> | null {
  return own ? { value: own.value, source: chosenSource(base?.source, own.document) } : base;
}

/** The office may only have chosen how law is read, say how the last day of a number ends: the rule stays law's. */
export function chosenSource(base: Source | undefined, { title, number, date }: OfficeDocument): Source {
  const paper = { document: title, number, date };
  return base?.kind === 'law' ? { ...base, reading: paper } : { kind: 'office', ...paper };
}
