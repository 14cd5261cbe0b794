import { AsyncLocalStorage } from 'node:async_hooks';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { activityInfo } from '@temporalio/activity';
import type { Deps } from '../../activities/deps.ts';
import type { Activities } from '../../activities/index.ts';

export type Moment = 'before-commit' | 'after-commit';

/** Where the worker dies, once. An activity without a transaction of its own dies at its end, before Temporal hears of it. */
export interface CrashPoint {
  workflowId: string;
  activity: string;
  when: Moment;
  /** What the activity's arguments must contain, as JSON: names the step. */
  step: string;
}

export interface CrashPlan {
  points: CrashPoint[];
  /** Gets a file for every point that was reached, named by its index. */
  reachedFolder: string;
}

/** The product's activities, in a process that kills itself where the plan says. */
export function withCrashPoints(make: (deps: Deps) => Activities, plan: CrashPlan): (deps: Deps) => Activities {
  const running = new AsyncLocalStorage<(when: Moment) => void>();
  return (deps) => {
    const activities = make({ ...deps, db: dyingAround(deps.db, (when) => running.getStore()?.(when)) });
    return Object.fromEntries(Object.entries(activities).map(([activity, run]) => [activity, async (argument: never) => {
      const seen = new Set<Moment>();
      const reach = (when: Moment): void => {
        seen.add(when);
        dieAt(plan, { workflowId: activityInfo().workflowExecution?.workflowId ?? '', activity, when, step: JSON.stringify(argument) });
      };
      const result = await running.run(reach, () => (run as (argument: unknown) => Promise<unknown>)(argument));
      for (const when of ['before-commit', 'after-commit'] as const) if (!seen.has(when)) reach(when);
      return result;
    }])) as Activities;
  };
}

function dyingAround(db: Deps['db'], reach: (when: Moment) => void): Deps['db'] {
  const transaction: Deps['db']['transaction'] = async (work, config) => {
    const result = await db.transaction(async (tx) => {
      const written = await work(tx);
      reach('before-commit');
      return written;
    }, config);
    reach('after-commit');
    return result;
  };
  return new Proxy(db, { get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name) as unknown) });
}

function dieAt({ points, reachedFolder }: CrashPlan, here: CrashPoint): void {
  const index = points.findIndex((point) => point.workflowId === here.workflowId && point.activity === here.activity
    && point.when === here.when && here.step.includes(point.step));
  if (index === -1) return;
  try {
    writeFileSync(join(reachedFolder, String(index)), '', { flag: 'wx' });
  } catch {
    return; // It died here before.
  }
  process.kill(process.pid, 'SIGKILL');
}
