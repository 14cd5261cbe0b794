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
function unsaidSources({ law, invented, ...entries }: PackFile): Problem[] {
  const said = new Set(law.map((norm) => norm.clause));
  return citations(entries).flatMap(({ path, clause, article }) => {
    // An invented pack has no text to quote, but a forward still names its ground in the product's vocabulary.
    const known = said.has(clause) || (invented && article);
    return known ? [] : [{ path, reason: `memakai ${clause}, yang tidak ada di daftar law paket ini` }];
  });
}

/** Every entry that cites a clause; `article`: it says itself where the text has it. */
function citations(node: unknown, path: Path = []): { path: Path; clause: string; article: boolean }[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'clause' in node && typeof node.clause === 'string' ? [{ path: [...path, 'clause'], clause: node.clause, article: 'article' in node }] : [];
  const inner = Array.isArray(node) ? node.map((one, i): [PropertyKey, unknown] => [i, one]) : Object.entries(node);
  return [...own, ...inner.flatMap(([key, value]) => citations(value, [...path, key]))];
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

function repeated({ law, selectionRoles, problem, registration, deactivation }: PackFile): Problem[] {
  const lists: { path: Path; key: string; codes: string[] }[] = [
    { path: ['law'], key: 'clause', codes: law.map((n) => n.clause) },
    { path: ['selectionRoles'], key: 'code', codes: selectionRoles.map((r) => r.code) },
    { path: ['problem', 'roles'], key: 'code', codes: problem.roles.map((r) => r.code) },
    { path: ['problem', 'categories'], key: 'code', codes: problem.categories.map((c) => c.code) },
    ...(['kinds', 'causes', 'parties', 'substance'] as const).map((list) => ({ path: ['problem', list], key: 'code', codes: problem[list].map((one) => one.code) })),
    { path: ['problem', 'lkpp', 'grounds'], key: 'code', codes: problem.lkpp.grounds.map((g) => g.code) },
    { path: ['problem', 'lkpp', 'routes'], key: 'code', codes: problem.lkpp.routes.map((r) => r.code) },
    { path: ['problem', 'witness', 'parties'], key: 'code', codes: problem.witness.parties.map((p) => p.code) },
    ...(['kinds', 'services', 'grounds'] as const).map((list) => ({ path: ['registration', list], key: 'code', codes: registration[list].map((one) => one.code) })),
    { path: ['deactivation', 'grounds'], key: 'code', codes: deactivation.grounds.map((g) => g.code) },
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
