import { Context } from '@temporalio/activity';

/** The side of a long activity that people see: it beats while it lives, says how far it is, and ends when it should. */
export interface Work {
  signal: AbortSignal;
  /** Codes and numbers only: they stand in the Temporal UI. */
  say(progress: Record<string, string | number>): void;
}

const beatMs = 3000;

/** Runs inside an activity with heartbeats, whatever the tools are doing. */
export async function working<T>(run: (work: Work) => Promise<T>): Promise<T> {
  const context = Context.current();
  let progress: Record<string, string | number> = {};
  const beating = setInterval(() => context.heartbeat(progress), beatMs);
  try {
    return await run({ signal: context.cancellationSignal, say: (said) => { progress = said; } });
  } finally {
    clearInterval(beating);
  }
}

/** For commands and tests outside of an activity. */
export const silentWork = (signal: AbortSignal = new AbortController().signal): Work => ({ signal, say: () => {} });
