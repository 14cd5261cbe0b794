/** What the worker runs. One line per SOP. */
export { problem } from './problem/workflow.ts';
export { replanOffice } from './replan-office.ts';
