import { formatLocal } from '../../calendar/index.ts';
import type { Sections } from '../../regulations/rules.ts';
import { channels as postedIn } from '../../workflows/outage/messages.ts';
import { channels } from '../../workflows/problem/messages.ts';
import { caseRules } from '../../workflows/problem/rules.ts';
import { itemsFor } from '../../workflows/registration/checklist.ts';
import { registry } from '../../workflows/registry.ts';
import type { Intake } from '../intake.ts';
import type { Said } from './event-words.ts';
import { nounsOf } from './nouns.ts';
import { outcomeOf } from './outcomes.ts';

/** Codes to words by the case's own frozen rules; a code without a word is shown as it is. */
export function sayingsOf({ rules, sop, facts }: Pick<Intake, 'rules' | 'sop' | 'facts'>, names: ReadonlyMap<string, string>): Omit<Said, 'data'> {
  const problem = caseRules(rules.problem);
  // Frozen before these sections existed, the case is none of their SOPs.
  const { registration, deactivation, dataRequest, maintenance, outage }: Partial<Sections> = rules;
  const contract = registry[sop];
  const lists = {
    categories: problem.categories, kinds: problem.kinds, causes: problem.causes, parties: problem.parties, substance: problem.substance,
    grounds: problem.lkpp.grounds, routes: problem.lkpp.routes, channels: [...Object.entries(sop === 'outage' ? postedIn : channels).map(([code, label]) => ({ code, label })), ...(contract?.start?.channels ?? [])],
    systems: (sop === 'outage' ? outage : maintenance)?.systems ?? [],
    items: registration ? itemsFor(registration, String(facts.service), String(facts.kind)) : [], services: registration?.services ?? [], applicants: registration?.kinds ?? [],
    reasons: [...(sop === 'deactivation' ? deactivation?.grounds ?? [] : sop === 'data-request' ? dataRequest?.refusals ?? [] : registration?.grounds ?? [])],
  };
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  return {
    title: (fn) => rules.titles[text(fn)] ?? text(fn),
    label: (list, code) => lists[list].find((one) => one.code === code)?.label ?? text(code),
    person: (id) => names.get(text(id)) ?? text(id),
    clock: (name) => contract?.clocks[text(name)] ?? text(name),
    task: (kind) => contract?.taskKinds[text(kind)] ?? text(kind),
    outcome: (code) => outcomeOf(sop, text(code)),
    ...nounsOf(sop),
    when: (at) => formatLocal(typeof at === 'number' ? at : Date.parse(text(at)), rules.office.utcOffsetMinutes),
  };
}
