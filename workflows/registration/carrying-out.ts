import { refuse } from '../kernel/acts.ts';
import type { Task } from '../kernel/case-file.ts';
import type { RegistrationActs } from './messages.ts';
import type { RegistrationCase } from './registration-case.ts';

/** What follows an approval in SPSE itself, by the end of the service (REG-15); waited for again and again until it is recorded. */
export class CarryingOut {
  private readonly registration: RegistrationCase;

  constructor(registration: RegistrationCase) {
    this.registration = registration;
  }

  begin(): void {
    this.registration.enter('menunggu-aktivasi');
    this.registration.openAndChase('aktivasi', 'activation');
  }

  /** The words are the User ID. */
  activate(task: Task, { by, textId }: RegistrationActs['activate']): void {
    const { file } = this.registration;
    this.registration.endTask(task, by, 'activated');
    file.record('activated', by, { textId });
    this.registration.giveAccount();
    this.registration.ending.conclude(by, 'activated', 'activated', { textId });
  }

  mayActivate(): void {
    if (this.registration.service.end !== 'activate') refuse('wrong-task');
  }

  mayCarryOut({ account }: RegistrationActs['carry-out']): void {
    const { end } = this.registration.service;
    if (end === 'activate') refuse('wrong-task');
    if (end === 'reactivate' && account == null) refuse('account-missing');
  }

  carryOut(task: Task, { by, account = null, textId }: RegistrationActs['carry-out']): void {
    const { file, service } = this.registration;
    this.registration.endTask(task, by, 'carried-out');
    file.record('carried-out', by, { account, textId });
    if (account !== null) this.changeAccount(account);
    this.registration.ending.conclude(by, 'carried-out', service.end === 'tell' ? 'told' : 'carried-out', { textId, service: service.label });
  }

  private changeAccount(number: string): void {
    const { file, service } = this.registration;
    if (service.end === 'reactivate') file.account({ number, state: 'aktif', until: file.input.facts.until ?? null, confirmed: true, contact: true });
    else if (service.end !== 'tell') file.account({ number, contact: true });
  }
}
