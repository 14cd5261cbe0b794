import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { officeNow } from '../../activities/office.ts';
import type { ApiDeps } from '../../api/deps.ts';
import type { Intake } from '../../api/intake.ts';
import { groups } from '../../db/schema.ts';
import type { Source } from '../../regulations/rules.ts';
import type { ActContract } from '../../workflows/contract.ts';
import { code } from '../../workflows/contract-parts.ts';
import { caseRules, handOverTargets } from '../../workflows/problem/rules.ts';
import type { ActWords } from './act-words.ts';
import type { Option } from '../fields.ts';
import { cited } from '../source-words.ts';
import { announcedChoices, announcedOf } from './announced.ts';
import { mediaOptions } from './backup-words.ts';
import { custodyChoices } from './custody-facts.ts';
import { nameOf, titleOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { matchChoices } from './matches.ts';
import type { Tick } from './matches.ts';
import { suggestedAccount } from './suggested-account.ts';

/** One control of a form, as the act's schema and the rules of the case make it. */
export interface ActField {
  name: string;
  label: string;
  hint?: string | undefined;
  optional: boolean;
  /** What is chosen before anybody chooses. */
  preset?: string;
  /** 'numbers': cases, ticked or one a line. 'ticks': some of a list. 'date': a day, or none where the schema takes null. */
  control: { kind: 'words' | 'time' | 'date' } | { kind: 'numbers' | 'ticks'; options: Tick[] } | { kind: 'line'; max: number } | { kind: 'choice'; options: Option[] };
}

/** What the choices of a form are made of: the rules of the case, and who holds which function now. */
export interface Choices { [field: string]: (Option & { /** What the words must name where it may be chosen (REG-14). */ asks?: string; /** Shown as typed already; anything else may be typed instead. */ suggested?: boolean })[] }

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
  at: { label: 'Tanggal dan jam', hint: 'Waktu setempat.' },
  systems: { label: 'Sistem yang terdampak' },
  how: { label: 'Cara menunjukkan' },
  result: { label: 'Hasil' },
  userId: { label: 'User ID di SPSE', hint: '3 sampai 60 huruf, angka, titik, garis bawah, tanda hubung, atau @, tanpa spasi. Jangan pernah menulis kata sandi.' },
  account: { label: 'Nomor pendaftaran akun', hint: 'Nomor di daftar akun kantor ini, misalnya SLT-2026-000123. Tanpa nomor ini akun di Sigap tidak berubah, dan kabar tetap dikirim ke alamat lama.' },
};

/** Closed codes of the schemas, where no rule names them. */
const codeWords: Record<string, string> = {
  loket: 'Di loket', video: 'Lewat video langsung', aktif: 'Aktif', disetujui: 'Disetujui', ditolak: 'Ditolak', tercantum: 'Tercantum', 'tidak-tercantum': 'Tidak tercantum',
};

/** What an act takes where nothing is said, shown as chosen. */
const presets: Record<string, string> = { route: 'penerusan' };

const named = (all: readonly { code: string; label: string }[]): Option[] => all.map(({ code, label }) => ({ value: code, label }));

/** The choices of an act that the rules of the case make. */
export async function choicesFor(deps: ApiDeps, desk: Desk, intake: Intake): Promise<Choices> {
  const { registration, dataRequest } = intake.rules;
  switch (intake.sop) {
    case 'registration': return {
      ...await accountChoice(deps, intake),
      ground: withPlace(registration.grounds).map((ground, i) => (registration.grounds[i]?.cites ? { ...ground, asks: 'Sebutkan ketentuan peraturan perundang-undangan yang tidak dipenuhi.' } : ground)), how: registration.video.value ? coded('loket', 'video') : coded('loket'),
    };
    case 'data-request': return { ground: withPlace(dataRequest.refusals), cases: await matchChoices(deps, desk, intake) };
    case 'problem': return problemChoices(deps, desk, intake);
    case 'maintenance': case 'outage': return announcedChoices(intake, await announcedOf(deps, intake), await groupsOf(deps, intake.office));
    case 'backup': return { medium: mediaOptions(desk) };
    case 'custody': return custodyChoices(deps, desk, intake);
    default: return {};
  }
}

/** Whose account a later service changes; who is only told a User ID changes none. */
async function accountChoice(deps: ApiDeps, intake: Intake): Promise<Choices> {
  const end = intake.rules.registration.services.find(({ code }) => code === intake.facts.service)?.end;
  if (end === 'tell') return { account: [] };
  const number = end === undefined || end === 'activate' ? null : await suggestedAccount(deps, intake);
  return number === null ? {} : { account: [{ value: number, label: number, suggested: true }] };
}

const withPlace = (all: readonly { code: string; label: string; source: Source }[]): Option[] => all.map(({ code, label, source }) => ({ value: code, label: `${label}, ${cited(source)}` }));
const coded = (...codes: string[]): Option[] => codes.map((value) => ({ value, label: codeWords[value] ?? value }));

async function problemChoices(deps: ApiDeps, desk: Desk, { office, rules }: Intake): Promise<Choices> {
  const problem = caseRules(rules.problem);
  const targets = handOverTargets(problem);
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
export function fieldsOf({ body }: ActContract, words: Pick<ActWords, 'text' | 'fields'>, choices: Choices): ActField[] {
  const asked = Object.keys(body.shape).flatMap((name) => choices[name] ?? []).find(({ asks }) => asks !== undefined)?.asks;
  return Object.entries(body.shape).filter(([name]) => name !== 'taskId').flatMap(([name, schema]): ActField[] => {
    const optional = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
    const inner: unknown = optional ? schema.unwrap() : schema;
    const { label, hint } = words.fields?.[name] ?? fieldWords[name] ?? { label: name };
    if (inner instanceof z.ZodArray) {
      const options: Tick[] = choices[name] ?? [];
      const kind = inner.element === code ? 'ticks' : 'numbers';
      return [{ name, optional, hint, label, preset: options.filter(({ ticked }) => ticked).map(({ value }) => value).join('\n'), control: { kind, options } }];
    }
    const suggested = choices[name]?.find((one) => one.suggested)?.value;
    const options = suggested !== undefined ? undefined : choices[name] ?? (inner instanceof z.ZodEnum ? coded(...inner.options.map(String)) : undefined);
    if (options?.length === 0 && optional) return [];
    const preset = suggested ?? (options?.length === 1 && !optional ? options[0]?.value : options?.find(({ value }) => value === presets[name])?.value);
    return [{ name, ...(preset === undefined ? {} : { preset }), optional: optional && (preset === undefined || suggested !== undefined), hint: name === 'text' ? asked ?? hint : hint, label: name === 'text' ? words.text ?? label : label, control: options ? { kind: 'choice', options } : controlOf(inner) }];
  });
}

function controlOf(schema: unknown): ActField['control'] {
  if (schema instanceof z.ZodISODateTime) return { kind: 'time' };
  if (schema instanceof z.ZodISODate) return { kind: 'date' };
  const max = schema instanceof z.ZodString ? schema.maxLength : null;
  return max !== null && max > 200 ? { kind: 'words' } : { kind: 'line', max: max ?? 100 };
}
