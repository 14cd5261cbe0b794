/** What the SOPs of backups ask of the tools: ids, codes, sizes and hashes; never a path, a password or a row of data. */
import type { NewSet } from '../types.ts';

/** Whose work it is; `set`: the id that the workflow gave it. */
export interface OfSet { office: string; caseId: string; set: string }
export interface OfCopy extends OfSet { store: string }

/**
 * Why a step could not be done: the type of its ApplicationFailure. `workflows/backup/failures.ts` says each to people, and which of them
 * trying again may mend.
 */
export type BackupFailure =
  | 'tool-missing' | 'secret-missing' | 'not-declared'
  | 'server-unreachable' | 'server-newer' | 'source-unreadable' | 'source-changed' | 'files-shrunk'
  | 'no-space' | 'dump-failed' | 'dump-incomplete' | 'dump-shrunk'
  | 'repository-missing' | 'repository-other' | 'repository-locked' | 'wrong-password' | 'store-failed'
  | 'medium-missing' | 'wrong-medium' | 'copy-missing' | 'copy-damaged' | 'copy-differs'
  | 'scratch-missing' | 'restore-failed';

/** What a person may let be smaller than it was. */
export type Shrunk = Extract<BackupFailure, 'dump-shrunk' | 'files-shrunk'>;

export interface Preflight {
  /** Databases on a declared server that nobody declared or left out (ARC-1). */
  undeclared: { source: string; databases: string[] }[];
}

export interface Taken extends Omit<NewSet, 'id'> { tookMs: number }
export interface Stored { repositoryId: string; snapshotId: string }
/** `doubted`: other sets in that store which were doubted, and were read whole with it. */
export interface ReadBack { at: number; bytes: number; tookMs: number; doubted: string[] }

/** 'penuh': every file; 'contoh': a share of them. Databases are always restored whole. */
export type DrillScope = 'penuh' | 'contoh';

/** `snapshotId`: what was restored, for the paper. */
export interface Restored { tookMs: number; snapshotId: string; databases: number }

/** What a restored set is beside its manifest. All zero in the last four: equal. */
export interface Compared {
  tables: number;
  rows: number;
  /** Files, links and special files that were compared. */
  files: number;
  /** Of the dumps and of the files that were compared. */
  bytes: number;
  /** SHA-256 of the manifest that was found in the copy. */
  manifest: string;
  /** Files that were being written while the backup read them: said, not counted as different. */
  unsteady: number;
  differingTables: number;
  differingFiles: number;
  missingFiles: number;
  /** Tables of the manifest that the restored database does not have, or has more of. */
  missingTables: number;
}

export interface BackupActivities {
  /** Tools, versions, secrets, space (1.5 times the last dump), repository by its id. @throws BackupFailure */
  preflightBackup(of: { office: string; caseId: string }): Promise<Preflight>;
  /** Dumps every database with its manifest of the same snapshot, and writes the manifest of the files; all of it lies in the staging folder. */
  takeSet(of: OfSet & { /** What a person lets be smaller than usual. */ accepted?: readonly Shrunk[] }): Promise<Taken>;
  /**
   * One snapshot of the staging folder and all folders: both or none. Called again after a crash it leaves one snapshot of the set.
   * `manifest`: the SHA-256 of what was taken; what lies there must still be that. @throws dump-incomplete
   */
  storeSet(of: OfSet & { manifest: string }): Promise<Stored>;
  /** Reads every byte of the store and finds the snapshot of the set in it. @throws copy-damaged, copy-missing */
  readBackCopy(of: OfCopy): Promise<ReadBack>;
  /** The medium is told by its repository id, not by its place. @throws medium-missing, wrong-medium */
  copySet(of: OfCopy): Promise<Stored>;
  /** Applies the retention to a store, by verified sets and holds only. @returns the sets whose copies are gone */
  forgetCopies(of: { office: string; caseId: string; store: string }): Promise<{ removed: string[] }>;
  clearStaging(of: { office: string; caseId: string }): Promise<void>;
  /** Into a database and a folder that nobody else reaches; called again it begins anew. */
  restoreScratch(of: OfCopy & { scope: DrillScope }): Promise<Restored>;
  compareScratch(of: OfCopy & { scope: DrillScope }): Promise<Compared>;
  /** Drops and deletes it, and looks that nothing is left. */
  destroyScratch(of: { office: string; caseId: string }): Promise<{ at: number }>;
}
