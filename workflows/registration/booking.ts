import { refuse } from '../kernel/acts.ts';
import { Deadline } from '../kernel/deadline.ts';
import { clocks } from './messages.ts';
import type { RegistrationActs } from './messages.ts';
import type { RegistrationCase } from './registration-case.ts';

/** How long after the booked instant an applicant may still appear. */
const graceMs = 3_600_000;

/** A booked hour to show the originals, at the counter or by video (REG-4, REG-24); a later booking replaces an earlier one. */
export class Booking {
  private until: Deadline | null = null;
  private readonly registration: RegistrationCase;

  constructor(registration: RegistrationCase) {
    this.registration = registration;
  }

  deadlines(): Deadline[] {
    return this.until ? [this.until] : [];
  }

  mayBook({ at, how }: RegistrationActs['book']): void {
    if (Date.parse(at) <= Date.now()) refuse('past-instant');
    if (how === 'video') this.registration.verification.mayUseVideo();
  }

  book({ by, at: iso, how, textId }: RegistrationActs['book']): void {
    const { file, reach } = this.registration;
    const at = Date.parse(iso);
    const again = this.until !== null && !this.until.isStopped();
    file.record('appointment.booked', by, { at, how, again, textId: textId ?? null });
    reach.tell('appointment', { at, how, again, textId: textId ?? null, place: this.place() });
    this.watch(at, Date.now());
  }

  stop(): void {
    this.until?.stop();
  }

  private watch(at: number, bookedAt: number): void {
    const { file, dossier, reach } = this.registration;
    this.stop();
    this.until = new Deadline(file, {
      clock: 'appointment', title: clocks.appointment, budget: { clockMs: graceMs },
      onRung: (point) => {
        this.stop();
        if (dossier.wasSeenSince(bookedAt)) return;
        file.record('appointment.missed', 'system', { at }, point.at);
        reach.tell('appointment-missed', { at, place: this.place() });
        this.registration.tellWorker('appointment-unkept', { at });
      },
    }, at);
  }

  private place(): string | null {
    return this.registration.rules.place?.value ?? null;
  }
}
