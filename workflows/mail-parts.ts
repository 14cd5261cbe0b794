/** What the mails of several SOPs are made of. */
import type { Block, MailContext, MailTemplate } from '../activities/notify/mail.ts';

export const paragraph = (text: string): Block => ({ type: 'paragraph', text });
export const greeting = ({ recipientName }: MailContext): Block => paragraph(`Yth. ${recipientName},`);
/** Words of a person under their heading; nothing where there are none. */
export const quoted = (heading: string, text: string | null | undefined): Block[] => (text == null ? [] : [paragraph(heading), { type: 'quote', text }]);

/** The texts that a param names, one id or several with commas between them. */
export const wordsOf = ({ texts = {} }: MailContext, ids: unknown): string[] => (typeof ids === 'string' ? ids.split(',').flatMap((id) => texts[id] ?? []) : []);

/** A sentence about 'di SPSE', where the account really is: in the office's own SPSE or in INAPROC. */
export const inPlace = ({ isCentral = false }: MailContext, sentence: string): string => (isCentral ? sentence.replaceAll('di SPSE', 'di akun terpusat INAPROC') : sentence);

/** For who must tell a user without mail: nothing else is known either. */
export const noOtherWay = ({ hasContact = true, params: { kind } }: MailContext): Block[] => (hasContact || kind !== 'hubungi-pengguna' ? []
  : [paragraph('Tidak ada nomor telepon atau kontak lain yang dicatat. Gunakan alamat pada formulir yang diserahkan.')]);

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

const lateFrom = 5 * 60_000;

/** A mail that leaves minutes after the moment that it tells says so. */
export const lateNews = ({ params: { lateMs, dueAt }, duration, when }: MailContext): Block[] => (Number(lateMs) > lateFrom
  ? [paragraph(`Surat ini terlambat ${duration(Number(lateMs))}: seharusnya dikirim pada ${when(Number(dueAt))}.`)] : []);

/** To who looks through the copies of a mailing that may not have arrived. */
export const mailsToCheck = (title: string, label: string): MailTemplate => ({ number, params: { sent, refused, held, again }, url }) => ({
  subject: `[${number}] ${again === true ? 'Pengingat: ' : ''}${title}`,
  blocks: [
    paragraph('Sebagian surat pengumuman tidak pasti terkirim. Periksa daftarnya, beri tahu dengan cara lain bila perlu, lalu catat bahwa sudah diperiksa.'),
    { type: 'facts', rows: [['Nomor', number], ['Terkirim', String(sent)], ['Ditolak server surat', String(refused)], ['Tidak pasti terkirim', String(held)]] },
    { type: 'link', label, url },
  ],
});
