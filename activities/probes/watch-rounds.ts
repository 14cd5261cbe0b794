import { Context, sleep } from '@temporalio/activity';
import { readOfficeInForce } from '../../db/office-in-force.ts';
import type { Deps } from '../deps.ts';
import { forgetWatch, round } from './round.ts';

/** Of one run; the Schedule begins the next one. */
const lengthMs = 10 * 60_000;
const beatMs = 3000;

/** Rounds of an office's probes, as often as its file of that moment says; ends early when the office watches nothing any more. */
export async function watchRounds(deps: Deps, { office: id }: { office: string }): Promise<void> {
  const context = Context.current();
  const until = Date.now() + lengthMs;
  // Beside the rounds, because a hanging target may take as long as the office lets it.
  const beating = setInterval(() => context.heartbeat(), beatMs);
  try {
    while (Date.now() < until) {
      const begun = Date.now();
      const office = await readOfficeInForce(deps.db, id);
      const watch = office?.settings.watch;
      if (!office || !watch) return await forgetWatch(deps, id);
      await round(deps, office, watch);
      await sleep(Math.max(0, begun + watch.every - Date.now()));
    }
  } finally {
    clearInterval(beating);
  }
}
