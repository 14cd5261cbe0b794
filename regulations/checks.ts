/** What a pack must satisfy beyond its shape: known clauses, known functions, no number lent to the law. */
import { findClause } from './clauses.ts';
import type { PackFile } from './schema.ts';
import type { Problem } from './yaml.ts';

type Path = PropertyKey[];

export function checkPack(file: PackFile): Problem[] {
  return [...unknownCategory(file), ...unknownClauses(file), ...unsaidSources(file), ...unknownFunctions(file), ...repeated(file), ...lentNumbers(file), ...titlesInConflict(file)];
}

function unknownCategory({ problem }: PackFile): Problem[] {
  const { category } = problem.witness;
  return problem.categories.some(({ code }) => code === category) ? [] : [{ path: ['problem', 'witness', 'category'], reason: `menyebut kategori yang tidak ada: ${category}` }];
}

function unknownClauses({ law }: PackFile): Problem[] {
  return law.flatMap((norm, i) =>
    findClause(norm.clause) ? [] : [{ path: ['law', i, 'clause'], reason: `menyebut klausul yang tidak ada: ${norm.clause}` }]);
}

/** A value may only cite a clause that this pack quotes under `law`. */
function unsaidSources({ law, problem, selectionRoles, invented }: PackFile): Problem[] {
  const said = new Set(law.map((norm) => norm.clause));
  const cited: { path: Path; clause: string | undefined }[] = [
    ...selectionRoles.map((role, i) => ({ path: ['selectionRoles', i, 'clause'], clause: role.clause })),
    ...problem.roles.map((role, i) => ({ path: ['problem', 'roles', i, 'clause'], clause: role.clause })),
    // An invented pack has no text to quote, but a forward still names its ground in the product's vocabulary.
    ...(invented ? [] : problem.lkpp.grounds.map((g, i) => ({ path: ['problem', 'lkpp', 'grounds', i, 'clause'], clause: g.clause }))),
    ...(invented ? [] : problem.lkpp.routes.map((r, i) => ({ path: ['problem', 'lkpp', 'routes', i, 'clause'], clause: r.clause }))),
    ...(invented ? [] : [{ path: ['problem', 'witness', 'clause'], clause: problem.witness.clause }]),
    ...values(problem).map(({ path, entry }) => ({ path: [...path, 'clause'], clause: entry.clause })),
  ];
  return cited.flatMap(({ path, clause }) =>
    clause === undefined || said.has(clause) ? [] : [{ path, reason: `memakai ${clause}, yang tidak ada di daftar law paket ini` }]);
}

function unknownFunctions({ functions, problem }: PackFile): Problem[] {
  const used: { path: Path; fn: string | null }[] = [
    { path: ['problem', 'desk'], fn: problem.desk },
    { path: ['problem', 'technical'], fn: problem.technical },
    { path: ['problem', 'coordinator', 'value'], fn: problem.coordinator.value },
    ...problem.ladder.value.map((fn, i) => ({ path: ['problem', 'ladder', 'value', i], fn })),
    { path: ['problem', 'lkpp', 'approver', 'value'], fn: problem.lkpp.approver.value },
  ];
  return used.flatMap(({ path, fn }) =>
    fn === null || Object.hasOwn(functions, fn) ? [] : [{ path, reason: `menyebut fungsi yang tidak ada di paket: ${fn}` }]);
}

function repeated({ law, selectionRoles, problem }: PackFile): Problem[] {
  const lists: { path: Path; key: string; codes: string[] }[] = [
    { path: ['law'], key: 'clause', codes: law.map((n) => n.clause) },
    { path: ['selectionRoles'], key: 'code', codes: selectionRoles.map((r) => r.code) },
    { path: ['problem', 'roles'], key: 'code', codes: problem.roles.map((r) => r.code) },
    { path: ['problem', 'categories'], key: 'code', codes: problem.categories.map((c) => c.code) },
    ...(['kinds', 'causes', 'parties', 'substance'] as const).map((list) => ({ path: ['problem', list], key: 'code', codes: problem[list].map((one) => one.code) })),
    { path: ['problem', 'lkpp', 'grounds'], key: 'code', codes: problem.lkpp.grounds.map((g) => g.code) },
    { path: ['problem', 'lkpp', 'routes'], key: 'code', codes: problem.lkpp.routes.map((r) => r.code) },
    { path: ['problem', 'witness', 'parties'], key: 'code', codes: problem.witness.parties.map((p) => p.code) },
  ];
  return lists.flatMap(({ path, key, codes }) => codes.flatMap((code, i) =>
    codes.indexOf(code) < i ? [{ path: [...path, i, key], reason: `tertulis dua kali: ${code}` }] : []));
}

/** The texts set one number (ERR-2). Any other deadline is an office's: a pack may not bring one of its own. */
function lentNumbers({ problem }: PackFile): Problem[] {
  return (['followUp', 'answer'] as const).flatMap((key) =>
    problem[key]?.sigap === undefined ? [] : [{ path: ['problem', key], reason: 'hanya boleh bersumber dari klausul; angka lain ditetapkan kantor' }]);
}

function titlesInConflict({ functions, selectionRoles }: PackFile): Problem[] {
  return selectionRoles.flatMap(({ code }, i) =>
    Object.hasOwn(functions, code) ? [{ path: ['selectionRoles', i, 'code'], reason: `sekaligus tertulis sebagai fungsi LPSE: ${code}` }] : []);
}

function values(problem: PackFile['problem']): { path: Path; entry: { clause?: string | undefined } }[] {
  const { followUp, answer, reminderShares, ladder, rungSpacing, lkpp, rootCauseGate, confirmWindow, dataWindow, coordinator, evaluation } = problem;
  const top = { followUp, answer, reminderShares, ladder, rungSpacing, rootCauseGate, confirmWindow, dataWindow, coordinator, evaluation };
  const { rung, approver, approvalWindow, chase } = lkpp;
  return [
    ...Object.entries(top).flatMap(([key, entry]) => (entry ? [{ path: ['problem', key], entry }] : [])),
    ...Object.entries({ rung, approver, approvalWindow, chase }).map(([key, entry]) => ({ path: ['problem', 'lkpp', key], entry })),
  ];
}
