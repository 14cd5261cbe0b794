/**
 * The rules that govern one case: what a pack and an office say together, resolved once at the
 * receipt and frozen into the workflow's input (architecture, decision 1). Types only, so that
 * workflows can use them.
 */
import type { Budget } from '../calendar/index.ts';
import type { MaintenanceRules, OutageRules } from './announcement-rules.ts';
import type { BackupRules } from './backup-rules.ts';
import type { AppointmentRules, ArchiveRules, DataRequestRules, DeactivationRules, RegistrationRules } from './registration-rules.ts';

/**
 * Where a value comes from; shown wherever people see the value. Only `law` may be called law.
 * `reading` is the office's document that chose how a number of law is read ("end of that working
 * day"): the number stays law, the reading must not look like it. `statute` is a law of the country
 * beside the text: 'UU 27/2022 Pasal 32(2)'.
 */
export type Source =
  | { kind: 'law'; clause: string; article: string; reading?: { document: string; number: string; date: string } }
  | { kind: 'statute'; article: string }
  | { kind: 'office'; document: string; number: string; date: string }
  | { kind: 'sigap'; why: string };

export interface Sourced<T> {
  value: T;
  source: Source;
}

/** A function in the office ('kepala-lpse'), never a person: holders are looked up when needed. */
export type FunctionCode = string;

export interface LegalGround {
  /** 'tidak-dapat-diselesaikan' | 'belum-tercakup' in all four texts (ERR-6). */
  code: string;
  label: string;
  clause: string;
  article: string;
}

export interface Named {
  code: string;
  label: string;
}

/** A way to LKPP as the text has it. */
export interface LkppRouteRule extends Named {
  clause: string;
  article: string;
  /** Needs one of the legal grounds (ERR-6). */
  ground: boolean;
  /** Goes through the approver, where the office has one. */
  approval: Sourced<boolean>;
}

/** The paper on a bid document that cannot be opened (ERR-10). */
export interface WitnessRule {
  /** 'must': a report of `category` cannot close without the paper. 'may': the office chooses. */
  force: 'must' | 'may';
  title: string;
  parties: Named[];
  clause: string;
  article: string;
  /** The category whose reports are about such a document. */
  category: string;
  /** '{n}/BA-LPSE/{bulan}/{tahun}'; null: the number is typed in. */
  series: Sourced<string> | null;
}

export interface ReporterRole {
  code: string;
  label: string;
  /**
   * false: accepted, but the follow-up number of the law does not cover this role (readings.md).
   * true claims no number of law: whatever follow-up the rules carry, law's or the office's, covers it.
   */
  legalDeadline: boolean;
  source: Source;
}

/** The rules of the problem SOP (ERR). A `null` deadline means: no number is set, only the age counts. */
export interface ProblemRules {
  roles: ReporterRole[];
  categories: Named[];
  /** Problem, disturbance, service request (ERR-13); empty where the text does not tell them apart. */
  kinds: Named[];
  /** Codes for the root cause (ERR-16), for the figures of ERR-14. */
  causes: Named[];
  /** Who can be consulted: LKPP (ERR-12) and the users' offices (ERR-26). */
  parties: Named[];
  /** Whom to ask about substance (ERR-5, GOV-9). */
  substance: Named[];
  /** Who receives reports (ERR-2) and who is the technical level above (ERR-3). */
  desk: FunctionCode;
  technical: FunctionCode;
  /** Who advises the desk and takes over what it cannot handle (ERR-22, ERR-23). */
  coordinator: Sourced<FunctionCode>;
  followUp: Sourced<Budget> | null;
  answer: Sourced<Budget> | null;
  /** Shares of the budget in working time, ascending, each in (0, 1). */
  reminderShares: Sourced<number[]>;
  /** Functions told at the deadline, then one every `rungSpacing`; LKPP comes after the last. */
  ladder: Sourced<FunctionCode[]>;
  rungSpacing: Sourced<Budget>;
  lkpp: {
    /** What the last rung does. */
    rung: Sourced<'mail' | 'task-only'>;
    /** The function that must approve before LKPP is told; null: directly (ERR-8). */
    approver: Sourced<FunctionCode | null>;
    /** How long a silent approver may hold the last rung's mail. */
    approvalWindow: Sourced<Budget>;
    grounds: LegalGround[];
    routes: LkppRouteRule[];
    /** How long LKPP may stay silent before the forwarder is asked to chase it, again and again. */
    chase: Sourced<Budget>;
  };
  witness: WitnessRule;
  /** Every so many months the coordinator evaluates and reports to Kepala LPSE (ERR-17, ERR-18); null: never. */
  evaluation: Sourced<number> | null;
  /** true: a case closes only once its root cause is recorded (ERR-16). */
  rootCauseGate: Sourced<boolean>;
  /** How long the reporter may confirm or reopen after an answer. */
  confirmWindow: Sourced<Budget>;
  /** How long the reporter may owe data before the case ends by silence. */
  dataWindow: Sourced<Budget>;
}

/** The rules of one SOP each. */
export interface Sections {
  problem: ProblemRules;
  registration: RegistrationRules;
  deactivation: DeactivationRules;
  appointment: AppointmentRules;
  dataRequest: DataRequestRules;
  archive: ArchiveRules;
  maintenance: MaintenanceRules;
  outage: OutageRules;
  backup: BackupRules;
}

/** Whose rules they are, and the versions that they came from. */
export interface RulesHead {
  pack: string;
  regulation: string;
  officeVersion: number;
  office: { name: string; utcOffsetMinutes: number };
  /** Display titles of this text for each function, e.g. { 'kepala-lpse': 'Kepala LPSE' }. */
  titles: Record<FunctionCode, string>;
}

/** All rules of one office at one moment. Rows written before an SOP existed lack its section. */
export interface Rules extends RulesHead, Sections {}
