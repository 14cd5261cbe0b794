import type { Block, MailContext } from '../../../activities/notify/mail.ts';
import { sayDate } from '../day.ts';

export const lastDay = ({ params }: MailContext): string => sayDate(String(params.lastDay));
/** The end of a new term in words. */
export const newTerm = ({ params }: MailContext): string => (typeof params.until === 'string' ? `sampai ${sayDate(params.until)}` : 'tanpa batas waktu');

export function facts(mail: MailContext, more: [string, string][] = []): Block {
  const { params, number, officeName } = mail;
  return {
    type: 'facts',
    rows: [
      ['Nomor', number], ['Kantor', officeName], ['Nomor pendaftaran akun', String(params.account)],
      [params.isOpenEnded === true ? 'Konfirmasi paling lambat' : 'Masa tugas sampai', lastDay(mail)], ...more,
    ],
  };
}
