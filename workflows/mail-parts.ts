/** What the mails of several SOPs are made of. */
import type { Block, MailContext } from '../activities/notify/mail.ts';

export const paragraph = (text: string): Block => ({ type: 'paragraph', text });
export const greeting = ({ recipientName }: MailContext): Block => paragraph(`Yth. ${recipientName},`);
/** Words of a person under their heading; nothing where there are none. */
export const quoted = (heading: string, text: string | null | undefined): Block[] => (text == null ? [] : [paragraph(heading), { type: 'quote', text }]);

/** From when to when a deadline moved with the calendar. */
export const movedRows = ({ params, when }: MailContext): [string, string][] => [
  ['Semula', when(Number(params.before))],
  ['Menjadi', `${when(Number(params.after))}${params.provisional === true ? ' (sementara, hari libur tahun itu belum ditetapkan)' : ''}`],
];
