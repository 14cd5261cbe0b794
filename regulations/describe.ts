/** Packs and offices as a Markdown document: what the law says apart from what an office or Sigap chose. */
import type { Chosen } from '../offices/choose.ts';
import type { Office } from '../offices/schema.ts';
import { announcementLists, announcementValues } from './announcement-values.ts';
import { backupLists, backupValues } from './backup-values.ts';
import type { Carried } from './carried.ts';
import { by, describeUsers } from './describe-users.ts';
import type { Pack } from './load.ts';
import { code, table } from './markdown.ts';
import { sayNamed, userLists, userValues } from './user-values.ts';
import { rowsOf } from './values.ts';
import type { Value, ValueRow } from './values.ts';

const INTRO = `# Regulations

Made from the packs in \`regulations/packs/\` and the files in \`offices/\` by \`node regulations/generate-docs.ts\`; do not edit it here.

Articles are written short: \`P9(2)\` is Pasal 9 ayat (2), \`P1 a.23\` is Pasal 1 angka 23, \`Lamp 2.6.1\` is that section of the Lampiran.
The text of Malang has two Pasal 5: \`P5f\` (functions) and \`P5o\` (organisation). Clause ids are those of \`regulations/clauses.json\`.
The force is **must** (duty), **may** (option), **must-not** (prohibition) or **definition**.

Every value has one source. *Law* is a clause of this text. *A law of the country* stands beside every text. *Sigap default* is used where the text
is silent, with its reason; an office may replace it. *Office* is a number or choice of an office's own paper: it is never law, and it is listed apart.

No text says what a working day is. Sigap reads N working days as the same clock time N working days on (the stricter reading); an office may
choose the closing time of that day instead, and then its paper is named beside the clause.
`;

/** For each clause of a group: which pack line, which step and which test carry it. */
export function describeCarried(title: string, clauses: readonly Carried[]): string {
  const rows = clauses.map(({ clause, packs, steps, values, tests, explained }) =>
    [clause.id, clause.demand, packs.join('<br>'), explained ?? [...steps, ...values].map(code).join('<br>'), tests.map(code).join('<br>')]);
  return `## How ${title} carries its clauses\n\nA test fails when a clause is neither run nor explained.\n\n${table(['clause', 'demand', 'pack line', 'step', 'tests'], rows)}`;
}

export function describeRegulations(packs: readonly Pack[], offices: readonly Office[]): string {
  const sections = packs.map((pack) => describePack(pack, offices.filter((office) => office.regulation === pack.id)));
  return [INTRO, ...sections].join('\n');
}

function describePack(pack: Pack, offices: readonly Office[]): string {
  const rows = valuesOf(pack);
  return [
    `## ${pack.short} (\`${pack.id}\`)\n`,
    `${pack.invented ? '**Invented: no regulation stands behind this pack.** ' : ''}${pack.title}.\n`,
    ...(pack.note ? [`> ${pack.note}\n`] : []),
    ...(pack.law.length > 0 ? ['### What the text says\n', lawTable(pack, [...rows, ...listsOf(pack)])] : []),
    '### Values where the text is silent (Sigap default)\n',
    table(['value', 'is', 'why'], rows.flatMap(({ name, value, source }) => (source?.kind === 'sigap' ? [[code(name), value, source.why]] : []))),
    '### Values by a law of the country\n',
    table(['value', 'is', 'law'], rows.flatMap(({ name, value, source }) => (source?.kind === 'statute' ? [[code(name), value, source.article]] : []))),
    ...unsetOf(rows),
    describeUsers(pack),
    '### Functions\n',
    table(['function', 'title in this text', 'article', 'seats'], Object.entries(pack.functions).map(([fn, { title, article, why, many }]) =>
      [code(fn), title, article ?? why ?? '', many ? 'several' : 'one'])),
    ...barredOf(pack),
    ...offices.map((office) => describeOffice(office, pack)),
  ].join('\n');
}

const valuesOf = (pack: Pack): ValueRow[] => [...rowsOf(pack.problem), ...userValues(pack), ...announcementValues(pack), ...backupValues(pack)];
const listsOf = (pack: Pack): ValueRow[] => [...userLists(pack), ...announcementLists(pack), ...backupLists(pack)];

function lawTable(pack: Pack, rows: readonly ValueRow[]): string {
  return table(['clause', 'article', 'force', 'says', 'carries'], pack.law.map(({ clause, article, force, says }) => {
    const carried = [...new Set(rows.filter(({ source }) => source?.kind === 'law' && source.clause === clause).map(({ name, value }) => `${code(name)} = ${value}`))];
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
  const rows = [...valuesOf(pack), ...listsOf(pack)];
  const chosen = chosenBy(office).map(({ name, key, parameter: { value, document: { title, number, date } } }) =>
    [code(name), sayNamed(key, value), `${readLaw(rows, name)}: ${title}, ${number}, ${date}`]);
  return [
    `### Office parameters, not law: ${office.name}\n`,
    ...(office.note ? [`> ${office.note}\n`] : []),
    chosen.length > 0 ? table(['value', 'is', 'paper'], chosen) : 'This office has set no value of its own.\n',
  ].join('\n');
}

/** Every choice of an office by its path; those of the problem SOP stand without its name. */
function chosenBy({ parameters: { problem, ...sections }, lkpp: { rung } }: Office): { name: string; key: string; parameter: Chosen<Value> }[] {
  const { kinds, ...registration } = sections.registration;
  const { grounds, ...deactivation } = sections.deactivation;
  const named = {
    '': problem, 'lkpp.': { rung }, 'registration.': registration, 'registration.kinds.': kinds,
    'deactivation.': deactivation, 'deactivation.grounds.': grounds, 'appointment.': sections.appointment, 'archive.': sections.archive,
    'maintenance.': sections.maintenance, 'outage.': sections.outage,
  };
  return Object.entries(named).flatMap(([path, values]) => Object.entries(values).flatMap(([key, parameter]: [string, Chosen<Value> | undefined]) =>
    (parameter ? [{ name: `${path}${key}`, key, parameter }] : [])));
}

const LKPP_NAMES: Readonly<Record<string, string>> = { approvalWindow: 'lkpp.approvalWindow', lkppChase: 'lkpp.chase' };

/** Where the pack's value of that name is law: the office has only read it. */
function readLaw(rows: readonly ValueRow[], name: string): string {
  const source = rows.find((row) => row.name === (LKPP_NAMES[name] ?? name))?.source;
  if (source?.kind !== 'law') return 'office';
  return `${name.includes('.kinds.') ? 'kind' : 'number'} by ${by(source)}; its reading by the office`;
}
