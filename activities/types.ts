/** What a workflow may ask for: plain data, ids and codes only (no personal data enters Temporal). */
import type { Budget } from '../calendar/index.ts';
import type { FunctionCode } from '../regulations/rules.ts';
import type { Shrunk } from './backup/types.ts';

export interface CaseIdentity {
  caseId: string;
  office: string;
  sop: string;
  number: string;
  workflowId: string;
  /** Epoch ms. */
  receivedAt: number;
}

/** Who a mail goes to; people are looked up when the step is written, never frozen. */
export type Recipient =
  | { kind: 'reporter' }
  | { kind: 'lkpp'; copyTo?: FunctionCode }
  /** The holders of a function; where it has none, the next of `orElse` that has one. */
  | { kind: 'function'; function: FunctionCode; orElse?: FunctionCode[] }
  /** Who claimed the task and still holds its function, else the holders of its function. */
  | { kind: 'task'; function: FunctionCode; claimedBy: string | null };

/** `deadline`: at once, also at night. `reminder`: in office hours, never after its deadline. `case`: at once. */
export type Urgency = 'deadline' | 'reminder' | 'case';

export type Params = Record<string, string | number | boolean | null>;

/** Codes that lists and figures read. */
export interface Marks { category?: string; kind?: string; cause?: string; groupId?: string | null }

export type Change =
  | { type: 'state'; state: string }
  | { type: 'event'; name: string; actor: string; data: Params; dueAt?: number }
  | { type: 'open-task'; id: string; kind: string; function: FunctionCode; clock?: string }
  | { type: 'assign-task'; id: string; function: FunctionCode; claimedBy: string | null }
  | { type: 'move-task'; id: string; dueAt: number }
  | { type: 'end-task'; id: string; state: 'done' | 'cancelled'; by: string; outcome: string }
  | { type: 'tell'; to: Recipient; template: string; urgency: Urgency; params: Params; dueAt?: number }
  | { type: 'mark' } & Marks
  /** The signed copy of a paper came back. */
  | { type: 'sign-paper'; id: string; file: string }
  | { type: 'account' } & AccountChange
  | { type: 'publish' } & Publication
  | { type: 'broadcast' } & Broadcast
  | { type: 'backup-set' } & NewSet
  | { type: 'backup-copy' } & NewCopy
  /** Read back whole at `at` (epoch ms). `doubted`: other sets that were found in it then, and had been doubted. */
  | { type: 'copy-verified'; set: string; store: string; at: number; bytes: number; doubted: string[] }
  /** Reading a store has found damage at `at` (epoch ms). */
  | { type: 'store-damaged'; store: string; at: number }
  /** What a drill restored of it differs from its manifest: so does every copy of it, for they are copies of one snapshot. */
  | { type: 'set-refuted'; set: string; at: number }
  | { type: 'copies-removed'; store: string; sets: string[] }
  | { type: 'medium' } & MediumChange
  | { type: 'close' };

/** How an announcement reads on the status page. */
export type PublicState =
  | 'terjadwal' | 'berlangsung' | 'melewati-jadwal' | 'dibatalkan' | 'selesai'
  | 'diperiksa' | 'gangguan' | 'pulih' | 'bukan-gangguan';

/** What stands about a window or an outage from now on; each raises the revision that feeds and calendars follow. */
export interface Publication {
  kind: 'maintenance' | 'outage';
  state: PublicState;
  /** false: known to the office and the probes only. */
  isPublic: boolean;
  systems: string[];
  /** Epoch ms; planned or first seen, and once `isOfficial` as a person fixed them. */
  startsAt: number;
  endsAt: number | null;
  isOfficial: boolean;
  /** What people read: reason and effect; the words of this news. */
  textId: string | null;
  newsId: string | null;
}

/** A mail to the registered users, the reporters of open cases, the subscribers of these systems, and to all who got an earlier one of this case. */
export interface Broadcast {
  template: string;
  systems: string[];
  /** At once, day and night; else in office hours. */
  isUrgent: boolean;
  params: Params;
  /** The instant that it tells, so that it can say that it is late. */
  dueAt?: number;
  /** Worth nothing any more after this instant: what has not left by then is dropped. */
  until?: number;
}

/** What concerns backups among the changes. */
export type BackupChange = Extract<Change, { type: 'backup-set' | 'backup-copy' | 'copy-verified' | 'store-damaged' | 'set-refuted' | 'copies-removed' | 'medium' }>;

