import { ApplicationFailure } from '@temporalio/common';
import type { BackupActivities, BackupFailure } from '../../activities/backup/types.ts';

type Now = () => number | Promise<number>;

/** @param now of the server, whose clock is ahead of the real one */
const working = (now: Now): BackupActivities => ({
  preflightBackup: async () => ({ undeclared: [] }),
  takeSet: async ({ accepted = [] }) => ({ accepted: [...accepted], takenAt: await now(), manifest: 'aa'.repeat(32), databases: [{ source: 'spse', database: 'spse', bytes: 1_000, tables: 12, rows: 3_400 }], files: { count: 240, bytes: 9_000 }, tookMs: 60_000 }),
  storeSet: async () => ({ repositoryId: 'bb'.repeat(32), snapshotId: 'cc'.repeat(32) }),
  readBackCopy: async () => ({ at: await now(), bytes: 10_000, tookMs: 30_000, doubted: [] }),
  copySet: async () => ({ repositoryId: 'dd'.repeat(32), snapshotId: 'ee'.repeat(32) }),
  forgetCopies: async () => ({ removed: [] }),
  clearStaging: async () => undefined,
  restoreScratch: async () => ({ tookMs: 40_000, snapshotId: 'cc'.repeat(32), databases: 1 }),
  compareScratch: async () => ({ tables: 12, rows: 3_400, files: 240, bytes: 10_000, manifest: 'aa'.repeat(32), unsteady: 0, differingTables: 0, differingFiles: 0, missingFiles: 0, missingTables: 0 }),
  destroyScratch: async () => ({ at: await now() }),
});

type Step = keyof BackupActivities;
type Run = (of: never) => Promise<unknown>;
let answers: Partial<Record<string, Run[]>> = {};
let asked: string[] = [];

/** The tools of backups on a time-skipping server: everything works at once, unless a test says otherwise. */
export const tools = {
  /** The next calls of a step, one after the other; then it works again. */
  next<Name extends Step>(step: Name, ...does: BackupActivities[Name][]): void {
    (answers[step] ??= []).push(...does);
  },
  /** The steps that were asked for, in order. */
  asked: (): readonly string[] => asked,
  reset(): void {
    answers = {};
    asked = [];
  },
};

/** How a tool fails. */
export const failing = (code: BackupFailure) => (): Promise<never> => Promise.reject(ApplicationFailure.create({ type: code, message: code, nonRetryable: true }));

/** What the worker of a test runs instead of the real tools. */
export function stubbedTools(now: Now): BackupActivities {
  return Object.fromEntries(Object.entries(working(now) as unknown as Record<string, Run>).map(([step, works]) => [step, (of: never) => {
    asked.push(step);
    return (answers[step]?.shift() ?? works)(of);
  }])) as unknown as BackupActivities;
}
