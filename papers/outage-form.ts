import type { Signer } from './witness-form.ts';

/** What stands on a berita acara gangguan, as it was when the form was filled in; official times only. Instants are epoch ms. */
export interface OutageForm {
  /** The date of the paper. */
  at: number;
  place: string;
  startsAt: number;
  endsAt: number;
  /** Local days that the outage touched, and those of them that are working days of the office. */
  calendarDays: number;
  workingDays: number;
  systems: string[];
  cause: string;
  effect: string;
  /** What was done, in order (SEC-7). */
  steps: { at: number; words: string }[];
  /** Who fixed the official times (STD-33). */
  declarer: { name: string; position: string };
  signer: Signer;
  attachments: string[];
}