/** What a run took: databases and files of one moment, as one snapshot. Nothing of it is verified yet. */
export interface NewSet {
  id: string;
  /** When the databases stood still for it, epoch ms; the age of the data counts from here. */
  takenAt: number;
  /** SHA-256 of the manifest that lies in the snapshot. */
  manifest: string;
  /** `database`: its name. `bytes`: of its dump. */
  databases: { source: string; database: string; bytes: number; tables: number; rows: number }[];
  files: { count: number; bytes: number };
  /** What is smaller than it was, and a person let it be. */
  accepted: Shrunk[];
}

/** A set as it lies in a store: the repository, or a medium. */
export interface NewCopy {
  set: string;
  /** 'repositori' or the code of a medium. */
  store: string;
  repositoryId: string;
  snapshotId: string;
}

/** Where a medium is. */
export type MediumState = 'di-ruang-server' | 'dalam-perjalanan' | 'di-tempat-simpan' | 'hilang' | 'dimusnahkan';

/** What becomes of a medium (ARC-2). `place`: code of a place of the office; null on the way, or gone. `holder`: person id. */
export interface MediumChange {
  code: string;
  state: MediumState;
  place: string | null;
  holder: string | null;
  /** A line of its register. */
  move: { kind: 'keluar' | 'kembali' | 'hilang' | 'ditemukan' | 'musnah'; from: string | null; to: string | null; giver: string; carrier: string | null; receiver: string | null; handedAt: number; receivedAt: number | null };
}

/** A user's account in SPSE as the office records it. `number` is that of the registration that it came from. */
export interface AccountChange {
  number: string;
  state?: 'aktif' | 'ditandai' | 'nonaktif';
  /** Set when the account is new: its applicant kind. */
  kind?: string;
  /** Local date on which the term ends; null: open-ended, to be confirmed again and again. */
  until?: string | null;
  /** An open-ended term was confirmed at this step. */
  confirmed?: true;
  /** Changes nothing once the account is 'nonaktif' or its term is another one: another case was faster, and `StepResult.account` says so. `confirmedAt`: ISO 8601, of an open-ended term. */
  ofTerm?: { until: string | null; confirmedAt: string | null };
  /** Name and address are from now on those of the case that makes this change. */
  contact?: true;
}

/** Milliseconds by the clock on the wall, day and night: what the law counts in hours (3 x 24 hours), and a fixed instant. */
export interface ClockSpan { clockMs: number }

export interface PlanRequest {
  clock: string;
  start: number;
  budget: Budget | ClockSpan;
  pauses: { from: number; to: number }[];
  /** Reminders at these shares of the time between start and due, counted like the budget. */
  shares: number[];
  /** Reminders so long before the due instant; one that would come before the start is left out. */
  leads?: (Budget | ClockSpan)[];
  /** How many rungs: the first at the due instant, each next one `spacing` later. */
  rungs: number;
  spacing: Budget | ClockSpan;
}

/** A moment of a deadline at which something happens. `name` is stable across re-planning. */
export interface Point {
  name: string;
  kind: 'reminder' | 'rung';
  /** Position among the points of its kind, from 0. */
  index: number;
  at: number;
}

export interface Plan {
  clock: string;
  dueAt: number;
  /** The due instant lies past the last decreed year. */
  provisional: boolean;
  calendarVersion: number;
  /** Why this calendar version exists: a decree, an office file. */
  calendarReason: string;
  points: Point[];
}

export interface Running {
  clock: string;
  dueAt: number;
  provisional: boolean;
}

/** One step of a case. `seq` counts from 0; the same `(caseId, seq)` is written once. */
export interface Step {
  identity: CaseIdentity;
  seq: number;
  /** The workflow's time of the step, epoch ms. */
  at: number;
  changes: Change[];
  plans: PlanRequest[];
  /** Running deadlines that this step does not re-plan. */
  running: Running[];
}

export interface StepResult {
  plans: Plan[];
  /** The nearest running deadline after this step. */
  next: Running | null;
  /** Largest lateness among the rungs of this step (events that name a `deadlineAt`), ms; null without any. */
  lateMs: number | null;
  /** Whether the account still had the term that the step wrote about (`ofTerm`); left out where it wrote about none. */
  account?: boolean;
}
