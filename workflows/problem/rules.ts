import type { Budget } from '../../calendar/index.ts';
import type { FunctionCode, ProblemRules, Sourced, WitnessRule } from '../../regulations/rules.ts';

/** The rules of a case as today's code reads them. */
export interface CaseRules extends Omit<ProblemRules, 'lkpp' | 'witness'> {
  lkpp: Omit<ProblemRules['lkpp'], 'chase'> & { chase: Sourced<Budget> | null };
  witness: WitnessRule | null;
}

/** Where work may be handed over to (ERR-3, ERR-23). An office that runs no system has no technical level beside its desk (GOV-15). */
export function handOverTargets({ technical, desk, coordinator }: CaseRules): Record<string, FunctionCode> {
  return { ...(technical !== desk && { technical }), desk, coordinator: coordinator.value };
}

/**
 * Rules are frozen at the receipt, so a case may be older than a rule: it goes on without it, by the
 * commands that its history has (no `patched()` is needed, because the rules themselves differ).
 */
export function caseRules(frozen: ProblemRules): CaseRules {
  const { lkpp, ...rules }: Omit<ProblemRules, 'lkpp'> & { lkpp: ProblemRules['lkpp'] } = frozen;
  const before: Partial<ProblemRules> = rules;
  const lkppBefore: Partial<ProblemRules['lkpp']> = lkpp;
  const { approver } = lkpp;
  return {
    ...rules,
    kinds: before.kinds ?? [], causes: before.causes ?? [], parties: before.parties ?? [], substance: before.substance ?? [],
    coordinator: before.coordinator ?? { value: rules.ladder.value[0] ?? rules.desk, source: rules.ladder.source },
    witness: before.witness ?? null, evaluation: before.evaluation ?? null,
    lkpp: {
      ...lkpp, chase: lkppBefore.chase ?? null,
      routes: lkppBefore.routes ?? [{
        code: 'penerusan', label: 'Penerusan kendala teknis', clause: 'ERR-6', article: lkpp.grounds[0]?.article ?? '', ground: true,
        approval: { value: approver.value !== null, source: approver.source },
      }],
    },
  };
}
