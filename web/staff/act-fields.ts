import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { officeNow } from '../../activities/office.ts';
import type { ApiDeps } from '../../api/deps.ts';
import type { Intake } from '../../api/intake.ts';
import { groups } from '../../db/schema.ts';
import type { ActContract } from '../../workflows/contract.ts';
import { caseRules } from '../../workflows/problem/rules.ts';
import type { Option } from '../fields.ts';
import { nameOf, titleOf } from './desk.ts';
import type { Desk } from './desk.ts';

/** One control of a form, as the act's schema and the rules of the case make it. */
export interface ActField {
  name: string;
  label: string;
  hint?: string | undefined;
  optional: boolean;
  /** What is chosen before anybody chooses. */
  preset?: string;
  control: { kind: 'words' } | { kind: 'line'; max: number } | { kind: 'time' } | { kind: 'choice'; options: Option[] };
}

/** What the choices of a form are made of: the rules of the case, and who holds which function now. */
export interface Choices { [field: string]: Option[] }

/** Labels of the fields that acts have beside their text. */
export const fieldWords: Record<string, { label: string; hint?: string }> = {
  to: { label: 'Serahkan kepada' },
  person: { label: 'Orang tertentu', hint: 'Kosongkan bila siapa pun yang memegang fungsi itu boleh mengerjakannya.' },
  category: { label: 'Kategori' },
  kind: { label: 'Jenis' },
  party: { label: 'Pihak yang dimintai konsultasi' },
  whom: { label: 'Siapa yang dapat ditanya' },
  route: { label: 'Jalur' },
  ground: { label: 'Alasan hukum', hint: 'Wajib untuk penerusan kendala teknis; kosongkan untuk jalur lain.' },
  cause: { label: 'Penyebab' },
  until: { label: 'Batas waktu menurut LKPP', hint: 'Waktu setempat.' },
  solution: { label: 'Nomor laporan yang solusinya dipakai', hint: 'Misalnya SLT-2026-000123.' },
  group: { label: 'Kelompok' },
  text: { label: 'Keterangan' },
};

/** What an act takes where nothing is said, shown as chosen. */
const presets: Record<string, string> = { route: 'penerusan' };

const named = (all: readonly { code: string; label: string }[]): Option[] => all.map(({ code, label }) => ({ value: code, label }));

export async function choicesFor(deps: ApiDeps, desk: Desk, { office, rules }: Intake): Promise<Choices> {
  const problem = caseRules(rules.problem);
  const targets = { technical: problem.technical, desk: problem.desk, coordinator: problem.coordinator.value };
  const now = await officeNow(deps.db, office);
  const holders = Object.values(targets).flatMap((fn) => now.holders(fn, Date.now()).map((person) => ({ person, fn })));
  return {
    to: Object.entries(targets).map(([value, fn]) => ({ value, label: titleOf(desk, fn) })),
    person: [...new Set(holders.map(({ person }) => person))].map((person) => ({
      value: person, label: `${nameOf(desk, person)} (${holders.filter((one) => one.person === person).map(({ fn }) => titleOf(desk, fn)).join(', ')})`,
    })),
    category: named(problem.categories), kind: named(problem.kinds), party: named(problem.parties), whom: named(problem.substance),
    route: named(problem.lkpp.routes), ground: problem.lkpp.grounds.map(({ code, label, article }) => ({ value: code, label: `${label} (${article})` })),
    cause: named(problem.causes), group: await groupsOf(deps, office),
  };
}

/** The newest groups of the office; older ones are finished. */
async function groupsOf({ db, vault }: ApiDeps, office: string): Promise<Option[]> {
  const rows = await db.select().from(groups).where(eq(groups.office, office)).orderBy(desc(groups.createdAt)).limit(50);
  return rows.map(({ id, titleSealed }) => ({ value: id, label: vault.open(titleSealed, `groups:${id}:title`) }));
}

/** The fields of an act, from its schema; the task is known from the form. A choice with nothing to choose from is left out. */
export function fieldsOf({ body }: ActContract, text: string | undefined, choices: Choices): ActField[] {
  return Object.entries(body.shape).filter(([name]) => name !== 'taskId').flatMap(([name, schema]): ActField[] => {
    const optional = schema instanceof z.ZodOptional;
    const inner: unknown = optional ? schema.unwrap() : schema;
    const { label, hint } = fieldWords[name] ?? { label: name };
    const options = choices[name];
    if (options?.length === 0 && optional) return [];
    const preset = options?.find(({ value }) => value === presets[name])?.value;
    return [{ name, ...(preset === undefined ? {} : { preset }), optional: optional && preset === undefined, hint, label: name === 'text' ? text ?? label : label, control: options ? { kind: 'choice', options } : controlOf(inner) }];
  });
}

function controlOf(schema: unknown): ActField['control'] {
  if (schema instanceof z.ZodISODateTime) return { kind: 'time' };
  const max = schema instanceof z.ZodString ? schema.maxLength : null;
  return max !== null && max > 200 ? { kind: 'words' } : { kind: 'line', max: max ?? 100 };
}
