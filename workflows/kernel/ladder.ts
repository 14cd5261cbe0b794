import type { Params, Plan, Point } from '../../activities/types.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import type { CaseFile } from './case-file.ts';

/** A deadline that passed is told upwards, function by function; one that a mail did not reach is passed over at once. */
export class Ladder {
  /** Escalations whose refusal was passed on: a function may have several holders. */
  private readonly passedOn = new Set<string>();
  private readonly file: CaseFile<'escalation'>;
  private readonly functions: readonly FunctionCode[];
  private readonly about: () => Params;

  /** `about`: what every mail of it says of the case at that moment. */
  constructor(file: CaseFile<'escalation'>, functions: readonly FunctionCode[], about: () => Params = () => ({})) {
    this.file = file;
    this.functions = functions;
    this.about = about;
  }

  /** @returns false when the ladder has no such rung. `beyond`: who stands above the last function, for the record. */
  climb(clock: string, point: Point, plan: Plan, beyond: string | null = null): boolean {
    const fn = this.functions[point.index];
    const passed = { clock, rung: point.index + 1, deadlineAt: plan.dueAt };
    this.file.record('escalated', 'system', { ...passed, to: fn ?? beyond }, point.at);
    if (fn === undefined) return false;
    this.tell(fn, point.index, passed, point.at);
    return true;
  }

  /**
   * The mail about a rung was refused: the next function hears it.
   * @returns the title of who was not reached, when nobody stands above; null otherwise
   */
  refused({ clock = null, rung, deadlineAt = null }: Params): string | null {
    const key = `${clock} ${rung} ${deadlineAt}`;
    if (this.passedOn.has(key)) return null;
    this.passedOn.add(key);
    const unreached = this.title(this.functions[Number(rung) - 1]);
    const next = Number(rung);
    const fn = this.functions[next];
    if (fn === undefined) return unreached;
    this.tell(fn, next, { clock, rung: next + 1, deadlineAt, unreached }, Date.now());
    return null;
  }

  private tell(fn: FunctionCode, index: number, params: Params, dueAt: number): void {
    this.file.tell({ kind: 'function', function: fn, orElse: this.functions.slice(index + 1) }, 'escalation', 'deadline', { ...this.about(), ...params }, dueAt);
  }

  private title(fn = ''): string {
    return this.file.input.rules.titles[fn] ?? fn;
  }
}
