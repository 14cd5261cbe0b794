import { Context } from '@temporalio/activity';

/** The side of a long activity that people see: it beats while it lives, says how far it is, and ends when it should. */
export interface Work {
  signal: AbortSignal;
  /** Codes and numbers only: they stand in the Temporal UI. */
  say(progress: Record<string, string | number>): void;
  /** What a tool or a server said when it failed, for the person at the machine alone: it names paths, and rows of data. */
  heard(who: string, words: string): void;
}

const beatMs = 3000;

/**
 * Runs inside an activity with heartbeats, whatever the tools are doing.
 * @param keep gets what was heard, where the step failed
 */
export async function working<T>(run: (work: Work) => Promise<T>, keep: (failure: unknown, heard: readonly string[]) => Promise<void>): Promise<T> {
  const context = Context.current();
  let progress: Record<string, string | number> = {};
  const heard: string[] = [];
  const beating = setInterval(() => context.heartbeat(progress), beatMs);
  try {
    return await run({ signal: context.cancellationSignal, say: (said) => { progress = said; }, heard: into(heard) });
  } catch (error) {
    if (!context.cancellationSignal.aborted) await keep(error, heard);
    throw error;
  } finally {
    clearInterval(beating);
  }
}

/** Gathers what is heard, a text for each tool that failed. */
export const into = (heard: string[]): Work['heard'] => (who, words) => { heard.push(`${who}: ${words.trim()}`); };

/** For commands and tests outside of an activity. */
export const silentWork = (signal: AbortSignal = new AbortController().signal, heard: Work['heard'] = () => {}): Work => ({ signal, say: () => {}, heard });
