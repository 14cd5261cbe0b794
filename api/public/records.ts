import { problemRecord } from './problem.ts';
import type { PublicRecord } from './public-record.ts';
import { registrationRecord } from './registration.ts';

/** One line per SOP whose reporter follows it. */
const records: Record<string, PublicRecord> = { problem: problemRecord, registration: registrationRecord };

/** Of an SOP without a line only that it came and ended is public. */
const silent: PublicRecord = {
  events: { 'case.opened': 'Diterima', 'case.closed': 'Selesai' }, quiet: new Set(), clocks: new Set(), turn: () => ({ acts: [], asked: [] }),
};

export const publicRecordOf = (sop: string): PublicRecord => records[sop] ?? silent;
