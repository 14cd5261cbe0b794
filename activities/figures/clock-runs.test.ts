import { describe, expect, it } from 'vitest';
import type { WorkingCalendar } from '../../calendar/index.ts';
import { latenessOf, roundsOf, worstOf } from './clock-runs.ts';
import type { CaseHistory, Moment } from './clock-runs.ts';

/** Monday 1 March 2027, 08.00 to 16.00 WIB. */
const calendar: WorkingCalendar = {
  utcOffsetMinutes: 420, weekly: { 1: [['08:00', '16:00']], 2: [['08:00', '16:00']], 3: [['08:00', '16:00']], 4: [['08:00', '16:00']], 5: [['08:00', '16:00']] },
  seasons: [], daysOff: [], confirmedThrough: '2027-12-31',
};
const at = (day: number, clock: string) => Date.parse(`2027-03-0${day}T${clock}:00+07:00`);
const hour = 3_600_000;
const moment = (seq: number, type: string, when: number): Moment => ({ seq, type, at: when, actor: 'slt-05', data: {} });
const history = (more: Partial<CaseHistory>): CaseHistory => ({ receivedAt: at(1, '09:00'), closedAt: null, answerHasNumber: true, events: [], plans: [], ...more });
const now = at(5, '12:00');

describe('the clocks of a report', () => {
  it('are late from the due instant to the act, in working time and by the clock', () => {
    const [round] = roundsOf(history({
      plans: [{ seq: 0, clock: 'follow-up', dueAt: at(2, '09:00') }], events: [moment(1, 'followed-up', at(3, '10:00'))],
    }));
    expect(round?.followUp).toMatchObject({ doneAt: at(3, '10:00'), dueAt: at(2, '09:00') });
    expect(latenessOf(round!.followUp, calendar, now)).toEqual({ workingMs: 9 * hour, clockMs: 25 * hour });
  });

  it('are in time at the very due instant, and late up to now while nothing was done', () => {
    const plans = [{ seq: 0, clock: 'follow-up', dueAt: at(2, '09:00') }];
    const [done] = roundsOf(history({ plans, events: [moment(1, 'followed-up', at(2, '09:00'))] }));
    expect(latenessOf(done!.followUp, calendar, now)).toEqual({ workingMs: 0, clockMs: 0 });
    const [waiting] = roundsOf(history({ plans }));
    expect(latenessOf(waiting!.followUp, calendar, at(2, '10:00'))).toEqual({ workingMs: hour, clockMs: hour });
  });

  it('follow the plan that stood last: a moved calendar moves the due instant', () => {
    const [round] = roundsOf(history({
      plans: [{ seq: 0, clock: 'follow-up', dueAt: at(2, '09:00') }, { seq: 1, clock: 'follow-up', dueAt: at(3, '09:00') }],
      events: [moment(2, 'followed-up', at(2, '12:00'))],
    }));
    expect(latenessOf(round!.followUp, calendar, now)).toEqual({ workingMs: 0, clockMs: 0 });
  });

  it('without a number are neither in time nor late', () => {
    const [round] = roundsOf(history({ answerHasNumber: false, events: [moment(1, 'followed-up', at(4, '09:00')), moment(2, 'answered', at(5, '09:00'))] }));
    expect([round!.followUp, round!.answer].map((run) => latenessOf(run, calendar, now))).toEqual([null, null]);
    expect(round!.answer.doneAt).toBe(at(5, '09:00'));
  });

  it('stand still while the reporter owes data: an answer in the pause is measured where the clock stopped', () => {
    const asked = { plans: [{ seq: 1, clock: 'answer', dueAt: at(3, '09:00') }], events: [moment(1, 'followed-up', at(1, '10:00')), moment(2, 'data.asked', at(2, '10:00'))] };
    const [paused] = roundsOf(history(asked));
    expect(latenessOf(paused!.answer, calendar, now)).toEqual({ workingMs: 0, clockMs: 0 });
    const [answered] = roundsOf(history({ ...asked, events: [...asked.events, moment(3, 'answered', at(5, '09:00'))] }));
    expect(latenessOf(answered!.answer, calendar, now)).toEqual({ workingMs: 0, clockMs: 0 });
    const [resumed] = roundsOf(history({
      plans: [...asked.plans, { seq: 3, clock: 'answer', dueAt: at(4, '09:00') }],
      events: [...asked.events, moment(3, 'data.received', at(3, '10:00')), moment(4, 'answered', at(4, '11:00'))],
    }));
    expect(latenessOf(resumed!.answer, calendar, now)).toEqual({ workingMs: 2 * hour, clockMs: 2 * hour });
  });

  it('asked for data with the first act, never ran and so are in time', () => {
    const [round] = roundsOf(history({ events: [moment(1, 'followed-up', at(1, '10:00')), moment(1, 'data.asked', at(1, '10:00')), moment(2, 'answered', at(5, '09:00'))] }));
    expect(round!.answer).toMatchObject({ dueAt: null, doneAt: at(5, '09:00') });
    expect(latenessOf(round!.answer, calendar, now)).toEqual({ workingMs: 0, clockMs: 0 });
  });

  it('begin afresh with a reopening; the worst round counts', () => {
    const rounds = roundsOf(history({
      plans: [{ seq: 0, clock: 'follow-up', dueAt: at(2, '09:00') }, { seq: 2, clock: 'follow-up', dueAt: at(4, '09:00') }],
      events: [moment(1, 'followed-up', at(1, '10:00')), moment(1, 'answered', at(1, '10:00')), moment(2, 'reopened', at(3, '09:00')), moment(3, 'followed-up', at(4, '10:00'))],
    }));
    expect(rounds.map(({ startAt, followUp }) => [startAt, followUp.dueAt, followUp.doneAt])).toEqual([
      [at(1, '09:00'), at(2, '09:00'), at(1, '10:00')], [at(3, '09:00'), at(4, '09:00'), at(4, '10:00')],
    ]);
    expect(worstOf(rounds.map(({ followUp }) => latenessOf(followUp, calendar, now)))).toEqual({ workingMs: hour, clockMs: hour });
  });

  it('stop with the end of the report', () => {
    const [round] = roundsOf(history({
      closedAt: at(3, '10:00'), plans: [{ seq: 1, clock: 'answer', dueAt: at(3, '09:00') }],
      events: [moment(1, 'followed-up', at(1, '10:00')), moment(2, 'refused-substance', at(3, '10:00')), moment(2, 'case.closed', at(3, '10:00'))],
    }));
    expect(round!.answer).toMatchObject({ doneAt: null, stoppedAt: at(3, '10:00') });
    expect(latenessOf(round!.answer, calendar, now)).toEqual({ workingMs: hour, clockMs: hour });
  });
});
