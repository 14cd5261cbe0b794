import { formatLocal } from '../../calendar/index.ts';
import type { Rules } from '../../regulations/rules.ts';
import { clocks as evaluationClocks, taskKinds as evaluationTasks } from '../../workflows/evaluation/messages.ts';
import { channels, clocks, taskKinds } from '../../workflows/problem/messages.ts';
import { caseRules } from '../../workflows/problem/rules.ts';
import type { Said } from './event-words.ts';

const allClocks: Record<string, string> = { ...evaluationClocks, ...clocks };
const allTasks: Record<string, string> = { ...evaluationTasks, ...taskKinds };

/** Codes to words by the case's own frozen rules; a code without a word is shown as it is. */
export function sayingsOf(rules: Rules, names: ReadonlyMap<string, string>): Omit<Said, 'data'> {
  const problem = caseRules(rules.problem);
  const lists = {
    categories: problem.categories, kinds: problem.kinds, causes: problem.causes, parties: problem.parties, substance: problem.substance,
    grounds: problem.lkpp.grounds, routes: problem.lkpp.routes, channels: Object.entries(channels).map(([code, label]) => ({ code, label })),
  };
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  return {
    title: (fn) => rules.titles[text(fn)] ?? text(fn),
    label: (list, code) => lists[list].find((one) => one.code === code)?.label ?? text(code),
    person: (id) => names.get(text(id)) ?? text(id),
    clock: (name) => allClocks[text(name)] ?? text(name),
    task: (kind) => allTasks[text(kind)] ?? text(kind),
    when: (at) => formatLocal(typeof at === 'number' ? at : Date.parse(text(at)), rules.office.utcOffsetMinutes),
  };
}
