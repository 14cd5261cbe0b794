import type { CaseIdentity, Params } from '../../activities/types.ts';
import type { RulesHead, Sections } from '../../regulations/rules.ts';

/** The input of every SOP: codes and the rules of its own section, frozen at the receipt; no personal data. */
export interface CaseInput<Section extends keyof Sections = never> {
  identity: CaseIdentity;
  officeName: string;
  utcOffsetMinutes: number;
  rules: RulesHead & Pick<Sections, Section>;
  /** Closed codes of the contract (`workflowFacts`); nothing that a person typed. */
  facts: Record<string, string | null>;
  reporterHasMail: boolean;
}

/** What every act carries beside its own fields. `by` is a person id or 'reporter'. */
export interface ActBase {
  actId: string;
  by: string;
  /** The task that the person worked on; the reporter has none. */
  taskId?: string;
  textId?: string;
  /** The person that claimed the task no longer holds its function, or is away: the claim binds nobody. */
  claimLapsed?: boolean;
}

/** What the person sees after an act. */
export interface ActResult {
  state: string;
}

/** What became of a mailing, once none of its copies waits any more. */
export interface MailingDone {
  mailingId: string;
  template: string;
  sent: number;
  /** For good by the mail server. */
  refused: number;
  /** Nobody knows whether they arrived: a person decides. */
  held: number;
  /** Too late, or overtaken by newer news. */
  dropped: number;
}

/** A mail that will not arrive: the postman tells the case, and a person takes over. */
export interface NoticeFailed {
  noticeId: number;
  template: string;
  recipient: string;
  /** What the mail was told with. */
  params: Params;
  /** 'refused': for good (5xx). 'held': given up after the office's time. */
  state: 'refused' | 'held';
}
