import { and, eq } from 'drizzle-orm';
import { probeStates } from '../../db/schema.ts';
import type { ProbeNews } from '../../workflows/outage/messages.ts';
import type { Deps } from '../deps.ts';
import type { News } from './follow-up.ts';

const patienceMs = 3000;

/** Tells open cases; whom Temporal does not reach now hears it after the next round. A case may hear the same twice. */
export async function tell({ db, client, log }: Deps, office: string, all: News[]): Promise<void> {
  for (const { probe, signal, at, to, told } of all) {
    try {
      for (const { workflowId } of to) {
        await client.withDeadline(Date.now() + patienceMs, () => client.workflow.getHandle(workflowId).signal<[ProbeNews]>(signal, { probe, at }));
      }
    } catch (error) {
      log.warn({ office, probe, signal, code: (error as { code?: unknown }).code ?? 'UNKNOWN' }, 'probe: case not told yet; tried again after the next round');
      continue;
    }
    await db.update(probeStates).set(told).where(and(eq(probeStates.office, office), eq(probeStates.probe, probe)));
  }
}
