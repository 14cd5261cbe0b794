/** Packs and offices as a Markdown document: what the law says apart from what an office or Sigap chose. */
import type { Office, ProblemParameters } from '../offices/schema.ts';
import type { Carried } from './carried.ts';
import type { Pack } from './load.ts';
import { rowsOf, sayValue } from './values.ts';
import type { ValueRow } from './values.ts';

const INTRO = `# Regulations

Made from the packs in \`regulations/packs/\` and the files in \`offices/\` by \`node regulations/generate-docs.ts\`; do not edit it here.

Articles are written short: \`P9(2)\` is Pasal 9 ayat (2), \`P1 a.23\` is Pasal 1 angka 23, \`Lamp 2.6.1\` is that section of the Lampiran.
The text of Malang has two Pasal 5: \`P5f\` (functions) and \`P5o\` (organisation). Clause ids are those of \`regulations/clauses.json\`.
The force is **must** (duty), **may** (option), **must-not** (prohibition) or **definition**.

Every value has one source. *Law* is a clause of this text. *Sigap default* is used where the text is silent, with its reason; an office may
replace it. *Office* is a number or choice of an office's own paper: it is never law, and it is listed apart.

No text says what a working day is. Sigap reads N working days as the same clock time N working days on (the stricter reading); an office may
choose the closing time of that day instead, and then its paper is named beside the clause.
`;

/** For each clause of the problem SOP: which pack line, which step and which test carry it. */
export function describeCarried(clauses: readonly Carried[]): string {
  const rows = clauses.map(({ clause, packs, steps, tests, explained }) =>
    [clause.id, clause.demand, packs.join('<br>'), explained ?? steps.map(code).join('<br>'), tests.map(code).join('<br>')]);
  return `## How the problem SOP carries its clauses\n\nA test fails when a clause is neither run nor explained.\n\n${table(['clause', 'demand', 'pack line', 'step', 'tests'], rows)}`;
}

export function describeRegulations(packs: readonly Pack[], offices: readonly Office[]): string {
  const sections = packs.map((pack) => describePack(pack, offices.filter((office) => office.regulation === pack.id)));
  return [INTRO, ...sections].join('\n');
}

function describePack(pack: Pack, offices: readonly Office[]): string {
  const rows = rowsOf(pack.problem);
  return [
    `## ${pack.short} (\`${pack.id}\`)\n`,
    `${pack.invented ? '**Invented: no regulation stands behind this pack.** ' : ''}${pack.title}.\n`,
    ...(pack.note ? [`> ${pack.note}\n`] : []),
    ...(pack.law.length > 0 ? ['### What the text says\n', lawTable(pack, rows)] : []),
    '### Values where the text is silent (Sigap default)\n',
    table(['value', 'is', 'why'], rows.flatMap(({ name, value, source }) => (source?.kind === 'sigap' ? [[code(name), value, source.why]] : []))),
    ...unsetOf(rows),
    '### Functions\n',
    table(['function', 'title in this text', 'article', 'seats'], Object.entries(pack.functions).map(([fn, { title, article, why, many }]) =>
      [code(fn), title, article ?? why ?? '', many ? 'several' : 'one'])),
    ...barredOf(pack),
    ...offices.map((office) => describeOffice(office, pack)),
  ].join('\n');
}

function lawTable(pack: Pack, rows: readonly ValueRow[]): string {
  return table(['clause', 'article', 'force', 'says', 'carries'], pack.law.map(({ clause, article, force, says }) => {
    const carried = rows.filter(({ source }) => source?.kind === 'law' && source.clause === clause).map(({ name, value }) => `${code(name)} = ${value}`);
    const barred = pack.selectionRoles.filter((role) => role.clause === clause).map((role) => role.code);
    return [clause, article, force, says, [...carried, ...(barred.length > 0 ? [`${code('selectionRoles')} = ${barred.join(', ')}`] : [])].join('<br>')];
  }));
}

function barredOf({ selectionRoles, functions }: Pack): string[] {
  if (selectionRoles.length === 0) return [];
  const roles = selectionRoles.map(({ title, clause, article }) => `${title} (${clause}, ${article})`).join('; ');
  const free = Object.values(functions).filter((fn) => !fn.staff).map((fn) => fn.title);
  return [`Barred beside a function of the LPSE: ${roles}.${free.length > 0 ? ` Not staff of the LPSE, so not bound: ${free.join(', ')}.` : ''}\n`];
}

/** Said aloud, so that nobody takes a missing number for a forgotten one. */
function unsetOf(rows: readonly ValueRow[]): string[] {
  const unset = rows.filter(({ source }) => source === null).map(({ name }) => code(name));
  return unset.length > 0 ? [`No number in the text, and none lent from elsewhere: ${unset.join(', ')}. Only an office may set it.\n`] : [];
}

function describeOffice(office: Office, pack: Pack): string {
  const own = office.parameters.problem;
  const chosen = [
    ...(Object.keys(own) as (keyof ProblemParameters)[]).map((key) => ({ name: key, parameter: own[key], law: lawOf(pack, key) })),
    { name: 'lkpp.rung', parameter: office.lkpp.rung, law: null },
  ].flatMap(({ name, parameter, law }) => {
    if (!parameter) return [];
    const { title, number, date } = parameter.document;
    return [[code(name), sayValue(parameter.value), `${law ? `number by ${law}; its reading by the office` : 'office'}: ${title}, ${number}, ${date}`]];
  });
  return [
    `### Office parameters, not law: ${office.name}\n`,
    ...(office.note ? [`> ${office.note}\n`] : []),
    chosen.length > 0 ? table(['value', 'is', 'paper'], chosen) : 'This office has set no value of its own.\n',
  ].join('\n');
}

function lawOf({ problem }: Pack, key: keyof ProblemParameters): string | null {
  const { approvalWindow, chase } = problem.lkpp;
  const source = { ...problem, approvalWindow, lkppChase: chase, witnessSeries: problem.witness.series, ticketApproval: null }[key]?.source;
  return source?.kind === 'law' ? `${source.clause} (${source.article})` : null;
}

const code = (text: string): string => `\`${text}\``;

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
