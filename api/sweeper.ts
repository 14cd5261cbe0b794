import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import { calendars, intakes } from '../db/schema.ts';
import { startBackups } from './backup/due.ts';
import type { ApiDeps } from './deps.ts';
import { startWaitingAnswers } from './group-answers.ts';
import { purge } from './purge.ts';
import { syncSchedules } from './schedules.ts';
import { startAppointments } from './start-appointments.ts';
import { startCase } from './start-case.ts';
import { startEvaluations } from './start-evaluations.ts';

/**
 * Hands to Temporal what it did not get the first time: reports accepted while it was down, common answers, and calendar
 * changes whose open cases must be re-planned. Once a minute it looks for evaluations that are due, for terms of office that end, and for backups, and keeps Temporal's Schedules as they should be. Once an hour it clears uploads that
 * no report cited, old keys, registers that were never run, forms of papers that no act used, and words of acts that were refused. Everything it does is idempotent; several may run.
 */
export function startSweeper(deps: ApiDeps, everyMs = 1000): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let purgedAt = 0;
  let evaluatedAt = 0;
  const done = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await startWaiting(deps);
        await announceCalendars(deps);
        if (Date.now() - evaluatedAt > 60_000) {
          evaluatedAt = Date.now();
          await startEvaluations(deps);
          await startAppointments(deps);
          await startBackups(deps);
          await syncSchedules(deps);
        }
        await startWaitingAnswers(deps);
        if (Date.now() - purgedAt > 3_600_000) {
          purgedAt = Date.now();
          await purge(deps);
        }
      } catch (error) {
        deps.log.warn({ code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'sweeper: trying again');
      }
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return { async stop() { stopping.abort(); await done; } };
}

async function startWaiting(deps: ApiDeps): Promise<void> {
  for (;;) {
    const waiting = await deps.db.select().from(intakes)
      .where(and(isNull(intakes.startedAt), lte(intakes.nextStartAt, sql`now()`))).orderBy(asc(intakes.nextStartAt)).limit(50);
    if (waiting.length === 0) return;
    for (const intake of waiting) {
      // Written before the try, so that a crash in it cannot make a tight loop.
      const retryMs = Math.min(10_000, 1000 * 2 ** Math.min(intake.startAttempts, 4));
      await deps.db.update(intakes)
        .set({ startAttempts: intake.startAttempts + 1, nextStartAt: new Date(Date.now() + retryMs) }).where(eq(intakes.id, intake.id));
      if (!await startCase(deps, intake)) return;
    }
  }
}

async function announceCalendars(deps: ApiDeps): Promise<void> {
  for (const { office, version } of await deps.db.select().from(calendars).where(isNull(calendars.announcedAt)).orderBy(asc(calendars.version))) {
    try {
      await deps.client.withDeadline(Date.now() + 3000, () => deps.client.workflow.start('replanOffice', {
        workflowId: `replan-${office}-${version}`, taskQueue: deps.config.TEMPORAL_TASK_QUEUE, args: [{ office, version }],
        workflowIdReusePolicy: 'REJECT_DUPLICATE', staticSummary: `Perencanaan ulang tenggat · ${office} · kalender versi ${version}`,
      }));
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) return;
    }
    await deps.db.update(calendars).set({ announcedAt: sql`clock_timestamp()` }).where(and(eq(calendars.office, office), eq(calendars.version, version)));
  }
}
