/** What the worker runs. One line per SOP. */
export { problem } from './problem/workflow.ts';
export { evaluation } from './evaluation/workflow.ts';
export { answerGroup } from './answer-group.ts';
export { replanOffice } from './replan-office.ts';
