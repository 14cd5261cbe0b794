import { z } from 'zod';

const { localeError } = z.locales.id();

const kinds: Record<string, string> = { string: 'teks', number: 'angka', int: 'bilangan bulat', boolean: 'true atau false', array: 'daftar', object: 'objek', null: 'null' };
const formats: Record<string, string> = {
  email: 'Tulis alamat surel yang benar, misalnya nama@contoh.id.', uuid: 'Tulis UUID yang benar.', date: 'Tulis tanggal seperti 2026-12-31.',
  datetime: 'Tulis tanggal dan jam dengan zona waktunya, seperti 2026-12-31T09:00:00+07:00.', regex: 'Bentuknya tidak sesuai.',
};

/** 'huruf' of a text, things of a list; a number is itself. */
const unitOf = (origin: string): string => (origin === 'string' ? ' huruf' : origin === 'array' ? ' isian' : '');

/** Why a value is not taken, for people; where a schema has a sentence of its own, that one is said instead. */
export const plainReason: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'unrecognized_keys': return `Hapus isian yang tidak dikenal: ${issue.keys.join(', ')}.`;
    case 'invalid_type': return issue.input === undefined ? 'Wajib diisi.' : `Harus berupa ${kinds[issue.expected] ?? issue.expected}.`;
    case 'invalid_value': return `Pilih salah satu: ${issue.values.map(String).join(', ')}.`;
    case 'too_small': return `Paling sedikit ${issue.minimum}${unitOf(issue.origin)}.`;
    case 'too_big': return `Paling banyak ${issue.maximum}${unitOf(issue.origin)}.`;
    case 'invalid_format': return formats[issue.format] ?? localeError(issue);
    default: return localeError(issue);
  }
};
