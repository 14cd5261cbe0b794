import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { paragraph, quoted } from '../../mail-parts.ts';
import { taskKinds } from '../messages.ts';
import { facts, newTerm } from './parts.ts';
import type { UserMail } from './user.ts';

const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka masa tugas ini', url });
const subject = ({ number, params }: MailContext, what: string): string => `[${number}] ${params.again === true ? 'Pengingat: ' : ''}${what}`;

const untold: Record<UserMail, string> = {
  'your-term-ending': 'kapan masa tugasnya berakhir, dan surat apa yang diperlukan bila masih menjabat',
  'your-term-ended': 'akunnya ditandai untuk dinonaktifkan, dan surat apa yang diperlukan bila masih menjabat',
  'your-term-extended': 'masa tugasnya diperpanjang', 'your-term-confirmed': 'sudah dicatat bahwa masih menjabat',
};

/** Mails to who handles terms. */
export const handlerMails = {
  'term-ending': (mail) => ({
    subject: subject(mail, mail.params.isOpenEnded === true ? 'konfirmasi jabatan seorang pengguna' : 'masa tugas seorang pengguna akan berakhir'),
    blocks: [
      paragraph(mail.params.isOpenEnded === true
        ? 'Pengguna ini bertugas tanpa batas waktu. Periksa apakah masih menjabat, lalu konfirmasi, atau nyatakan masa tugasnya berakhir.'
        : 'Masa tugas pengguna ini akan berakhir. Perpanjang dengan surat tugas atau surat keputusan yang baru, atau nyatakan berakhir.'),
      facts(mail), see(mail),
    ],
  }),
  'term-ended': (mail) => ({
    subject: subject(mail, 'akun ditandai untuk dinonaktifkan'),
    blocks: [
      paragraph('Masa tugas pengguna ini lewat tanpa perpanjangan atau konfirmasi, sehingga akunnya ditandai. Perpanjang bila ada surat baru; bila tidak, nyatakan berakhir dan mulai penonaktifannya.'),
      facts(mail), see(mail),
    ],
  }),
  'decree-sent': (mail) => ({
    subject: subject(mail, 'Surat tugas baru dikirim pengguna'),
    blocks: [
      paragraph(`Pengguna mengirim surat tugas atau surat keputusan yang menurutnya berlaku ${newTerm(mail)}. Periksa suratnya, lalu perpanjang masa tugasnya bila benar.`),
      ...quoted('Keterangan pengguna:', mail.text), facts(mail), see(mail),
    ],
  }),
  'task-opened': (mail) => ({
    subject: subject(mail, taskKinds['hubungi-pengguna']),
    blocks: [
      paragraph('Pengguna tidak dapat diberi tahu lewat surel. Beri tahu dengan cara lain, lalu catat bahwa sudah disampaikan.'),
      facts(mail, mail.params.about === undefined ? [] : [['Yang perlu disampaikan', untold[String(mail.params.about) as UserMail]]]), see(mail),
    ],
  }),
} satisfies Record<string, MailTemplate>;
