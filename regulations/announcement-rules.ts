/** The rules of maintenance windows and outages (CAP-4, CAP-5, SEC-7, SVC-4, ERR-8, ERR-9, STD-33). Types only. */
import type { Budget } from '../calendar/index.ts';
import type { FunctionCode, Named, Source, Sourced } from './rules.ts';

/**
 * What the office runs itself (DATA-10, GOV-15): its own servers; the services on somebody else's system; nothing but the
 * services, because its SPSE stands with LKPP. Only the first has an Administrator Sistem of its own everywhere.
 */
export type Operation = 'system-provider' | 'service-provider' | 'central';

interface AnnouncementRules {
  operation: Sourced<Operation>;
  /** What can be down or maintained: 'spse', 'spse-tender'. */
  systems: Named[];
  /** The norms that ask for the announcement, shown with it. */
  basis: Source[];
  /** Functions told when nobody acts, one after the other. */
  ladder: Sourced<FunctionCode[]>;
}

/** A planned window: told before, during and after (CAP-5, SEC-7). */
export interface MaintenanceRules extends AnnouncementRules {
  planner: FunctionCode;
  /** Who approves a window before it is told; null: nobody needs to. An emergency waits for nobody. */
  approver: Sourced<FunctionCode | null>;
  /** How long before the start users are reminded, longest first. */
  leads: Sourced<Budget[]>;
  /** Clock milliseconds from the planned end, unanswered, until the first function of the ladder is told, and between two. */
  overrun: Sourced<number>;
  /** true: its mails to many leave also outside office hours. */
  atNight: Sourced<boolean>;
}

/** What an outage takes over from the rules on LKPP (ERR-8). */
interface OutageLkppRules {
  /** Clock milliseconds from the start of an outage; null: LKPP is told of none. */
  after: Sourced<number | null>;
  rung: Sourced<'mail' | 'task-only'>;
  approver: Sourced<FunctionCode | null>;
  approvalWindow: Sourced<Budget>;
}

/** A system that does not work (SEC-7, SVC-4, CAP-4). */
export interface OutageRules extends AnnouncementRules {
  technician: FunctionCode;
  /** Fixes when it officially began and ended (STD-33). */
  declarer: Sourced<FunctionCode>;
  /** Clock milliseconds from the first sign until users are told, if nobody calls it false before. */
  confirmation: Sourced<number>;
  /** Clock milliseconds until the first function of the ladder hears that nobody has taken it up, and between two. */
  response: Sourced<number>;
  lkpp: OutageLkppRules;
  /** The announcement on INAPROC, where the text has it (ERR-9). */
  inaproc: { source: Source; approver: FunctionCode } | null;
  paper: { title: string; signer: FunctionCode; series: Sourced<string> | null };
}
