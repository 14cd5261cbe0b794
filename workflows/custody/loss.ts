import { refuse } from '../kernel/acts.ts';
import type { Task } from '../kernel/case-file.ts';
import { Chaser } from '../kernel/chaser.ts';
import type { Deadline } from '../kernel/deadline.ts';
import type { CustodyCase } from './custody-case.ts';
import { noticeLeads, noticeReminder, searchReminder } from './defaults.ts';
import { Duty } from './duty.ts';
import { clocks } from './messages.ts';
import type { CustodyActs } from './messages.ts';

/**
 * A medium that is lost: those above know at once, and those concerned and the authority are told within 72 hours (UU 27/2022 Pasal 46),
 * although it is encrypted. Found before that, nothing was disclosed and the notice is owed no longer; what was found stands in the record.
 */
export class Loss {
  private search: Chaser | null = null;
  private isTold = false;
  private readonly custody: CustodyCase;

  constructor(custody: CustodyCase) {
    this.custody = custody;
  }

  deadlines(): Deadline[] {
    return this.search ? [this.search.deadline()] : [];
  }

  /** @param knownAt epoch ms: from here the law counts */
  begin(by: string, knownAt: number, textId: string | null, from: string | null, carrier: string | null): void {
    const { custody } = this;
    const { file, rules: { lossNotice, keeper, papers } } = custody;
    custody.enter('hilang');
    file.record('medium.lost', by, { at: knownAt, from, textId });
    custody.medium({ state: 'hilang', place: null, holder: null, move: { kind: 'hilang', from, to: null, giver: by, carrier, receiver: null, handedAt: knownAt, receivedAt: null } });
    custody.tellAll('medium-lost', { textId, knownAt, noticeDueAt: knownAt + lossNotice.value });
    custody.owe(new Duty(custody, { clock: 'notice', tasks: ['beri-tahu-kehilangan'], budget: { clockMs: lossNotice.value }, leads: noticeLeads, again: noticeReminder }, knownAt));
    custody.open('beri-tahu-kehilangan', papers.handover.signer, 'notice');
    custody.open('cari-media', keeper);
    this.search = new Chaser(file, { clock: 'search', title: clocks.search, budget: searchReminder }, () => custody.remind('cari-media'));
  }

  mayNotify({ at }: CustodyActs['notified']): void {
    if (Date.parse(at) < this.custody.lostAt) refuse('before-loss');
  }

  notified(task: Task, { by, at, textId }: CustodyActs['notified']): void {
    const { custody } = this;
    this.isTold = true;
    custody.owed?.stop();
    custody.file.endTask(task, 'done', by, 'notified');
    custody.file.record('loss.notified', by, { at: Date.parse(at), textId });
  }

  found({ by, place, inServerRoom, textId }: CustodyActs['found']): void {
    const { custody } = this;
    const now = Date.now();
    custody.file.record('medium.found', by, { place, wasTold: this.isTold, textId });
    custody.medium({
      state: inServerRoom ? 'di-ruang-server' : 'di-tempat-simpan', place, holder: by,
      move: { kind: 'ditemukan', from: null, to: place, giver: by, carrier: null, receiver: by, handedAt: now, receivedAt: now },
    });
    custody.tellAll('medium-found', { textId, place, wasTold: this.isTold });
    custody.over(by, 'found');
  }

  mayGiveUp(): void {
    if (!this.isTold) refuse('notice-owed');
  }
}
