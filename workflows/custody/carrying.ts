import type { MediumChange } from '../../activities/types.ts';
import { refuse } from '../kernel/acts.ts';
import type { Task } from '../kernel/case-file.ts';
import type { CustodyCase } from './custody-case.ts';
import { Duty } from './duty.ts';
import type { CustodyActs, Destination } from './messages.ts';

/** A medium on its way; instants in epoch ms. */
interface Trip extends Destination { giver: string; carrier: string; handedAt: number }

/** The way of a medium from one place to another: handed over, carried, and received by another person (ARC-2). */
export class Carrying {
  private trip: Trip | null = null;
  private readonly custody: CustodyCase;

  constructor(custody: CustodyCase) {
    this.custody = custody;
  }

  open(): void {
    const { custody } = this;
    const { handover } = custody.rules;
    custody.enter('menunggu-serah');
    custody.owe(new Duty(custody, { clock: 'handover', tasks: ['serahkan-media'], budget: handover.value, again: handover.value }, custody.file.input.identity.receivedAt));
    custody.open('serahkan-media', custody.rules.keeper, 'handover');
  }

  mayHand({ by, giver = by, carrier, receiver }: CustodyActs['hand']): void {
    if (receiver === giver || receiver === carrier) refuse('receiver-not-apart');
  }

  hand(task: Task, { by, giver = by, carrier, to, receiver, receiverFunction, inServerRoom, at }: CustodyActs['hand']): void {
    const { custody } = this;
    const { file, rules: { handover, keeper } } = custody;
    const handedAt = Date.parse(at);
    this.trip = { giver, carrier, to, receiver, receiverFunction, inServerRoom, handedAt };
    file.endTask(task, 'done', by, 'handed');
    custody.enter('dalam-perjalanan');
    file.record('medium.handed', by, { giver, carrier, to, receiver, at: handedAt });
    this.write(null);
    custody.owe(new Duty(custody, { clock: 'receipt', tasks: ['terima-media', 'awasi-perjalanan'], budget: handover.value, again: handover.value }, handedAt));
    this.awaitReceiver('receipt');
    file.openTask('awasi-perjalanan', keeper, 'receipt');
  }

  mayRedirect({ receiver }: CustodyActs['redirect']): void {
    if (receiver === this.trip?.giver || receiver === this.trip?.carrier) refuse('receiver-not-apart');
  }

  /** The time until it must arrive goes on. */
  redirect({ by, to, receiver, receiverFunction, inServerRoom, textId }: CustodyActs['redirect']): void {
    const { trip, custody } = this;
    if (!trip) return;
    const before = { beforeTo: trip.to, beforeReceiver: trip.receiver };
    this.trip = { ...trip, to, receiver, receiverFunction, inServerRoom };
    custody.file.cancelTasks('redirected', 'terima-media');
    custody.file.record('medium.redirected', by, { ...before, to, receiver, textId });
    this.write(null);
    const task = this.awaitReceiver();
    const dueAt = custody.owed?.dueAt() ?? null;
    if (dueAt !== null) custody.file.moveTask(task, dueAt);
  }

  mayReceive({ by, at }: CustodyActs['receive']): void {
    const { trip } = this;
    if (!trip || by !== trip.receiver) refuse('not-the-receiver');
    if (Date.parse(at) < trip.handedAt) refuse('before-handover');
  }

  receive(task: Task, { by, at, textId }: CustodyActs['receive']): void {
    const { trip, custody } = this;
    if (!trip) return;
    const receivedAt = Date.parse(at);
    custody.owed?.stop();
    custody.file.endTask(task, 'done', by, 'received');
    custody.file.cancelTasks('received', 'awasi-perjalanan');
    custody.file.record('medium.received', by, { to: trip.to, at: receivedAt, textId: textId ?? null });
    this.write(receivedAt);
    custody.wantPaper('moved');
  }

  /** Who had it last, where it is lost on the way. */
  carrier(): string | null {
    return this.trip?.carrier ?? null;
  }

  /** Where it goes, once that is known. */
  to(): string | null {
    return this.trip?.to ?? null;
  }

  private awaitReceiver(clock?: string): Task {
    const { trip, custody } = this;
    if (!trip) return refuse('wrong-state');
    const task = custody.file.openTask('terima-media', trip.receiverFunction, clock);
    custody.file.assignTask(task, trip.receiverFunction, trip.receiver);
    custody.tellWorker(task);
    return task;
  }

  private write(receivedAt: number | null): void {
    const { trip, custody } = this;
    const { kind, from } = custody;
    if (!trip || (kind !== 'keluar' && kind !== 'kembali')) return;
    const { inServerRoom, to, giver, carrier, receiver, handedAt } = trip;
    const arrived: Pick<MediumChange, 'state' | 'place' | 'holder'> = { state: inServerRoom ? 'di-ruang-server' : 'di-tempat-simpan', place: to, holder: receiver };
    custody.medium({
      ...(receivedAt === null ? { state: 'dalam-perjalanan', place: null, holder: carrier } : arrived),
      move: { kind, from, to, giver, carrier, receiver, handedAt, receivedAt },
    });
  }
}
