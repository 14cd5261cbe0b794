import { createHash } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { Problem } from '../problems.ts';

const everyMs = 1000;
/** Who asks waits so long for a database that does not answer; then the last known is better. */
const patienceMs = 2000;
const most = 500;

/** Bytes, because a text would be encoded anew for each who asks. */
export interface Rendered { body: Buffer; etag: string }

/** A value that was read, and what was made of it. */
export interface Kept<T> {
  value: T;
  /** It could not be read again since. */
  isStale: boolean;
  rendered(form: string, make: (value: T) => string): Rendered;
}

/**
 * Reads a value at most once a second per key, and once for all who ask meanwhile. When it cannot be read, the last one is
 * given and called stale. @throws what `read` throws, where nothing is known, and every Problem.
 */
export function createKeeper<T>(read: (key: string) => Promise<T>, log: Pick<FastifyBaseLogger, 'error'>) {
  const held = new Map<string, { triedAt: number; kept: Kept<T> }>();
  const underWay = new Map<string, Promise<Kept<T>>>();

  const put = (key: string, kept: Kept<T>, triedAt: number): Kept<T> => {
    held.delete(key);
    held.set(key, { triedAt, kept });
    const [oldest] = held.keys();
    if (held.size > most && oldest !== undefined) held.delete(oldest);
    return kept;
  };
  /** The last one, called stale; kept so that the next second asks nobody. */
  const putStale = (key: string, { kept }: { kept: Kept<T> }) => put(key, kept.isStale ? kept : keep(kept.value, true), Date.now());
  const readAgain = async (key: string): Promise<Kept<T>> => {
    const triedAt = Date.now();
    try {
      return put(key, keep(await read(key)), triedAt);
    } catch (error) {
      const known = held.get(key);
      if (error instanceof Problem || !known) {
        held.delete(key);
        throw error;
      }
      log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'status could not be read; the last one is shown');
      return putStale(key, known);
    } finally {
      underWay.delete(key);
    }
  };

  return async (key: string): Promise<Kept<T>> => {
    const known = held.get(key);
    if (known && Date.now() - known.triedAt < everyMs) return known.kept;
    const reading = underWay.get(key) ?? readAgain(key);
    if (!underWay.has(key)) underWay.set(key, reading);
    return known ? Promise.race([reading, patience().then(() => (underWay.get(key) === reading ? putStale(key, known) : known.kept))]) : reading;
  };
}

function keep<T>(value: T, isStale = false): Kept<T> {
  const forms = new Map<string, Rendered>();
  return {
    value, isStale,
    rendered(form, make) {
      const known = forms.get(form);
      if (known) return known;
      const body = Buffer.from(make(value));
      const made = { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
      forms.set(form, made);
      return made;
    },
  };
}

function patience(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, patienceMs).unref(); });
}
