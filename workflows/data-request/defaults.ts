import type { Sourced } from '../../regulations/rules.ts';

/** What no text sets. A change here changes cases that are open: guard it by `patched()`. */
export const downloadWindow: Sourced<number> = {
  value: 14 * 86_400_000,
  source: { kind: 'sigap', why: 'UU 27/2022 tidak mengatur berapa lama data dapat diambil; tautannya berlaku 14 hari, supaya tidak terbuka selamanya.' },
};
