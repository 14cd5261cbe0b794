/** The rules of backups, their media and their restore drills (ARC-1 to ARC-4, SEC-16, SEC-17). Types only. */
import type { Budget } from '../calendar/index.ts';
import type { Operation } from './announcement-rules.ts';
import type { FunctionCode, Source, Sourced } from './rules.ts';

/** A paper of custody or of a drill; `series` null: its number is typed in. */
export interface BackupPaperRule {
  title: string;
  signer: FunctionCode;
  series: Sourced<string> | null;
}

/** One section for three SOPs: `backup`, `custody` and `restore-drill`. */
export interface BackupRules {
  /** Only who runs the system has it to back up (DATA-10, GOV-15). */
  operation: Sourced<Operation>;
  /** The norms that ask for it, shown on every paper. */
  basis: Source[];
  /** Backs up, carries and restores: Administrator Sistem (ARC-1). */
  keeper: FunctionCode;
  /** Copies on portable media, kept apart from the server room (ARC-2). Salatiga's text has none: there an office chooses. */
  portable: Sourced<boolean>;
  /** Who may start a drill and see a restored copy (SEC-17). */
  drillers: Sourced<FunctionCode[]>;
  /** Functions told when a copy, a medium or a drill is overdue, one after the other. */
  ladder: Sourced<FunctionCode[]>;
  /** Clock milliseconds since the last repository-verified set until the first function of the ladder is told. */
  within: Sourced<number>;
  /** Clock milliseconds between two functions of the ladder, and until a failed run is tried again by itself. */
  spacing: Sourced<number>;
  /** Clock milliseconds between two medium-verified sets. */
  portableEvery: Sourced<number>;
  /** Working time until a verified medium has left the server room, one on the way has arrived, a paper is signed, an attached medium is asked for. */
  handover: Sourced<Budget>;
  /** Months between two full drills, and between two sampled ones. */
  fullDrill: Sourced<number>;
  sampledDrill: Sourced<number>;
  /** Clock milliseconds from the moment a loss is known until the notice to those concerned and to the authority. */
  lossNotice: Sourced<number>;
  papers: Record<'handover' | 'destruction' | 'drill', BackupPaperRule>;
}
