import { refuse } from '../kernel/acts.ts';
import type { Task } from '../kernel/case-file.ts';
import type { CustodyCase } from './custody-case.ts';
import { Duty } from './duty.ts';
import type { CustodyActs } from './messages.ts';

/** The end of a worn-out medium, before a witness: it is never used again, and what lay on it is gone. */
export class Destruction {
  private readonly custody: CustodyCase;

  constructor(custody: CustodyCase) {
    this.custody = custody;
  }

  open(): void {
    const { custody } = this;
    const { handover, keeper } = custody.rules;
    custody.enter('menunggu-musnah');
    custody.owe(new Duty(custody, { clock: 'destruction', tasks: ['musnahkan-media'], budget: handover.value, again: handover.value }, custody.file.input.identity.receivedAt));
    custody.open('musnahkan-media', keeper, 'destruction');
  }

  mayDestroy({ by, witness }: CustodyActs['destroy']): void {
    if (witness === by) refuse('witness-not-apart');
  }

  destroy(task: Task, { by, witness, at, textId }: CustodyActs['destroy']): void {
    const { custody } = this;
    const destroyedAt = Date.parse(at);
    custody.owed?.stop();
    custody.file.endTask(task, 'done', by, 'destroyed');
    custody.file.record('medium.destroyed', by, { witness, at: destroyedAt, textId });
    // The witness stands where a receiver would: the second person of the move.
    custody.medium({ state: 'dimusnahkan', place: null, holder: null, move: { kind: 'musnah', from: custody.from, to: null, giver: by, carrier: null, receiver: witness, handedAt: destroyedAt, receivedAt: destroyedAt } });
    custody.wantPaper('destroyed');
  }
}
