import type { Block, MailContext } from '../../../activities/notify/mail.ts';
import { quoted, wordsOf } from '../../mail-parts.ts';

type Row = [label: string, value: string];

const row = (label: string, value: unknown, say: (value: never) => string): Row[] => (value == null ? [] : [[label, say(value as never)]]);

/** What does not work, since when, and until when; a mail about a task of its own may not know it. */
export function facts({ params: { systems: codes, since, until, basis }, number, officeName, systems, when }: MailContext, more: Row[] = []): Block {
  return {
    type: 'facts',
    rows: [['Nomor', number], ['Kantor', officeName], ...row('Sistem', codes, systems), ...row('Sejak', since, when), ...row('Sampai', until, when), ...more, ...row('Dasar', basis, String)],
  };
}

/** What was said of the outage, and the words of this news under their own heading. */
export const words = (mail: MailContext, heading = 'Kabar terbaru:'): Block[] => [
  ...wordsOf(mail, mail.params.textId).flatMap((text) => quoted('Gangguannya:', text)), ...wordsOf(mail, mail.params.newsId).flatMap((text) => quoted(heading, text)),
];
