import { sleep } from '@temporalio/workflow';
import * as present from '../../index.ts';

/** Broken on purpose: one timer more than the histories have. Replaying them against it must fail. */
const broken = <Input>(workflow: (input: Input) => Promise<void>) => async (input: Input): Promise<void> => {
  await sleep('1s');
  await workflow(input);
};

export const problem = broken(present.problem);
export const evaluation = broken(present.evaluation);
export const deactivation = broken(present.deactivation);
export const appointment = broken(present.appointment);
export const maintenance = broken(present.maintenance);
export const outage = broken(present.outage);
export const backup = broken(present.backup);
export const custody = broken(present.custody);
export const registration = broken(present.registration);
const restoreDrill = broken(present['restore-drill']);
export { restoreDrill as 'restore-drill' };
const dataRequest = broken(present['data-request']);
export { dataRequest as 'data-request' };
