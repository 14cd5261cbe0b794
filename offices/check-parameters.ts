/** Checks on what an office chose: its ladder has holders, its seasons do not collide, the law's numbers stand. */
import type { Budget } from '../calendar/index.ts';
import { sayBudget } from '../regulations/duration.ts';
import type { Pack } from '../regulations/load.ts';
import type { Sourced } from '../regulations/rules.ts';
import type { Problem } from '../regulations/yaml.ts';
import { rulesOf } from './rules.ts';
import type { OfficeFile } from './schema.ts';
import { twice } from './twice.ts';

type Path = PropertyKey[];
/** A choice of the office with its place in the file. */
interface Choice {
  path: Path;
  value: unknown;
  base: unknown;
}

export function checkParameters(office: OfficeFile, pack: Pack): Problem[] {
  return [...changedLaw(office, pack), ...foreignDecisions(office, pack), ...unknownFunctions(office, pack), ...emptyFunctions(office, pack), ...badSeasons(office), ...badWatch(office)];
}

/** Where the pack's value is law, only `dayEnds` is the office's to choose (readings: a working day is not defined). */
function changedLaw(office: OfficeFile, pack: Pack): Problem[] {
  return choices(office, pack).flatMap(({ path, value, base }) => {
    if (!isSourced(base) || base.source.kind !== 'law' || sameNumber(base.value, value)) return [];
    const { clause, article } = base.source;
    const rest = isBudget(base.value) ? ` sebesar ${sayBudget(base.value)}; kantor hanya boleh memilih dayEnds` : '; kantor tidak boleh mengubahnya';
    return [{ path: [...path, 'value'], reason: `ditetapkan peraturan (${clause}, ${article})${rest}` }];
  });
}

/** What an office chose, each beside the pack's value of that name. */
function choices({ parameters }: OfficeFile, { problem, registration, deactivation, appointment, archive, maintenance, outage, backup }: Pack): Choice[] {
  const bases = {
    problem: {
      ...problem, approvalWindow: problem.lkpp.approvalWindow, lkppChase: problem.lkpp.chase, witnessSeries: problem.witness.series,
      ticketApproval: problem.lkpp.routes.find(({ clause }) => clause === 'ERR-7')?.approval ?? null,
    },
    registration, deactivation, appointment, archive, maintenance, outage: { ...outage, series: outage.paper.series },
    backup: { ...backup, handoverSeries: backup.papers.handover.series, destructionSeries: backup.papers.destruction.series, drillSeries: backup.papers.drill.series },
  };
  return (Object.keys(bases) as (keyof typeof bases)[]).flatMap((section) => {
    const base = new Map<string, unknown>(Object.entries(bases[section]));
    return Object.entries(parameters[section]).flatMap(([key, own]: [string, { value?: unknown } | undefined]) =>
      (own === undefined || !('value' in own) ? [] : [{ path: ['parameters', section, key], value: own.value, base: base.get(key) }]));
  });
}

function sameNumber(law: unknown, chosen: unknown): boolean {
  if (isBudget(law) && isBudget(chosen)) return law.days === chosen.days && law.ms === chosen.ms;
  return JSON.stringify(law) === JSON.stringify(chosen);
}

const isSourced = (value: unknown): value is Sourced<unknown> => typeof value === 'object' && value !== null && 'source' in value;
const isBudget = (value: unknown): value is Budget => typeof value === 'object' && value !== null && ('days' in value || 'ms' in value);

/** An office decides only where the text leaves it something: on a kind whose paper hardly exists, on a ground that is not the text's. */
function foreignDecisions({ parameters: { registration, deactivation } }: OfficeFile, pack: Pack): Problem[] {
  const own = [...pack.deactivation.grounds, ...pack.officeGrounds].flatMap(({ code, source }) => (source.kind === 'law' ? [] : [code]));
  const foreign = (path: Path, decisions: object, mine: string[]): Problem[] => Object.keys(decisions).flatMap((code) =>
    (mine.includes(code) ? [] : [{ path: [...path, code], reason: 'tidak diserahkan kepada kantor' }]));
  return [
    ...foreign(['parameters', 'registration', 'kinds'], registration.kinds, pack.officeDecides),
    ...foreign(['parameters', 'deactivation', 'grounds'], deactivation.grounds, own),
  ];
}

