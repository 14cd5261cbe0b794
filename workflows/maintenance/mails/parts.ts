import type { Block, MailContext } from '../../../activities/notify/mail.ts';
import { paragraph, quoted, wordsOf } from '../../mail-parts.ts';

export const at = ({ params, when }: MailContext, name: string): string => when(Number(params[name]));
const isGiven = ({ params }: MailContext, name: string): boolean => typeof params[name] === 'number';

export function facts(mail: MailContext, more: [string, string][] = []): Block {
  const { number, officeName, params, systems } = mail;
  return {
    type: 'facts',
    rows: [
      ['Nomor', number], ['Kantor', officeName], ['Sistem', systems(params.systems)],
      ['Mulai', at(mail, 'startsAt')], [isGiven(mail, 'endedAt') ? 'Selesai menurut jadwal' : 'Selesai', at(mail, 'endsAt')],
      ...(isGiven(mail, 'endedAt') ? [['Selesai sebenarnya', at(mail, 'endedAt')] satisfies [string, string]] : []), ...more,
    ],
  };
}

/** The window as it was before the change that the mail tells. */
export const before = (mail: MailContext): [string, string][] => [
  ...(isGiven(mail, 'beforeStartsAt') && mail.params.beforeStartsAt !== mail.params.startsAt ? [['Semula mulai', at(mail, 'beforeStartsAt')] satisfies [string, string]] : []),
  ...(isGiven(mail, 'beforeEndsAt') ? [['Semula selesai', at(mail, 'beforeEndsAt')] satisfies [string, string]] : []),
];

/** Reason and effect, as the planner wrote them. */
export const reason = (mail: MailContext): Block[] => quoted('Alasan dan perkiraan dampak:', mail.text);
/** What a person wrote to this news. */
export const news = (mail: MailContext, heading: string): Block[] => wordsOf(mail, mail.params.newsId).flatMap((text) => quoted(heading, text));
/** The norms that ask for the announcement. */
export const basis = ({ params }: MailContext): Block[] => (typeof params.basis === 'string' ? [paragraph(`Dasar pengumuman: ${params.basis}.`)] : []);
