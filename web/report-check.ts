import { problemContract } from '../workflows/problem/contract.ts';
import type { FieldError } from './fields.ts';
import { fieldNames, slots } from './report-draft.ts';
import type { Draft } from './report-draft.ts';
import { sentenceOf } from './sentences.ts';

/** Paths of the contract, and the field of the form that fills each. */
const fieldOf: Record<string, (typeof fieldNames)[number]> = {
  'reporter.name': 'nama', 'reporter.mail': 'surel', role: 'peran', category: 'kategori', packageCode: 'paket', description: 'uraian',
};

const sentences: Record<(typeof fieldNames)[number], string> = {
  nama: 'Isi nama Anda, 2 sampai 200 huruf.',
  surel: 'Isi alamat surel yang benar, misalnya nama@contoh.id.',
  peran: 'Pilih peran Anda sebagai pengguna SPSE.',
  kategori: 'Pilih kategori masalahnya.',
  paket: 'Tulis kode paket dengan huruf, angka, atau tanda hubung saja, paling banyak 40.',
  uraian: 'Uraikan masalahnya, 3 sampai 10.000 huruf.',
};

/** What the API would get for this draft; the same draft always gives the same body. */
export function bodyOf({ values }: Draft, files: string[]): Record<string, unknown> {
  const packageCode = values.paket.trim();
  return {
    reporter: { name: values.nama.trim(), mail: values.surel.trim() }, role: values.peran, category: values.kategori,
    ...(packageCode === '' ? {} : { packageCode }), description: values.uraian.trim(), files,
  };
}

/** Every mistake at once, in the order of the form; the contract of the SOP decides what one is. */
export function errorsIn(draft: Draft): FieldError[] {
  const issues = problemContract.start.body.safeParse(bodyOf(draft, [])).error?.issues ?? [];
  const wrong = new Set(issues.map(({ path }) => fieldOf[path.join('.')]));
  return [
    ...fieldNames.filter((name) => wrong.has(name)).map((name) => ({ field: name, sentence: sentences[name] })),
    ...slots.filter((slot) => draft.uploads.some((upload) => upload.slot === slot && upload.tooLarge))
      .map((slot) => ({ field: slot, sentence: sentenceOf('file-too-large').detail })),
  ];
}
