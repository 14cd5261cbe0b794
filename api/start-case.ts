import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { eq, sql } from 'drizzle-orm';
import { intakes } from '../db/schema.ts';
import { registry } from '../workflows/registry.ts';
import { officeAttribute, sopAttribute, stateAttribute } from '../workflows/kernel/search-attributes.ts';
import type { RulesHead, Sections } from '../regulations/rules.ts';
import type { CaseInput } from '../workflows/kernel/types.ts';
import type { ApiDeps } from './deps.ts';
import type { Intake } from './intake.ts';

/**
 * Starts the workflow of an intake row; called by the starter behind the route and by the sweeper, any number of times.
 * @returns false when Temporal could not be reached; the sweeper will call again
 */
export async function startCase(deps: ApiDeps, intake: Intake): Promise<boolean> {
  if (intake.startedAt) return true;
  const { office } = intake.rules;
  const input: CaseInput = {
    identity: {
      caseId: intake.id, office: intake.office, sop: intake.sop, number: intake.number, workflowId: intake.workflowId, receivedAt: intake.receivedAt.getTime(),
    },
    officeName: office.name, utcOffsetMinutes: office.utcOffsetMinutes,
    rules: rulesOf(intake), facts: workflowFacts(intake), reporterHasMail: intake.reporterMailSealed !== null,
  };
  try {
    await deps.client.withDeadline(Date.now() + 3000, () => deps.client.workflow.start(intake.sop, {
      workflowId: intake.workflowId, taskQueue: deps.config.TEMPORAL_TASK_QUEUE, args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING', workflowIdReusePolicy: 'REJECT_DUPLICATE',
      // How long a crashed worker may hold a case; the default of ten seconds would make escalations late.
      workflowTaskTimeout: '5s',
      staticSummary: `${intake.number} · ${registry[intake.sop]?.title ?? intake.sop} · ${office.name}`,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: officeAttribute, value: intake.office }, { key: sopAttribute, value: intake.sop }, { key: stateAttribute, value: 'diterima' },
      ]),
    }));
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) {
      deps.log.warn({ number: intake.number, reason: error instanceof Error ? error.name : 'unknown' }, 'case not started yet; the sweeper tries again');
      return false;
    }
  }
  await deps.db.update(intakes).set({ startedAt: sql`clock_timestamp()` }).where(eq(intakes.id, intake.id));
  return true;
}

function workflowFacts({ sop, facts, textId }: Intake): Record<string, string | null> {
  const known: Intake['facts'] = { ...facts, words: textId };
  return Object.fromEntries((registry[sop]?.workflowFacts ?? []).map((name) => [name, known[name] ?? null]));
}

/** Only what the workflow lives by: its history is read and kept many times. */
function rulesOf({ sop, rules }: Intake): RulesHead & Partial<Sections> {
  const { pack, regulation, officeVersion, office, titles } = rules;
  const sections = (registry[sop]?.sections ?? []).flatMap((name) => (rules[name] === undefined ? [] : [[name, rules[name]]]));
  return { pack, regulation, officeVersion, office, titles, ...Object.fromEntries(sections) as Partial<Sections> };
}
