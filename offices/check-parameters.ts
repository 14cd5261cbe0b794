/** Checks on what an office chose: its ladder has holders, its seasons do not collide, the law's numbers stand. */
import type { Budget } from '../calendar/index.ts';
import { sayBudget } from '../regulations/duration.ts';
import type { Pack } from '../regulations/load.ts';
import type { Sourced } from '../regulations/rules.ts';
import type { Problem } from '../regulations/yaml.ts';
import type { OfficeFile } from './schema.ts';

const AT = ['parameters', 'problem'];

export function checkParameters(office: OfficeFile, pack: Pack): Problem[] {
  return [...changedLaw(office, pack), ...badLadder(office, pack), ...emptyFunctions(office, pack), ...badSeasons(office)];
}

/** Where the pack's value is law, only `dayEnds` is the office's to choose (readings: a working day is not defined). */
function changedLaw(office: OfficeFile, { problem }: Pack): Problem[] {
  const own = office.parameters.problem;
  const base = {
    ...problem, approvalWindow: problem.lkpp.approvalWindow, lkppChase: problem.lkpp.chase, witnessSeries: problem.witness.series,
    ticketApproval: problem.lkpp.routes.find(({ clause }) => clause === 'ERR-7')?.approval ?? null,
  };
  return (Object.keys(own) as (keyof typeof own)[]).flatMap((key) => {
    const law: Sourced<unknown> | null = base[key];
    const chosen = own[key]?.value;
    if (law?.source.kind !== 'law' || chosen === undefined || sameNumber(law.value, chosen)) return [];
    const { clause, article } = law.source;
    const rest = isBudget(law.value) ? ` sebesar ${sayBudget(law.value)}; kantor hanya boleh memilih dayEnds` : '; kantor tidak boleh mengubahnya';
    return [{ path: [...AT, key, 'value'], reason: `ditetapkan peraturan (${clause}, ${article})${rest}` }];
  });
}

function sameNumber(law: unknown, chosen: unknown): boolean {
  if (isBudget(law) && isBudget(chosen)) return law.days === chosen.days && law.ms === chosen.ms;
  return JSON.stringify(law) === JSON.stringify(chosen);
}

const isBudget = (value: unknown): value is Budget => typeof value === 'object' && value !== null && ('days' in value || 'ms' in value);

function badLadder(office: OfficeFile, pack: Pack): Problem[] {
  return (office.parameters.problem.ladder?.value ?? []).flatMap((fn, i) =>
    Object.hasOwn(pack.functions, fn) ? [] : [{ path: [...AT, 'ladder', 'value', i], reason: `menyebut fungsi yang tidak ada di paket: ${fn}` }]);
}

/** A rung or a task that reaches nobody would fail silently: each function the rules use has a holder on file. */
function emptyFunctions(office: OfficeFile, { problem, functions }: Pack): Problem[] {
  const chosen = office.parameters.problem.ladder?.value ?? problem.ladder.value;
  const { approver } = problem.lkpp;
  const needed = [problem.desk, problem.technical, problem.coordinator.value, ...chosen, ...(approver.value === null ? [] : [approver.value])];
  const held = new Set(office.assignments.map((a) => a.function));
  return [...new Set(needed)].flatMap((fn) =>
    held.has(fn) || !Object.hasOwn(functions, fn) ? [] : [{ path: ['assignments'], reason: `tidak punya pemegang untuk fungsi ${fn}` }]);
}

function badSeasons({ hours: { seasons } }: OfficeFile): Problem[] {
  return seasons.flatMap((season, i) => {
    if (season.to < season.from) return [{ path: ['hours', 'seasons', i, 'to'], reason: 'lebih awal daripada from' }];
    const clash = seasons.slice(0, i).find((other) => season.from <= other.to && other.from <= season.to);
    return clash ? [{ path: ['hours', 'seasons', i, 'from'], reason: `tumpang tindih dengan musim ${clash.name}` }] : [];
  });
}
