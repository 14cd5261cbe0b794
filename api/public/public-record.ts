import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';

/** An event of a case as its reporter may know it; instants in its data are epoch ms or ISO 8601. */
interface SeenEvent { type: string; data: Record<string, unknown> }

/** A thing that the reporter is asked for. */
export interface AskedItem { code: string; label: string; need: 'always' | 'if-any' }

/** What the reporter can do now; `asked`: what `complete` takes, and nothing else. */
interface Turn { acts: string[]; asked: AskedItem[] }

/** What the reporter of one SOP may know and do. Whatever is not named here stays inside the office. */
export interface PublicRecord {
  /** Events in words; `when` gives the local time of an instant, `item` the label of one on the list. */
  events: Record<string, string | ((data: Record<string, unknown>, when: (at: unknown) => string, item: (code: unknown) => string) => string)>;
  /** Events among them whose text is not for the reporter. */
  quiet: ReadonlySet<string>;
  /** Clocks that concern the reporter; the others remind people inside the office. */
  clocks: ReadonlySet<string>;
  /** @param events all of the case, oldest first */
  turn(deps: ApiDeps, intake: Intake, state: string, events: readonly SeenEvent[]): Turn | Promise<Turn>;
}
