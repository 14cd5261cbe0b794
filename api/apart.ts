/** One case that cannot be asked is passed over; after so many the engine is taken to be away, and the next run goes on. */
const patience = 3;

/**
 * Asks about each on its own, so that one without an answer does not keep the others.
 * @returns those that the answer was yes for, and the first failure, which the caller throws when the rest is done
 */
export async function apart<T>(all: readonly T[], ask: (one: T) => Promise<boolean>): Promise<{ agreed: T[]; failure: unknown }> {
  const agreed: T[] = [];
  const failures: unknown[] = [];
  for (const one of all) {
    try {
      if (await ask(one)) agreed.push(one);
    } catch (error) {
      failures.push(error);
      if (failures.length === patience) break;
    }
  }
  return { agreed, failure: failures[0] };
}
