import type { ClockSpan } from '../../activities/types.ts';
import type { Budget } from '../../calendar/index.ts';
import type { CaseFile } from './case-file.ts';
import { Deadline } from './deadline.ts';
import { recordMove } from './moved.ts';

/** What is waited for, and how long until somebody is reminded of it. */
interface Chase { clock: string; title: string; budget: Budget | ClockSpan }

/** Reminds people again and again, each time after the same waiting time, until it is stopped: nothing is decided by silence. */
export class Chaser {
  private current: Deadline;
  private readonly file: CaseFile;
  private readonly chase: Chase;
  private readonly remind: () => void;

  /** Waits from now on. `remind`: tells people; it only gathers changes. */
  constructor(file: CaseFile, chase: Chase, remind: () => void) {
    this.file = file;
    this.chase = chase;
    this.remind = remind;
    this.current = this.wait();
  }

  deadline(): Deadline {
    return this.current;
  }

  stop(): void {
    this.current.stop();
  }

  private wait(): Deadline {
    const { file, chase } = this;
    return new Deadline(file, {
      ...chase,
      onRung: (point) => {
        file.record('reminded', 'system', { clock: chase.clock, point: point.name }, point.at);
        this.remind();
        this.current.stop();
        this.current = this.wait();
      },
      onMoved: (before, after) => { recordMove(file, chase.clock, before, after); },
    }, Date.now());
  }
}
