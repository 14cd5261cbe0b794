/** What the worker runs. One line per SOP. */
export { problem } from './problem/workflow.ts';
export { evaluation } from './evaluation/workflow.ts';
export { dataRequest as 'data-request' } from './data-request/workflow.ts';
export { deactivation } from './deactivation/workflow.ts';
export { appointment } from './appointment/workflow.ts';
export { maintenance } from './maintenance/workflow.ts';
export { outage } from './outage/workflow.ts';
export { backup } from './backup/workflow.ts';
export { custody } from './custody/workflow.ts';
export { restoreDrill as 'restore-drill' } from './restore-drill/workflow.ts';
export { registration } from './registration/workflow.ts';
export { answerGroup } from './answer-group.ts';
export { replanOffice } from './replan-office.ts';
export { watchOffice } from './watch-office.ts';
export { openRecurrence } from './open-recurrence.ts';
