import { randomUUID } from 'node:crypto';

/** The idempotency key of a form: made when it is shown, sent with it, so that sending twice happens once. */
export function newKey(): string {
  return randomUUID();
}

/** The key that came with a form; a missing or mangled one is replaced. */
export function keyFrom(text: string): string {
  return /^[\x21-\x7e]{8,128}$/.test(text) ? text : newKey();
}
