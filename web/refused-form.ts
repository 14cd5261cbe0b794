import { translate } from '../api/plugins/problem-details.ts';
import { Problem } from '../api/problems.ts';
import type { ProblemCode } from '../api/problems.ts';
import type { FieldError } from './fields.ts';
import type { Draft } from './form-draft.ts';
import { newKey } from './form-key.ts';
import { sentenceOf } from './sentences.ts';

type Sent = Pick<Draft, 'key' | 'files'>;

/**
 * A form that the house refused, as the page shows it again: under a new key where the old one is spent, and without uploads that are
 * not there any more.
 * @param fieldFor the field that shows the refusal; undefined: no field can mend it
 * @throws the error itself when it is none that a field can mend
 */
export function refusedForm<T extends Sent>(error: unknown, sent: T, fieldFor: (code: ProblemCode, extra: Record<string, unknown>) => string | undefined): { sent: T; errors: FieldError[]; status: number } {
  const { code, extra } = translate(error);
  const { status, detail } = sentenceOf(code);
  const gone = code === 'unknown-file' && Array.isArray(extra.missing) ? [...sent.files].filter(([, { sha256 }]) => (extra.missing as unknown[]).includes(sha256)).map(([slot]) => slot) : [];
  const field = error instanceof Problem ? fieldFor(code, extra) : undefined;
  const fields = gone.length > 0 ? gone : field === undefined ? [] : [field];
  if (fields.length === 0) throw error;
  const twin = typeof extra.number === 'string' ? ` Nomornya ${extra.number}.` : '';
  return {
    sent: { ...sent, key: code === 'key-reused' ? newKey() : sent.key, files: new Map([...sent.files].filter(([slot]) => !gone.includes(slot))) },
    errors: fields.map((one) => ({ field: one, sentence: `${detail}${twin}` })), status,
  };
}
