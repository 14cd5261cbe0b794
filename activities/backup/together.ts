import type { Work } from './work.ts';

/**
 * Runs all at once; the first that fails ends the others, and only when all have ended it is thrown: nothing goes on writing behind the
 * back of the next try.
 */
export async function together<const Runs extends readonly ((work: Work) => Promise<unknown>)[]>(work: Work, runs: Runs): Promise<{ [Index in keyof Runs]: Awaited<ReturnType<Runs[Index]>> }> {
  const failing = new AbortController();
  const shared: Work = { ...work, signal: AbortSignal.any([work.signal, failing.signal]) };
  let first: { error: unknown } | undefined;
  const results = await Promise.all(runs.map((run) => run(shared).catch((error: unknown) => {
    first ??= { error };
    failing.abort();
  })));
  if (first) throw first.error;
  return results as { [Index in keyof Runs]: Awaited<ReturnType<Runs[Index]>> };
}
