import { refuse } from '../kernel/acts.ts';
import type { ProblemState } from './messages.ts';
import type { ProblemCase } from './problem-case.ts';

/** What the reporter was asked for. The desk and LKPP may go on without the data; what comes late is taken in all the same. */
export class Question {
  /** It has no answer yet. */
  private isOpen = false;
  /** Where the case goes on once the reporter has sent the data. */
  private stateBefore: ProblemState = 'ditangani';
  private readonly report: ProblemCase;

  constructor(report: ProblemCase) {
    this.report = report;
  }

  ask(by: string, textId: string): void {
    const { report } = this;
    report.followedUp(by);
    this.isOpen = true;
    this.stateBefore = report.file.state === 'diteruskan' ? 'diteruskan' : 'ditangani';
    report.enter('menunggu-data');
    report.clocks.awaitData();
    report.file.record('data.asked', by, { textId });
    report.reach.tellReporter('data-asked', { textId });
  }

  mayReply(): void {
    const { report } = this;
    if (report.closed()) refuse('case-closed');
    const goesOn: string[] = ['menunggu-persetujuan', 'diteruskan', 'ditangani'];
    if (report.file.state !== 'menunggu-data' && !(this.isOpen && goesOn.includes(report.file.state))) refuse('wrong-state');
  }

  /** `by`: the reporter, or the person who took the data down from a call or a visit. */
  reply(by: string, textId: string): void {
    const { report } = this;
    this.isOpen = false;
    if (report.file.state === 'menunggu-data') {
      report.clocks.dataCame();
      report.enter(this.stateBefore);
    }
    report.file.record('data.received', by, { textId });
    report.tellDesk('data-received', { textId });
  }

  /** LKPP has the report although the reporter owes data. */
  isForwardedAndAsked(): boolean {
    return this.report.file.state === 'menunggu-data' && this.stateBefore === 'diteruskan';
  }

  /** The reporter stayed silent: the case ends, behind the gate of ERR-16 where the text has it; what LKPP has goes on. */
  dataNeverCame(): void {
    const { report } = this;
    report.file.record('data.missing', 'system');
    if (!this.isForwardedAndAsked()) {
      report.ending.conclude('system', 'reporter-silent');
      return;
    }
    this.isOpen = false;
    report.clocks.dataCame();
    report.enter('diteruskan');
    report.tellDesk('data-missing');
  }

  /** LKPP said something: the desk goes on with it, at once or after the reporter's data. */
  lkppReplied(): void {
    const { report } = this;
    if (report.file.state === 'diteruskan') report.enter('ditangani');
    else if (this.isForwardedAndAsked()) this.stateBefore = 'ditangani';
    else return;
    report.reach.tellReporter('progress', { what: 'lkpp-replied' });
  }

  /** The case was reopened: nothing is asked any more. */
  drop(): void {
    this.isOpen = false;
  }
}
