/** The values of the problem SOP as rows for people: name, value in words, source. */
import type { Budget } from '../calendar/index.ts';
import { sayBudget } from './duration.ts';
import type { ProblemRules, Source, Sourced } from './rules.ts';

export interface ValueRow {
  /** The path in the rules, e.g. 'lkpp.approver'. */
  name: string;
  value: string;
  /** null: nothing is set. */
  source: Source | null;
}

export type Value = Budget | string | number | boolean | null | readonly (string | number | Budget)[];

export function rowsOf(rules: ProblemRules): ValueRow[] {
  const { followUp, answer, reminderShares, ladder, rungSpacing, rootCauseGate, confirmWindow, dataWindow, lkpp, coordinator, witness, evaluation } = rules;
  const row = (name: string, entry: Sourced<Value> | null): ValueRow => ({
    name, value: entry ? sayValue(entry.value) : '', source: entry?.source ?? null,
  });
  return [
    ...rules.roles.map(({ code, label, legalDeadline, source }) => ({
      name: `roles.${code}`, value: legalDeadline ? label : `${label} (no legal deadline)`, source,
    })),
    row('followUp', followUp),
    row('answer', answer),
    row('reminderShares', reminderShares),
    row('ladder', ladder),
    row('rungSpacing', rungSpacing),
    row('lkpp.rung', lkpp.rung),
    row('lkpp.approver', lkpp.approver),
    row('lkpp.approvalWindow', lkpp.approvalWindow),
    ...lkpp.grounds.map(({ code, label, clause, article }): ValueRow => ({
      name: `lkpp.grounds.${code}`, value: `${label} (${article})`, source: { kind: 'law', clause, article },
    })),
    ...lkpp.routes.flatMap(({ code, label, clause, article, approval }): ValueRow[] => [
      { name: `lkpp.routes.${code}`, value: `${label} (${article})`, source: { kind: 'law', clause, article } },
      row(`lkpp.routes.${code}.approval`, approval),
    ]),
    row('lkpp.chase', lkpp.chase),
    row('coordinator', coordinator),
    { name: 'witness', value: `${witness.title}, ${witness.force}: ${witness.parties.map(({ label }) => label).join(', ')} (${witness.article})`, source: { kind: 'law', clause: witness.clause, article: witness.article } },
    row('witness.series', witness.series),
    row('evaluation', evaluation),
    row('rootCauseGate', rootCauseGate),
    row('confirmWindow', confirmWindow),
    row('dataWindow', dataWindow),
  ];
}

export function sayValue(value: Value): string {
  if (value === null) return 'none, directly';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return `every ${value} months`;
  if (isList(value)) return value.map(sayItem).join(', ');
  return sayBudget(value);
}

function sayItem(item: string | number | Budget): string {
  if (typeof item === 'number') return `${Math.round(item * 100)} %`;
  return typeof item === 'string' ? item : sayBudget(item);
}

const isList = (value: Value): value is readonly (string | number | Budget)[] => Array.isArray(value);
