import type { Budget } from '../../calendar/index.ts';
import type { Sourced } from '../../regulations/rules.ts';

/** What no text sets. A change here changes cases that are open: guard it by `patched()`. */
export const approvalReminder: Sourced<Budget> = {
  value: { days: 1 }, source: { kind: 'sigap', why: 'Teks tidak mengatur; siapa yang menyetujui jadwal pemeliharaan diingatkan setiap hari kerja.' },
};

/** A reminder so soon after other news (ms by the clock) says nothing new, unless the start is nearer than that news. */
export const tooSoonMs = 3_600_000;
