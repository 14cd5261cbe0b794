import { expect, test } from 'vitest';
import { z } from 'zod';
import { Problem } from '../problems.ts';
import { validated } from './validation.ts';

const schema = z.strictObject({
  name: z.string().min(2).max(3), list: z.array(z.string()).min(1), kind: z.enum(['a', 'b']), mail: z.email(), on: z.iso.date(), own: z.string().regex(/^x$/, 'Tulis x.'), count: z.int().max(9),
});
const right = { name: 'abc', list: ['x'], kind: 'a', mail: 'a@contoh.id', on: '2026-12-31', own: 'x', count: 1 };

test.each<[Record<string, unknown>, string]>([
  [{ name: undefined }, 'Wajib diisi.'], [{ name: 5 }, 'Harus berupa teks.'], [{ name: 'a' }, 'Paling sedikit 2 huruf.'], [{ name: 'abcd' }, 'Paling banyak 3 huruf.'],
  [{ list: [] }, 'Paling sedikit 1 isian.'], [{ kind: 'c' }, 'Pilih salah satu: a, b.'], [{ mail: 'a' }, 'Tulis alamat surel yang benar, misalnya nama@contoh.id.'],
  [{ on: '31-12-2026' }, 'Tulis tanggal seperti 2026-12-31.'], [{ own: 'y' }, 'Tulis x.'], [{ count: 10 }, 'Paling banyak 9.'], [{ other: 1 }, 'Hapus isian yang tidak dikenal: other.'],
])('%j is refused with a sentence that a person understands', (wrong, reason) => {
  const refused = () => validated(schema, { ...right, ...wrong });
  expect(refused).toThrow(Problem);
  try { refused(); } catch (error) { expect((error as Problem).extra.errors).toMatchObject([{ reason }]); }
});
