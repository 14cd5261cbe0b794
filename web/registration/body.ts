import type { z } from 'zod';
import type { RegistrationRules } from '../../regulations/registration-rules.ts';
import { itemsFor } from '../../workflows/registration/checklist.ts';
import type { FieldError } from '../fields.ts';
import type { Draft } from '../form-draft.ts';
import { lineError } from '../line-fields.ts';
import type { Line } from '../line-fields.ts';
import { instantOf } from '../staff/local-input.ts';
import type { Choice } from './choice.ts';
import { asksTerm, linesOf } from './lines.ts';

/** The fields of one item: its file, and the box that says that there is none. */
export const fileOf = (item: string): string => `berkas-${item}`;
export const absentOf = (item: string): string => `tidak-ada-${item}`;
/** Which fields of the form are files. */
export const fileSlot = /^berkas-[a-z0-9-]{1,60}$/;

interface Filled { rules: RegistrationRules; choice: Choice; draft: Draft; /** null: the applicant's own form. */ desk: { utcOffsetMinutes: number } | null }

const typed = ({ values }: Pick<Draft, 'values'>, name: string): string => values.get(name)?.trim() ?? '';

/** What the API would get for this form; the same form always gives the same body. */
export function bodyOf({ rules, choice, draft, desk }: Filled): Record<string, unknown> {
  const items = itemsFor(rules, choice.service.code, choice.kind.code).map(({ code }) => code);
  const body: Record<string, unknown> = { service: choice.service.code, kind: choice.kind.code };
  for (const { name, path, kind } of linesOf(choice, desk !== null)) {
    const value = typed(draft, name);
    if (value === '') continue;
    const [first = '', second] = path.split('.');
    const meant = kind === 'time' ? instantOf(value, desk?.utcOffsetMinutes ?? 0) ?? value : value;
    body[first] = second === undefined ? meant : { ...(body[first] as object | undefined), [second]: meant };
  }
  return {
    ...body, ...(desk && { channel: typed(draft, 'saluran') }), ...(isUnlimited({ choice, draft }) && { until: null }),
    files: items.flatMap((item) => { const file = draft.files.get(fileOf(item)); return file ? [{ item, sha256: file.sha256 }] : []; }),
    absent: items.filter((item) => draft.values.has(absentOf(item))),
  };
}

const isUnlimited = ({ choice, draft }: Pick<Filled, 'choice' | 'draft'>): boolean => asksTerm(choice) && draft.values.has('tidak-dibatasi');

/** Every mistake at once, in the order of the form; `schema` decides what one is. */
export function errorsIn(filled: Filled, schema: z.ZodObject): FieldError[] {
  const { choice, draft, desk, rules } = filled;
  const issues = schema.safeParse(bodyOf(filled)).error?.issues ?? [];
  const isDue = (line: Line) => line.required && !(line.name === 'sampai' && isUnlimited(filled));
  return [
    ...(issues.some(({ path }) => path[0] === 'channel') ? [{ field: 'saluran', sentence: 'Pilih salurannya.' }] : []),
    ...linesOf(choice, desk !== null).flatMap((line) => (halfDecree(draft, line) ? [{ field: line.name, sentence: line.sentence }] : lineError({ ...line, required: isDue(line) }, typed(draft, line.name), issues))),
    ...(isUnlimited(filled) && typed(draft, 'sampai') !== '' ? [{ field: 'sampai', sentence: 'Isi tanggalnya atau centang "tidak dibatasi", jangan keduanya.' }] : []),
    ...itemErrors(rules, choice, draft), ...draft.refused,
  ];
}

/** A decree is its number and its date. */
const halfDecree = (draft: Draft, { name }: Line): boolean => /^sk-/.test(name) && typed(draft, name) === '' && ['sk-nomor', 'sk-tanggal'].some((other) => typed(draft, other) !== '');

function itemErrors(rules: RegistrationRules, { service, kind }: Choice, { files, values }: Draft): FieldError[] {
  const items = itemsFor(rules, service.code, kind.code);
  return items.flatMap(({ code }, index) => {
    const file = files.get(fileOf(code));
    const before = items.slice(0, index).some((other) => file && files.get(fileOf(other.code))?.sha256 === file.sha256);
    if (file && values.has(absentOf(code))) return [{ field: fileOf(code), sentence: 'Pilih berkasnya atau centang "tidak ada", jangan keduanya.' }];
    return before ? [{ field: fileOf(code), sentence: 'Berkas ini sudah dipakai untuk persyaratan lain; pilih berkasnya sendiri.' }] : [];
  });
}

const fieldOfPart: Record<string, string> = { service: 'nama', kind: 'nama', reference: 'rujukan', until: 'sampai', absent: 'nama', files: 'nama' };

/** The field that shows what the house refuses although the form looked right. */
export function refusedAt(code: string, { field }: Record<string, unknown>): string | undefined {
  if (code === 'received-in-future' || code === 'before-since') return 'diterima';
  if (code === 'already-entered') return 'nomor-luar';
  if (code === 'key-reused') return 'nama';
  return typeof field === 'string' ? fieldOfPart[field] ?? field : undefined;
}
