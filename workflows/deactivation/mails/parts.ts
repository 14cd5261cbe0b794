import type { Block, MailContext } from '../../../activities/notify/mail.ts';

export const paragraph = (text: string): Block => ({ type: 'paragraph', text });
export const greeting = ({ recipientName }: MailContext): Block => paragraph(`Yth. ${recipientName},`);
/** Words of a person under their heading; nothing where there are none. */
export const quoted = (heading: string, text: string | null | undefined): Block[] => (text == null ? [] : [paragraph(heading), { type: 'quote', text }]);

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
