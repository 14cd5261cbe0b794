import { asc, eq } from 'drizzle-orm';
import { events } from '../../db/schema.ts';
import type { House } from '../house.ts';
import type { CrashPoint, Moment } from './crash-points.ts';

export const moments: Moment[] = ['before-commit', 'after-commit'];

/** How each step of a case can be known in the arguments of its commit: by the event that it begins with. */
export async function stepsOf({ db }: House, caseId: string): Promise<string[]> {
  const rows = await db.select().from(events).where(eq(events.caseId, caseId)).orderBy(asc(events.id));
  return rows.filter(({ part }) => part === 0).map(({ type, data }) => {
    if (typeof data.point === 'string') return `"point":"${data.point}"`;
    if (type === 'escalated') return `"rung":${String(data.rung)},"deadlineAt"`;
    return `"name":"${type}"`;
  });
}

/** A crash before and after the commit of each step, and around the end of each other activity, one per case. */
export function crashesFor(workflowIdOf: (index: number) => string, steps: string[], others: string[] = []): CrashPoint[] {
  const places = [...steps.map((step) => ({ activity: 'commit', step })), ...others.map((activity) => ({ activity, step: '' }))];
  return places.flatMap((place) => moments.map((when) => ({ ...place, when }))).map((place, index) => ({ ...place, workflowId: workflowIdOf(index) }));
}
