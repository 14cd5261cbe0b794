import type { Work } from './work.ts';

type Run<T> = (work: Work) => Promise<T>;

/**
 * The steps that write in the staging folder, one after the other per office. Temporal gives up an attempt whose heartbeats it misses, and starts the
 * next, maybe in this very process: the earlier one is told to end, and only when it has ended the next begins.
 */
export function oneAtATime(): <T>(office: string, work: Work, run: Run<T>) => Promise<T> {
  const latest = new Map<string, { stop: AbortController; ended: Promise<unknown> }>();
  return async (office, work, run) => {
    const stop = new AbortController();
    const signal = AbortSignal.any([work.signal, stop.signal]);
    const earlier = latest.get(office);
    earlier?.stop.abort();
    const running = (async () => {
      await earlier?.ended;
      signal.throwIfAborted();
      return run({ ...work, signal });
    })();
    const own = { stop, ended: running.catch(() => {}) };
    latest.set(office, own);
    try {
      return await running;
    } finally {
      if (latest.get(office) === own) latest.delete(office);
    }
  };
}
