import type { Block, MailContext } from '../../../activities/notify/mail.ts';

/** The account, the ground, and where the ground stands. */
export function facts({ params, number, officeName }: MailContext, account: [string, string][] = []): Block {
  return {
    type: 'facts',
    rows: [
      ['Nomor', number], ['Kantor', officeName], ...account, ['Nomor pendaftaran akun', String(params.account)], ['Alasan', String(params.ground)], ['Dasar', String(params.basis)],
      ...(params.requester === null ? [] : [['Atas permintaan', String(params.requester)] as [string, string]]),
    ],
  };
}

/** By what the office and LKPP find the account; the number of the registration is known to this office alone. */
export function accountRows({ account }: MailContext): [string, string][] {
  if (!account) return [];
  const { userId, reference, holder, organisation } = account;
  const rows: [string, string | null][] = [
    ['User ID', userId ?? 'tidak tercatat di kantor ini'], ['Nomor atau User ID pendaftaran daring', userId === null ? reference : null], ['Nama pemegang akun', holder], ['Badan usaha atau instansi', organisation],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [[label, value]]));
}
