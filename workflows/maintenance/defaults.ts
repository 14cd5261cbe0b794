import type { ClockSpan } from '../../activities/types.ts';
import type { Budget } from '../../calendar/index.ts';
import type { Sourced } from '../../regulations/rules.ts';

/** What no text sets. A change here changes cases that are open: guard it by `patched()`. */
export const approvalReminder: Sourced<Budget> = {
  value: { days: 1 }, source: { kind: 'sigap', why: 'Teks tidak mengatur; siapa yang menyetujui jadwal pemeliharaan diingatkan setiap hari kerja.' },
};

/** After the last function of the ladder: users wait on days off, too. */
export const overrunReminder: Sourced<ClockSpan> = {
  value: { clockMs: 86_400_000 }, source: { kind: 'sigap', why: 'Teks tidak mengatur; perencana diingatkan setiap 24 jam selama akhir pemeliharaan belum dicatat.' },
};

/** A reminder so soon after other news (ms by the clock) says nothing new, unless the start is nearer than that news. */
export const tooSoonMs = 3_600_000;
