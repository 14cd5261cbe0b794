import type { Task } from '../kernel/case-file.ts';
import { Deadline } from '../kernel/deadline.ts';
import { clocks } from './messages.ts';
import type { RegistrationActs } from './messages.ts';
import type { RegistrationCase } from './registration-case.ts';

/** The central account of INAPROC (REG-15): its outcome is recorded; after 3 x 24 clock hours the silence is told, day and night. */
export class Central {
  private watch: Deadline | null = null;
  private readonly registration: RegistrationCase;

  constructor(registration: RegistrationCase) {
    this.registration = registration;
  }

  deadlines(): Deadline[] {
    return this.watch ? [this.watch] : [];
  }

  begin(): void {
    const { file, rules, reach } = this.registration;
    this.registration.enter('menunggu-pusat');
    this.registration.open('hasil-pusat', 'central');
    reach.tell('approved', { waitsFor: 'central' });
    this.watch = new Deadline(file, {
      clock: 'central', title: clocks.central, budget: { clockMs: rules.centralWindow.value },
      onRung: (point, plan) => {
        this.watch?.stop();
        const passed = { clock: 'central', deadlineAt: plan.dueAt };
        file.record('central.late', 'system', passed, point.at);
        this.registration.tellWorker('central-late', passed, 'deadline', point.at);
        const [above, ...orElse] = rules.ladder.value;
        if (above !== undefined) file.tell({ kind: 'function', function: above, orElse }, 'central-late', 'deadline', passed, point.at);
      },
    }, Date.now());
  }

  record(task: Task, { by, outcome, textId }: RegistrationActs['central']): void {
    this.registration.endTask(task, by, outcome);
    this.registration.file.record('central.recorded', by, { outcome, textId: textId ?? null });
    if (outcome === 'ditolak') {
      this.registration.ending.conclude(by, 'central-refused', 'central-refused', { textId: textId ?? null });
      return;
    }
    this.registration.giveAccount();
    this.registration.ending.conclude(by, 'activated', 'activated', { textId: textId ?? null, central: true });
  }
}
