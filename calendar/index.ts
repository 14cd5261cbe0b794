/** Working time: pure functions on plain data. The holiday decrees are in `decrees.ts`, which workflows do not need. */
export type { Budget, DayOff, Due, Pause, Season, Span, Weekly, WorkingCalendar } from './types.ts';
export { CalendarError, NoWorkingTimeError } from './errors.ts';
export { addWorkingTime, dueAt, workingTimeBetween } from './working-time.ts';
export { daysTouched } from './days-touched.ts';
export { assertCalendar, isWorkingTime, nextOpening } from './opening.ts';
export { formatLocal } from './local-time.ts';
