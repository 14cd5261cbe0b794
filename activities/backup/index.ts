import type { Deps } from '../deps.ts';
import { copySet } from './copy-set.ts';
import { compareScratch, destroyScratch, restoreScratch } from './drill.ts';
import { forgetCopies } from './forget.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { preflightBackup } from './preflight.ts';
import { readBackCopy } from './read-back.ts';
import { clearStaging } from './staging.ts';
import { storeSet } from './store-set.ts';
import { takeSet } from './take-set.ts';
import type { BackupActivities } from './types.ts';
import { keepWords } from './tool-words.ts';
import { working } from './work.ts';
import type { Work } from './work.ts';

type Step<Of, Result> = (deps: Deps, work: Work, of: Of) => Promise<Result>;

/** What the SOPs of backups ask of the tools: every step beats while it runs, and ends when its worker is told to. */
export function createBackupActivities(deps: Deps): BackupActivities {
  const step = <Of extends { office: string }, Result>(run: Step<Of, Result>) => (of: Of): Promise<Result> => working((work) => run(deps, work, of), (failure, heard) => keepWords(deps, of.office, failure, heard));
  const inTurn = oneAtATime();
  /** Writes in the staging folder of the office, or reads what must not change there. */
  const staged = <Of extends { office: string }, Result>(run: Step<Of, Result>) => step<Of, Result>((_deps, work, of) => inTurn(of.office, work, (own) => run(deps, own, of)));
  return {
    preflightBackup: staged(preflightBackup), takeSet: staged(takeSet), clearStaging: staged(clearStaging),
    storeSet: staged(storeSet), readBackCopy: step(readBackCopy), copySet: step(copySet), forgetCopies: step(forgetCopies),
    restoreScratch: step(restoreScratch), compareScratch: step(compareScratch), destroyScratch: step(destroyScratch),
  };
}
