/** The rules of the registration of SPSE users (REG), of their deactivation, their terms of office and their own data. Types only. */
import type { Budget } from '../calendar/index.ts';
import type { FunctionCode, Named, Source, Sourced } from './rules.ts';

export type NumberKind = 'nik' | 'npwp' | 'nib' | 'nip';

/** Who registers: 'badan-usaha', 'perorangan', 'ppk' (DATA-1, DATA-5). */
export interface ApplicantKind extends Named {
  group: 'provider' | 'non-provider';
  /** Numbers that this applicant must give: those that a paper of the list carries (REG-18). */
  numbers: NumberKind[];
  /** Numbers that this applicant may give: not everybody has one. */
  mayGive: NumberKind[];
  source: Source;
}

/** What is asked for: a registration, or a later change of one. */
export interface RegistrationService extends Named {
  /**
   * How it ends after the approval. 'activate': a new User ID (REG-15). 'record': done in SPSE and recorded. 'tell': the forgotten User ID is
   * told. 'lkpp': by way of LKPP, whose decision is recorded. 'reactivate': an earlier account lives again, with a new decree.
   */
  end: 'activate' | 'record' | 'tell' | 'lkpp' | 'reactivate';
  groups: ApplicantKind['group'][];
  source: Source;
}

/** One thing that an applicant brings; the checklist is made of these and of nothing else (REG-18). */
export interface ItemRule extends Named {
  /** Codes of the applicant kinds and services that need it. */
  kinds: string[];
  services: string[];
  /** 'if-any': asked for only where it exists (the deed of change, REG-6). */
  need: 'always' | 'if-any';
  /** Its original must be shown (REG-4, REG-9). */
  original: boolean;
  source: Source;
}

interface RejectionGround extends Named {
  /** The words of the rejection must name the provision that was not met. */
  cites: boolean;
  source: Source;
}

/** REG-1 to REG-15, REG-18 to REG-24. */
export interface RegistrationRules {
  kinds: ApplicantKind[];
  services: RegistrationService[];
  items: ItemRule[];
  /** Who takes the file in at the counter, who verifies, and who is told above. */
  desk: FunctionCode;
  verifikator: FunctionCode;
  /** true: an item may be added by naming another law (REG-23); false: the list is closed (REG-18). */
  otherLaw: Sourced<boolean>;
  grounds: RejectionGround[];
  /** Who clarifies the data on qualification, as the text names them: a verification is none (REG-20). */
  qualifiers: Sourced<string>;
  /** Whether an original may be seen by live video. */
  video: Sourced<boolean>;
  activation: Sourced<'spse-local' | 'inaproc'>;
  /** Where originals are shown (REG-24); null: not told. */
  place: Sourced<string> | null;
  /** From the receipt to the decision, paused while the file is deficient; null: no number, only the age counts. */
  verification: Sourced<Budget> | null;
  /** How long the applicant may owe documents. */
  completion: Sourced<Budget>;
  /** From the approval until the verifikator is reminded of the activation, again and again. */
  activationReminder: Sourced<Budget>;
  /** Clock milliseconds for the outcome of the central account (INAPROC: 3 x 24 hours). */
  centralWindow: Sourced<number>;
  reminderShares: Sourced<number[]>;
  ladder: Sourced<FunctionCode[]>;
  rungSpacing: Sourced<Budget>;
}

export interface DeactivationGround extends Named {
  /** Who may act on it by the text (REG-16, REG-17). */
  by: FunctionCode;
  /** Who must have asked for it (REG-17); empty: nobody needs to. */
  requesters: Named[];
  groups: ApplicantKind['group'][];
  source: Source;
}

/** REG-16, REG-17; what the text does not have is the office's option. */
export interface DeactivationRules {
  grounds: DeactivationGround[];
  /** How long the user may explain; null: the office does not ask. */
  clarification: Sourced<Budget> | null;
  /** Who decides before it is carried out; null: who acts decides. */
  decider: Sourced<FunctionCode | null>;
  /** true: proposed to Helpdesk LKPP, whose decision is recorded. */
  throughLkpp: Sourced<boolean>;
  /** Until a silent decider or a silent LKPP is reminded, again and again. */
  reminder: Sourced<Budget>;
}

/** The end of a non-provider's term, or its yearly confirmation. */
export interface AppointmentRules {
  handler: FunctionCode;
  /** Clock milliseconds before the end at which the case opens. */
  notice: Sourced<number>;
  /** Months between two confirmations of an open-ended term. */
  confirmEvery: Sourced<number>;
  /** Shares of that time at which user and verifikator are reminded. */
  reminderShares: Sourced<number[]>;
}

/** UU 27/2022: everything that is held about a person, to that person. */
export interface DataRequestRules {
  handler: FunctionCode;
  /** Who hears that it is late. */
  above: FunctionCode;
  /** Clock milliseconds from the receipt (art. 32). */
  window: Sourced<number>;
  reminderShares: Sourced<number[]>;
  /** Grounds on which it must be refused (art. 33). */
  refusals: (Named & { source: Source })[];
}

/** REG-21: how long the papers of a user are kept after the account ended. */
export interface ArchiveRules {
  /** Years after the trigger; null: the law's schedule (jadwal retensi arsip) decides, a person looks it up. */
  years: Sourced<number | null>;
}
