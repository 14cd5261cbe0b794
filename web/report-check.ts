import { problemContract } from '../workflows/problem/contract.ts';
import type { FieldError } from './fields.ts';
import type { Draft } from './form-draft.ts';

/** Each field of the form, the path of the contract that it fills, and what is wrong with it. */
const fields: [name: string, path: string, sentence: string][] = [
  ['nama', 'reporter.name', 'Isi nama Anda, 2 sampai 200 huruf.'],
  ['surel', 'reporter.mail', 'Isi alamat surel yang benar, misalnya nama@contoh.id.'],
  ['peran', 'role', 'Pilih peran Anda sebagai pengguna SPSE.'],
  ['kategori', 'category', 'Pilih kategori masalahnya.'],
  ['paket', 'packageCode', 'Tulis kode paket dengan huruf, angka, atau tanda hubung saja, paling banyak 40.'],
  ['uraian', 'description', 'Uraikan masalahnya, 3 sampai 10.000 huruf.'],
];

export const slots = ['lampiran-1', 'lampiran-2', 'lampiran-3'] as const;

/** What the API would get for this draft; the same draft always gives the same body. */
export function bodyOf({ values, files }: Draft): Record<string, unknown> {
  const value = (name: string) => values.get(name)?.trim() ?? '';
  const packageCode = value('paket');
  return {
    reporter: { name: value('nama'), mail: value('surel') }, role: value('peran'), category: value('kategori'),
    ...(packageCode === '' ? {} : { packageCode }), description: value('uraian'), files: slots.flatMap((slot) => files.get(slot)?.sha256 ?? []),
  };
}

/** Every mistake at once, in the order of the form; the contract of the SOP decides what one is. */
export function errorsIn(draft: Draft): FieldError[] {
  const issues = problemContract.start.body.safeParse(bodyOf(draft)).error?.issues ?? [];
  const wrong = new Set(issues.map(({ path }) => path.join('.')));
  return [...fields.filter(([, path]) => wrong.has(path)).map(([field, , sentence]) => ({ field, sentence })), ...draft.refused];
}
