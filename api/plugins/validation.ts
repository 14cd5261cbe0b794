import fp from 'fastify-plugin';
import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { Problem } from '../problems.ts';
import { plainReason } from './plain-reasons.ts';

/** Checks a part of a request against its zod schema; the reasons are in Bahasa Indonesia, because people read them. */
const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => (data) => {
  try {
    return { value: validated(schema, data) };
  } catch (error) {
    return { error: error as Error };
  }
};

/** @throws Problem bad-request, with every reason */
export function validated<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, data, { error: plainReason });
  if (parsed.success) return parsed.data;
  throw new Problem('bad-request', { errors: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), reason: message })) });
}

/** C0 and DEL, but for tab and line ends: nobody types them, Postgres refuses NUL, and papers and mails cannot show them. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** One gate for all routes: schemas, and no control character in any address, question or body. */
export const validation = fp(async (app) => {
  app.setValidatorCompiler(validatorCompiler);
  app.addHook('preValidation', async ({ params, query, body }) => {
    // Nothing has such an address; a report says so in the one way in which it is not found.
    if (fault(params)) throw new Problem(Object.hasOwn(params as object, 'number') ? 'unknown-case' : 'not-found');
    const wrong = fault(query) ?? fault(body);
    if (wrong) throw new Problem('bad-request', { errors: [wrong] });
  });
});

/** No body of ours is deeper; a deeper one is made to exhaust the stack of whoever walks it. */
const maxDepth = 20;

/** The first string (or name) with a control character, or where it is nested too deeply; null when there is none. */
function fault(value: unknown, path: string[] = []): { field: string; reason: string } | null {
  if (typeof value === 'string') return control.test(value) ? { field: path.join('.'), reason: 'Tidak boleh memuat karakter kendali.' } : null;
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return null;
  if (path.length > maxDepth) return { field: path[0] ?? '', reason: 'Bersarang terlalu dalam.' };
  for (const [name, inner] of Object.entries(value)) {
    const found = control.test(name) ? { field: path.join('.'), reason: 'Nama isian tidak boleh memuat karakter kendali.' } : fault(inner, [...path, name]);
    if (found) return found;
  }
  return null;
}
