import type { DataRequestRules } from '../../../regulations/registration-rules.ts';

/** UU 27/2022 art. 32 and 33, told apart from any office's own choice. */
export const dataRequest: DataRequestRules = {
  handler: 'verifikator', above: 'kepala-lpse', window: { value: 72 * 3_600_000, source: { kind: 'statute', article: 'UU 27/2022 Pasal 32' } },
  reminderShares: { value: [0.5], source: { kind: 'sigap', why: 'uji' } },
  refusals: [{ code: 'data-orang-lain', label: 'Mengungkap data pribadi milik orang lain', source: { kind: 'statute', article: 'UU 27/2022 Pasal 33' } }],
};
