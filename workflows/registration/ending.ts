import type { Params } from '../../activities/types.ts';
import { basisOf } from '../kernel/basis.ts';
import type { Task } from '../kernel/case-file.ts';
import { Chaser } from '../kernel/chaser.ts';
import type { Deadline } from '../kernel/deadline.ts';
import { UserEnding } from '../kernel/user-ending.ts';
import type { ApplicantMail } from './mails/applicant.ts';
import { clocks } from './messages.ts';
import type { RegistrationActs } from './messages.ts';
import type { RegistrationCase } from './registration-case.ts';

/** How a registration ends: by a decision, once the applicant was told of it, or by the applicant's own silence or wish. */
export class Ending {
  private isDecided = false;
  private telling: Chaser | null = null;
  private readonly end: UserEnding;
  private readonly registration: RegistrationCase;

  constructor(registration: RegistrationCase) {
    this.registration = registration;
    this.end = new UserEnding(registration.file, registration.reach, registration.deadlines);
  }

  deadlines(): Deadline[] {
    return this.telling ? [this.telling.deadline()] : [];
  }

  isClosed(): boolean {
    return this.end.isClosed();
  }

  /** Nothing that the applicant does changes it any more. */
  isOver(): boolean {
    return this.isDecided || this.isClosed();
  }

  conclude(by: string, outcome: string, mail: ApplicantMail, params: Params): void {
    this.isDecided = true;
    this.registration.reach.tell(mail, params);
    this.end.closeOnceTold(by, outcome);
    this.chaseTelling();
  }

  /** REG-14 */
  reject(task: Task, { by, ground: code, textId }: RegistrationActs['reject']): void {
    const { file, rules } = this.registration;
    const ground = rules.grounds.find((one) => one.code === code);
    if (!ground) return;
    this.registration.endTask(task, by, 'rejected');
    file.record('rejected', by, { ground: code, textId });
    this.conclude(by, 'rejected', 'rejected', { ground: ground.label, basis: basisOf(ground.source, file.input.rules.regulation), textId });
  }

  silent(): void {
    const { file, dossier } = this.registration;
    file.tell({ kind: 'reporter' }, 'silent', 'case', dossier.inWords());
    this.end.close('system', 'silent');
  }

  withdraw(by: string, textId: string | null): void {
    const { file } = this.registration;
    file.record('withdrawn', by, { textId });
    if (by === 'reporter') this.registration.tellWorker('withdrawn-by-applicant');
    file.tell({ kind: 'reporter' }, 'withdrawn', 'case');
    this.end.close(by, 'withdrawn');
  }

  /** A decision that no mail brought waits for the person who must tell it, who is reminded. */
  chaseTelling(): void {
    const { file, reach, rules } = this.registration;
    if (!this.isDecided || this.telling !== null || !reach.isUntold()) return;
    this.telling = new Chaser(file, { clock: 'telling', title: clocks.telling, budget: rules.activationReminder.value }, () => reach.remind());
  }
}
