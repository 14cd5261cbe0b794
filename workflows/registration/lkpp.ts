import type { Task } from '../kernel/case-file.ts';
import type { RegistrationActs } from './messages.ts';
import type { RegistrationCase } from './registration-case.ts';

/** What only LKPP can change (a new NPWP): asked there by mail or by hand, chased while it is silent, and decided there. */
export class Lkpp {
  private readonly registration: RegistrationCase;

  constructor(registration: RegistrationCase) {
    this.registration = registration;
  }

  begin(textId: string | null): void {
    const { file, reach, service } = this.registration;
    this.registration.enter('menunggu-lkpp');
    file.tell({ kind: 'lkpp' }, 'lkpp-request', 'case', { service: service.label, textId });
    this.registration.openAndChase('teruskan-lkpp', 'lkpp-reply');
    reach.tell('approved', { waitsFor: 'lkpp' });
  }

  /** LKPP has no address, or its mail was refused: who has the task tells LKPP by another way. */
  wasNotReached(): void {
    if (this.registration.file.state === 'menunggu-lkpp') this.registration.tellWorker('lkpp-unreached');
  }

  recordTicket({ by, textId }: RegistrationActs['record-ticket']): void {
    this.registration.file.record('lkpp.ticket', by, { textId });
  }

  recordReply(task: Task, { by, outcome, textId }: RegistrationActs['record-reply']): void {
    this.registration.endTask(task, by, outcome);
    this.registration.file.record('lkpp.replied', by, { outcome, textId });
    if (outcome === 'disetujui') this.registration.carryingOut.begin();
    else this.registration.ending.conclude(by, 'lkpp-refused', 'lkpp-refused', { textId });
  }
}
