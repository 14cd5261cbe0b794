import type { Params, PublicState } from '../../activities/types.ts';
import { refuse } from '../kernel/acts.ts';
import { basisOf } from '../kernel/basis.ts';
import { Deadline } from '../kernel/deadline.ts';
import type { PublicMail } from './mails/public.ts';
import { clocks } from './messages.ts';
import type { OutageActs } from './messages.ts';
import type { OutageCase } from './outage-case.ts';

/** What stands about the outage, for the office and for the public, and who is told of it when (SVC-4, CAP-4). */
export class Announcing {
  systems: string[];
  /** Epoch ms; provisional until a person has fixed them. */
  startsAt: number;
  endsAt: number | null = null;
  /** Users know of it. */
  isAnnounced = false;
  private isOfficial = false;
  private state: PublicState = 'diperiksa';
  /** What does not work and the effect, in words. */
  private textId: string | null;
  private confirmation: Deadline | null = null;
  private readonly outage: OutageCase;

  constructor(outage: OutageCase) {
    const { facts: { systems, firstFailedAt, firstReportedAt, words }, identity: { receivedAt } } = outage.file.input;
    const signs = [firstFailedAt, firstReportedAt].flatMap((at) => (at == null ? [] : [Date.parse(at)]));
    this.outage = outage;
    this.systems = (systems ?? '').split(',');
    this.startsAt = Math.min(receivedAt, ...signs);
    this.textId = words ?? null;
  }

  deadlines(): Deadline[] {
    return this.confirmation ? [this.confirmation] : [];
  }

  /** The office knows of it, and the probes. */
  open(by: string): void {
    this.publish('diperiksa', by);
  }

  /** Users are told at the end of this time, if nobody calls it false and it does not end before. */
  awaitConfirmation(from: number): void {
    const { file, rules } = this.outage;
    this.confirmation?.stop();
    this.confirmation = new Deadline(file, {
      clock: 'confirmation', title: clocks.confirmation, budget: { clockMs: rules.confirmation.value },
      onRung: (point) => { this.announce('system', null, point.at); },
    }, from);
  }

  /** `textId`: better words than the first ones. */
  announce(by: string, textId: string | null, dueAt?: number): void {
    this.confirmation?.stop();
    this.isAnnounced = true;
    this.textId = textId ?? this.textId;
    this.outage.enter('diumumkan');
    this.outage.file.record('outage.announced', by, { textId: this.textId }, dueAt);
    this.publish('gangguan', by);
    this.tellAll('outage', {}, dueAt);
  }

  /** Something new about it, for everybody who was told. */
  inform({ by, textId }: OutageActs['inform']): void {
    this.outage.file.record('news.told', by, { textId });
    this.publish(this.state, by, textId);
    this.tellAll('news', { newsId: textId });
  }

  scope({ by, systems, textId }: OutageActs['scope']): void {
    const before = this.systems.join(',');
    this.systems = systems;
    this.outage.file.record('scope.changed', by, { before, systems: systems.join(','), textId });
    this.publish(this.state, by, textId);
    this.tellAll('scope', { before, newsId: textId });
  }

  /** It works again; `textId`: what a person says of it. */
  recovered(by: string, at: number, textId: string | null): void {
    this.confirmation?.stop();
    this.endsAt = at;
    this.publish('pulih', by, textId);
    this.tellAll('restored', { newsId: textId });
  }

  /** It fails again, or never worked again. @param from when it began to fail again, epoch ms */
  failedAgain(by: string, from: number, newsId: string | null): void {
    this.endsAt = null;
    if (!this.isAnnounced) {
      this.outage.enter('diperiksa');
      this.publish('diperiksa', by);
      this.awaitConfirmation(from);
      return;
    }
    this.outage.enter('diumumkan');
    this.publish('gangguan', by, newsId);
    this.tellAll('again', { againAt: from, newsId });
  }

  dismiss(by: string, textId: string | null): void {
    this.confirmation?.stop();
    this.endsAt ??= Date.now();
    this.publish('bukan-gangguan', by, textId);
    this.tellAll('not-an-outage', { newsId: textId });
  }

  /** The official times. An outage that a person has declared stands in the history, told or not. */
  fix(by: string, startsAt: number, endsAt: number): void {
    this.startsAt = startsAt;
    this.endsAt = endsAt;
    this.isOfficial = true;
    this.publish('selesai', by, null, true);
  }

  mayInform(): void {
    if (!this.isAnnounced) refuse('wrong-state');
  }

  /** What every mail says of it. */
  about(): Params {
    return { systems: this.systems.join(','), since: this.startsAt, until: this.endsAt, textId: this.textId };
  }

  private publish(state: PublicState, by: string, newsId: string | null = null, isPublic = this.isAnnounced): void {
    const { systems, startsAt, endsAt, isOfficial, textId } = this;
    this.state = state;
    this.outage.file.publish({ kind: 'outage', state, isPublic, systems, startsAt, endsAt, isOfficial, textId, newsId }, by);
  }

  /** Nobody hears how it goes on with what was never told. */
  private tellAll(template: PublicMail, more: Params, dueAt?: number): void {
    if (!this.isAnnounced) return;
    const { file, rules, mailings } = this.outage;
    const basis = rules.basis.map((source) => basisOf(source, file.input.rules.regulation)).join('; ') || null;
    mailings.begin({ template, systems: this.systems, isUrgent: true, params: { ...this.about(), basis, ...more }, ...(dueAt === undefined ? {} : { dueAt }) });
  }
}
