import type { Block, MailContext } from '../../../activities/notify/mail.ts';

/** The account, the ground, and where the ground stands. */
export function facts({ params, number, officeName }: MailContext): Block {
  return {
    type: 'facts',
    rows: [
      ['Nomor', number], ['Kantor', officeName], ['Nomor pendaftaran akun', String(params.account)], ['Alasan', String(params.ground)], ['Dasar', String(params.basis)],
      ...(params.requester === null ? [] : [['Atas permintaan', String(params.requester)] as [string, string]]),
    ],
  };
}
