import type { ApiDeps } from './deps.ts';
import type { Intake } from './intake.ts';
import { startCase } from './start-case.ts';

/** Starts under way at the same time; more would only queue inside Temporal. */
const width = 8;
/** What is handed over beyond this is left to the sweeper, which finds every intake that has no workflow. */
const longest = 1000;

export interface Starter {
  /** Returns at once: the report is safe in Postgres, its reporter need not wait for Temporal. */
  startSoon(intake: Intake): void;
  /** Resolves when nothing that was handed over is left. */
  idle(): Promise<void>;
}

/** Starts workflows behind the answer; an intake that it loses in a crash is started by the sweeper. */
export function createStarter(deps: ApiDeps): Starter {
  const waiting: Intake[] = [];
  const running = new Set<Promise<void>>();
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await startCase(deps, next).catch((error: unknown) => deps.log.warn({ code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'starter: left to the sweeper'));
    }
  };
  return {
    startSoon(intake) {
      if (waiting.length >= longest) return;
      waiting.push(intake);
      if (running.size >= width) return;
      const worker: Promise<void> = work().finally(() => running.delete(worker));
      running.add(worker);
    },
    async idle() { await Promise.all(running); },
  };
}
