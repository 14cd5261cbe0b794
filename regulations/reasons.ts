/** What zod finds wrong, as the predicate of an Indonesian sentence whose subject is the path. */
import type { z } from 'zod';

const SHAPES: Record<string, string> = {
  string: 'teks (angka panjang ditulis dalam tanda kutip)',
  number: 'angka',
  int: 'bilangan bulat',
  boolean: 'true atau false',
  array: 'daftar',
  object: 'sekelompok kunci',
  record: 'sekelompok kunci',
};

const FORMATS: Record<string, string> = {
  date: 'harus tanggal yang ada, ditulis TTTT-BB-HH',
  email: 'harus alamat surel',
  url: 'harus alamat yang diawali http:// atau https://',
};

/** Used for every check that does not bring its own sentence. */
export const reasonOf: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'wajib ada' : `harus berupa ${SHAPES[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys':
      return 'tidak dikenal';
    case 'invalid_value':
      return issue.input === undefined ? 'wajib ada' : `harus salah satu dari ${issue.values.join(', ')}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'salah bentuk';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'tidak boleh kosong' : `paling kecil ${issue.minimum}`;
    case 'too_big':
      return `paling besar ${issue.maximum}`;
    default:
      return 'tidak sah';
  }
};
