import { and, eq, isNotNull } from 'drizzle-orm';
import { cases, groups } from '../db/schema.ts';
import { namedAccount } from './accounts.ts';
import { requireCases } from './data-request/find.ts';
import type { ApiDeps } from './deps.ts';
import { requireKeyTried } from './drill/key-tried.ts';
import type { Intake } from './intake.ts';
import { requirePaper } from './papers.ts';
import { Problem } from './problems.ts';
import { requireApplicable } from './registration/applicable.ts';

/** What an act names must stand in this office's records. @throws Problem unknown-solution, unknown-group, unknown-account, unknown-case, key-untried, and those of `requirePaper` and `requireApplicable` */
export async function requireCited(deps: ApiDeps, intake: Intake, act: string, body: Record<string, unknown>): Promise<void> {
  const { db } = deps;
  const { office, number, sop } = intake;
  await requirePaper(deps, intake, act, body);
  const account = typeof body.account === 'string' ? await namedAccount(db, office, body.account) : null;
  if (sop === 'registration') await requireApplicable(deps, intake, act, body, account);
  if (act === 'key-tried') await requireKeyTried(deps, intake);
  if (act === 'give' && Array.isArray(body.cases)) await requireCases(deps, office, body.cases.map(String));
  if (act === 'use-solution') {
    const [solved] = await db.select({ id: cases.id }).from(cases)
      .where(and(eq(cases.office, office), eq(cases.number, String(body.solution)), eq(cases.sop, sop), isNotNull(cases.closedAt)));
    if (!solved || body.solution === number) throw new Problem('unknown-solution');
  }
  if (act === 'group' || act === 'join') {
    const [group] = await db.select({ id: groups.id }).from(groups).where(and(eq(groups.office, office), eq(groups.id, String(body.group))));
    if (!group) throw new Problem('unknown-group');
  }
}
