/** What working time refuses. Messages are for the operator who wrote the calendar or the rule. */

/** A calendar, instant or budget that cannot be read; the message names the place. */
export class CalendarError extends Error {
  readonly code: string = 'calendar-invalid';

  constructor(message: string) {
    super(message);
    this.name = 'CalendarError';
  }
}

/** The calendar holds too little working time on the side that was asked: no such instant exists. */
export class NoWorkingTimeError extends CalendarError {
  override readonly code = 'no-working-time';

  constructor(side: 'after' | 'before') {
    super(`The calendar has no working time left ${side} this moment: give it weekly hours, or a season that covers the dates.`);
    this.name = 'NoWorkingTimeError';
  }
}
