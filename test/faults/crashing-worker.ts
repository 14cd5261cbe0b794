/** The product's worker with crash points; without a plan in SIGAP_CRASH_PLAN it is the product's worker. */
import { createActivities } from '../../activities/index.ts';
import { readConfig } from '../../config.ts';
import { runWorker } from '../../worker.ts';
import { withCrashPoints } from './crash-points.ts';
import type { CrashPlan } from './crash-points.ts';

const plan = process.env.SIGAP_CRASH_PLAN;
await runWorker(readConfig(), plan ? withCrashPoints(createActivities, JSON.parse(plan) as CrashPlan) : createActivities);
