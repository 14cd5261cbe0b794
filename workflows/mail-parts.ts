/** What the mails of several SOPs are made of. */
import type { Block, MailContext, MailTemplate } from '../activities/notify/mail.ts';

export const paragraph = (text: string): Block => ({ type: 'paragraph', text });
export const greeting = ({ recipientName }: MailContext): Block => paragraph(`Yth. ${recipientName},`);
/** Words of a person under their heading; nothing where there are none. */
export const quoted = (heading: string, text: string | null | undefined): Block[] => (text == null ? [] : [paragraph(heading), { type: 'quote', text }]);

/** From when to when a deadline moved with the calendar. */
export const movedRows = ({ params, when }: MailContext): [string, string][] => [
  ['Semula', when(Number(params.before))],
  ['Menjadi', `${when(Number(params.after))}${params.provisional === true ? ' (sementara, hari libur tahun itu belum ditetapkan)' : ''}`],
];

/** The API sends it to who asks for the tracking link again. `what`: what the link is of, for its reader. */
export const linkAgain = (what: string): MailTemplate => (mail) => ({
  subject: `[${mail.number}] Tautan ${what}`,
  blocks: [greeting(mail), paragraph(`Tautan ${what} diminta kembali. Jika bukan Anda yang meminta, abaikan surat ini.`), { type: 'link', label: 'Buka di sini', url: mail.url }],
});
