import type { Budget } from '../../calendar/index.ts';
import type { FunctionCode, Sourced } from '../../regulations/rules.ts';

/**
 * What no text sets. A change here changes cases that are open: guard it by `patched()`.
 * ERR-18 names the receiver; the two times are Sigap's own.
 */
export const receiver: FunctionCode = 'kepala-lpse';

export const writingTime: Sourced<Budget> = {
  value: { days: 10 }, source: { kind: 'sigap', why: 'Teks tidak mengatur waktu menyusun evaluasi; koordinator diberi sepuluh hari kerja.' },
};

export const acceptanceSpacing: Sourced<Budget> = {
  value: { days: 3 }, source: { kind: 'sigap', why: 'Teks tidak mengatur waktu menerima evaluasi; Kepala LPSE diingatkan setiap tiga hari kerja.' },
};
