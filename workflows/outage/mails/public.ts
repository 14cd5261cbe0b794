import type { Block, MailContent, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { greeting, lateNews, paragraph } from '../../mail-parts.ts';
import { facts, words } from './parts.ts';

const status = ({ url }: MailContext): Block => ({ type: 'link', label: 'Lihat keadaan terbaru di sini', url });

/** '[LPSE Kota Salatiga] Gangguan: SPSE' */
function toAll(mail: MailContext, title: string, sentence: string, more: { rows?: [string, string][]; heading?: string } = {}): MailContent {
  return {
    subject: `[${mail.officeName}] ${title}: ${mail.systems(mail.params.systems)}`,
    blocks: [greeting(mail), ...lateNews(mail), paragraph(sentence), facts(mail, more.rows), ...words(mail, more.heading), status(mail)],
  };
}

/** Mails to users, reporters of open cases, and subscribers (SVC-4, CAP-4). None gives advice on schedules (GOV-9). */
export const publicMails = {
  outage: (mail) => toAll(mail, 'Gangguan', 'Sistem berikut sedang terganggu. Kami sedang menanganinya dan akan mengabari Anda.'),
  news: (mail) => toAll(mail, 'Kabar gangguan', 'Ada kabar baru tentang gangguan sistem berikut.'),
  scope: (mail) => toAll(mail, 'Cakupan gangguan berubah', 'Sistem yang terganggu berubah. Yang sekarang terganggu disebut di bawah ini.', {
    rows: [['Semula', mail.systems(mail.params.before)]], heading: 'Keterangannya:',
  }),
  again: (mail) => toAll(mail, 'Terganggu kembali', 'Sistem berikut kembali terganggu sesudah sempat pulih. Kami sedang menanganinya dan akan mengabari Anda.', {
    rows: [['Terganggu kembali sejak', mail.when(Number(mail.params.againAt))]],
  }),
  restored: (mail) => toAll(mail, 'Pulih', 'Sistem berikut sudah berfungsi kembali. Waktu resmi gangguan ditetapkan kemudian dan dimuat di halaman status.', { heading: 'Keterangannya:' }),
  'not-an-outage': (mail) => toAll(mail, 'Bukan gangguan', 'Gangguan yang kami kabarkan ternyata bukan gangguan pada sistem berikut. Mohon maaf atas kabar yang keliru.', { heading: 'Keterangannya:' }),
} satisfies Record<string, MailTemplate>;

export type PublicMail = keyof typeof publicMails;
