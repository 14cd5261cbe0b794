import { appointmentRecord, deactivationRecord } from './account.ts';
import { dataRequestRecord } from './data-request.ts';
import { problemRecord } from './problem.ts';
import type { PublicRecord } from './public-record.ts';
import { registrationRecord } from './registration.ts';

/** One line per SOP whose reporter follows it. */
const records: Record<string, PublicRecord> = {
  problem: problemRecord, registration: registrationRecord, 'data-request': dataRequestRecord, deactivation: deactivationRecord, appointment: appointmentRecord,
};

/** Nobody outside follows the others. */
const none: PublicRecord = { events: {}, quiet: new Set(), clocks: new Set(), turn: () => ({ acts: [], asked: [] }) };

export const publicRecordOf = (sop: string): PublicRecord => records[sop] ?? none;
