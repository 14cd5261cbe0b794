import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { greeting, linkAgain, paragraph } from '../../mail-parts.ts';
import { facts, lastDay, newTerm } from './parts.ts';

const send = ({ url }: MailContext): Block => ({ type: 'link', label: 'Kirim surat tugas yang baru di sini', url });
const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Lihat catatannya di sini', url });
const subject = ({ number, officeName }: MailContext, what: string): string => `[${number}] ${what} - ${officeName}`;

/** Mails to the user whose term it is. */
export const userMails = {
  'your-term-ending': (mail) => ({
    subject: subject(mail, `${mail.params.again === true ? 'Pengingat: masa' : 'Masa'} tugas Anda di SPSE`),
    blocks: [
      greeting(mail),
      paragraph(mail.params.isOpenEnded === true
        ? `Masa tugas Anda di SPSE tidak dibatasi, sehingga sekali setahun dikonfirmasi bahwa Anda masih menjabat. Konfirmasi itu paling lambat ${lastDay(mail)}; sesudahnya akun Anda ditandai untuk dinonaktifkan.`
        : `Masa tugas Anda yang tercatat di SPSE berakhir pada ${lastDay(mail)}. Sesudahnya akun Anda ditandai untuk dinonaktifkan.`),
      facts(mail),
      paragraph('Bila Anda masih menjabat, kirim surat tugas atau surat keputusan yang berlaku melalui tautan berikut. Tautan ini bersifat rahasia dan hanya untuk Anda.'), send(mail),
    ],
  }),
  'your-term-ended': (mail) => ({
    subject: subject(mail, 'Akun Anda ditandai untuk dinonaktifkan'),
    blocks: [
      greeting(mail),
      paragraph('Masa tugas Anda tidak diperpanjang atau dikonfirmasi, sehingga akun SPSE Anda ditandai untuk dinonaktifkan. Akun Anda belum dinonaktifkan; hal itu diputuskan tersendiri.'),
      facts(mail), paragraph('Bila Anda masih menjabat, sampaikan surat tugas atau surat keputusan yang baru kepada kantor ini.'), mail.params.maySend === true ? send(mail) : see(mail),
    ],
  }),
  'your-term-extended': (mail) => ({
    subject: subject(mail, 'Masa tugas Anda diperpanjang'),
    blocks: [greeting(mail), paragraph(`Masa tugas Anda di SPSE diperpanjang ${newTerm(mail)}.`), see(mail)],
  }),
  'your-term-confirmed': (mail) => ({
    subject: subject(mail, 'Masa tugas Anda dikonfirmasi'),
    blocks: [greeting(mail), paragraph('Sudah dicatat bahwa Anda masih menjabat. Akun SPSE Anda tetap aktif.'), see(mail)],
  }),
  'link-again': linkAgain('masa tugas Anda'),
} satisfies Record<string, MailTemplate>;

export type UserMail = Exclude<keyof typeof userMails, 'link-again'>;