function unknownFunctions({ parameters: { problem, registration, deactivation, maintenance, outage, backup } }: OfficeFile, { functions }: Pack): Problem[] {
  const named: { path: Path; fn: string | null | undefined }[] = [
    ...Object.entries({ problem, registration, maintenance, outage, backup }).flatMap(([section, { ladder }]) => (ladder?.value ?? []).map((fn, i) => ({ path: ['parameters', section, 'ladder', 'value', i], fn }))),
    { path: ['parameters', 'deactivation', 'decider', 'value'], fn: deactivation.decider?.value },
    { path: ['parameters', 'maintenance', 'approver', 'value'], fn: maintenance.approver?.value },
    { path: ['parameters', 'outage', 'declarer', 'value'], fn: outage.declarer?.value },
    ...(backup.drillers?.value ?? []).map((fn, i) => ({ path: ['parameters', 'backup', 'drillers', 'value', i], fn })),
  ];
  return named.flatMap(({ path, fn }) => (fn == null || Object.hasOwn(functions, fn) ? [] : [{ path, reason: `menyebut fungsi yang tidak ada di paket: ${fn}` }]));
}

/** A rung or a task that reaches nobody would fail silently: each function the rules use has a holder on file. */
function emptyFunctions(office: OfficeFile, pack: Pack): Problem[] {
  const { problem, registration, deactivation, appointment, dataRequest, maintenance, outage, backup } = rulesOf(pack, office, 0);
  const needed = [
    problem.desk, problem.technical, problem.coordinator.value, problem.lkpp.approver.value, ...problem.ladder.value,
    registration.desk, registration.verifikator, ...registration.ladder.value,
    ...deactivation.grounds.map(({ by }) => by), deactivation.decider.value, appointment.handler, dataRequest.handler, dataRequest.above,
    maintenance.approver.value, ...maintenance.ladder.value, outage.declarer.value, ...outage.ladder.value, outage.paper.signer, outage.inaproc?.approver ?? null,
    ...(office.backup ? [...backup.ladder.value, ...Object.values(backup.papers).map(({ signer }) => signer)] : []),
  ];
  const held = new Set(office.assignments.map((a) => a.function));
  return [...new Set(needed)].flatMap((fn) =>
    fn === null || held.has(fn) || !Object.hasOwn(pack.functions, fn) ? [] : [{ path: ['assignments'], reason: `tidak punya pemegang untuk fungsi ${fn}` }]);
}

/** What is watched is a system of the office, once. */
function badWatch({ systems, watch }: OfficeFile): Problem[] {
  const probes = watch?.probes ?? [];
  return [
    ...twice(['systems'], systems.map(({ code }) => code)), ...twice(['watch', 'probes'], probes.map(({ code }) => code)),
    ...probes.flatMap(({ system }, i) => (systems.some(({ code }) => code === system) ? [] : [{ path: ['watch', 'probes', i, 'system'], reason: `bukan sistem kantor ini: ${system}` }])),
  ];
}

function badSeasons({ hours: { seasons } }: OfficeFile): Problem[] {
  return seasons.flatMap((season, i) => {
    if (season.to < season.from) return [{ path: ['hours', 'seasons', i, 'to'], reason: 'lebih awal daripada from' }];
    const clash = seasons.slice(0, i).find((other) => season.from <= other.to && other.from <= season.to);
    return clash ? [{ path: ['hours', 'seasons', i, 'from'], reason: `tumpang tindih dengan musim ${clash.name}` }] : [];
  });
}
