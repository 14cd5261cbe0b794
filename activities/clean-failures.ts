import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import type { Logger } from 'pino';

type Run = (argument: never) => Promise<unknown>;

/**
 * Lets failures into the history as codes only: an error of the database brings its statement and its parameters
 * along, and a history is kept and shown in the clear (architecture, decision 7).
 */
export function withCleanFailures<Runs extends Record<string, Run>>(log: Logger, activities: Runs): Runs {
  return Object.fromEntries(Object.entries(activities).map(([activity, run]) => [activity, (argument: never) => run(argument).catch((error: unknown) => {
    if (error instanceof TemporalFailure) throw error;
    const code = codeOf(error);
    log.warn({ activity, code, at: error instanceof Error ? error.stack?.match(/\n +at .*/)?.[0].trim() : undefined }, 'activity failed; it is tried again');
    throw ApplicationFailure.retryable(`${activity}: ${code}`, code);
  })])) as Runs;
}

function codeOf(error: unknown): string {
  const { code, name, cause } = error as { code?: unknown; name?: string; cause?: { code?: unknown } };
  const known = [code, cause?.code].find((value) => typeof value === 'string' || typeof value === 'number');
  return known === undefined ? name ?? 'UNKNOWN' : String(known);
}
