import { createBackupActivities } from './backup/index.ts';
import { commit } from './cases.ts';
import { withCleanFailures } from './clean-failures.ts';
import type { Deps } from './deps.ts';
import { answerMember } from './groups.ts';
import { settleNotices } from './notify/settle.ts';
import { openNextWindow } from './open-next-window.ts';
import { writePaper } from './papers.ts';
import type { PaperToWrite } from './papers.ts';
import { watchRounds } from './probes/watch-rounds.ts';
import { replanOpenCases } from './replan.ts';
import type { Step, StepResult } from './types.ts';

/** Everything a workflow can ask of the world. */
export function createActivities(deps: Deps) {
  return withCleanFailures(deps.log, {
    commit: (step: Step): Promise<StepResult> => commit(deps, step),
    settleNotices: (of: { caseId: string }): Promise<void> => settleNotices(deps, of),
    writePaper: (paper: PaperToWrite): Promise<{ sha256: string }> => writePaper(deps, paper),
    replanOpenCases: (change: { office: string; version: number }): Promise<void> => replanOpenCases(deps, change),
    answerMember: (member: { actId: string }): Promise<void> => answerMember(deps, member),
    watchRounds: (of: { office: string }): Promise<void> => watchRounds(deps, of),
    openNextWindow: async ({ id }: { id: string }): Promise<void> => openNextWindow(deps, { id, now: await deps.now() }),
    ...createBackupActivities(deps),
  });
}

export type Activities = ReturnType<typeof createActivities>;
