import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { sayBudget } from '../../../regulations/duration.ts';
import { clocks } from '../messages.ts';
import { greeting, linkAgain, movedRows, paragraph, quoted } from '../../mail-parts.ts';
import { facts } from './parts.ts';

const track = (label: string, { url }: MailContext): Block => ({ type: 'link', label, url });

function window({ days, ms, dayEnds }: MailContext['params']): string {
  return sayBudget({ days: Number(days), ms: Number(ms), ...(dayEnds === 'end-of-day' ? { dayEnds } : {}) });
}

/** Mails to the user whose account it is. */
export const userMails = {
  'clarification-asked': (mail) => ({
    subject: `[${mail.number}] Klarifikasi Anda diminta - ${mail.officeName}`,
    blocks: [
      greeting(mail),
      paragraph('Kami menerima alasan untuk menonaktifkan akun SPSE Anda. Belum ada keputusan: Anda dapat menyampaikan klarifikasi lebih dahulu.'),
      facts(mail), ...quoted('Uraiannya:', mail.about),
      paragraph(`Sampaikan klarifikasi Anda dalam ${window(mail.params)} sejak surat ini, melalui tautan berikut. Tautan ini bersifat rahasia dan hanya untuk Anda. Bila tidak ada klarifikasi, keputusan diambil tanpa klarifikasi itu.`),
      track('Sampaikan klarifikasi Anda di sini', mail),
    ],
  }),
  kept: (mail) => ({
    subject: `[${mail.number}] Akun Anda tidak dinonaktifkan - ${mail.officeName}`,
    blocks: [
      greeting(mail), paragraph('Alasan untuk menonaktifkan akun SPSE Anda sudah diperiksa. Akun Anda tidak dinonaktifkan.'),
      facts(mail), ...quoted('Pertimbangannya:', mail.text), track('Lihat catatannya di sini', mail),
    ],
  }),
  deactivated: (mail) => ({
    subject: `[${mail.number}] Akun Anda dinonaktifkan - ${mail.officeName}`,
    blocks: [
      greeting(mail), paragraph('Akun SPSE Anda sudah dinonaktifkan dengan alasan berikut:'), facts(mail),
      paragraph('Pengguna selain penyedia dapat mengajukan pengaktifan kembali kepada kantor ini dengan surat tugas atau surat keputusan yang baru. Penyedia yang keberatan dapat menghubungi kantor ini.'),
      track('Lihat catatannya di sini', mail),
    ],
  }),
  'deadline-moved': (mail) => ({
    subject: `[${mail.number}] Batas klarifikasi berubah - ${mail.officeName}`,
    blocks: [
      greeting(mail), paragraph('Kalender kerja kantor berubah, sehingga batas klarifikasi Anda dihitung ulang.'),
      { type: 'facts', rows: [
        ['Nomor', mail.number], ['Batas', clocks.clarification], ...movedRows(mail),
      ] },
      track('Sampaikan klarifikasi Anda di sini', mail),
    ],
  }),
  'link-again': linkAgain('klarifikasi dan keputusan tentang akun Anda'),
} satisfies Record<string, MailTemplate>;

export type UserMail = Exclude<keyof typeof userMails, 'link-again'>;
