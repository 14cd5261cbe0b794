import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { lateNews, mailsToCheck, paragraph } from '../../mail-parts.ts';
import { taskKinds } from '../messages.ts';
import { at, facts, news, reason } from './parts.ts';

const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka pemeliharaan ini', url });
const subject = ({ number, params }: MailContext, what: string): string => `[${number}] ${params.again === true ? 'Pengingat: ' : ''}${what}`;

const weighed = ({ params }: MailContext): [string, string][] => [
  ['Jadwal tender di SPSE', params.isScheduleChecked === true ? 'sudah diperiksa' : 'belum diperiksa'],
  ...(typeof params.overlaps === 'string' ? [['Bertumpang tindih dengan', params.overlaps.replaceAll(',', ', ')] satisfies [string, string]] : []),
];
const changes: Record<string, string> = { moved: 'dipindahkan', extended: 'diperpanjang', cancelled: 'dibatalkan atau dihentikan' };
const change = ({ params }: MailContext): string => changes[String(params.what)] ?? 'berubah';

const untold: Record<string, string> = {
  pemeliharaan: 'Jadwal pemeliharaan berikut dibuat dari jadwal berulang kantor. Periksa, lalu jalankan, pindahkan, atau batalkan.',
  'hubungi-pejabat': 'Surat kepada pejabat berikut tidak sampai. Beri tahu dengan cara lain, lalu catat bahwa sudah disampaikan.',
};

/** Mails to who plans, who approves and who stands above. */
export const officialMails = {
  'approval-asked': (mail) => ({
    subject: subject(mail, 'Setujui jadwal pemeliharaan'),
    blocks: [
      paragraph('Jadwal pemeliharaan berikut menunggu persetujuan Anda. Pengguna baru diberi tahu setelah Anda menyetujuinya; tanpa keputusan Anda pemeliharaan tidak dimulai.'),
      facts(mail, weighed(mail)), ...news(mail, 'Jadwal ini diubah, dengan alasan:'), ...reason(mail), see(mail),
    ],
  }),
  'approval-reminder': (mail) => ({
    subject: subject(mail, 'Pengingat: setujui jadwal pemeliharaan'),
    blocks: [paragraph('Jadwal pemeliharaan berikut masih menunggu persetujuan Anda.'), facts(mail, weighed(mail)), ...reason(mail), see(mail)],
  }),
  'emergency-planned': (mail) => ({
    subject: subject(mail, 'Pemeliharaan darurat tanpa menunggu persetujuan'),
    blocks: [paragraph('Pemeliharaan darurat berikut langsung diumumkan, tanpa menunggu persetujuan Anda. Pengguna sedang diberi tahu.'), facts(mail, weighed(mail)), ...reason(mail), see(mail)],
  }),
  approved: (mail) => ({
    subject: subject(mail, 'Jadwal pemeliharaan disetujui'),
    blocks: [paragraph('Jadwal pemeliharaan Anda disetujui. Pengguna sedang diberi tahu.'), facts(mail), ...news(mail, 'Catatan:'), see(mail)],
  }),
  rejected: (mail) => ({
    subject: subject(mail, 'Jadwal pemeliharaan ditolak'),
    blocks: [paragraph('Jadwal pemeliharaan Anda ditolak dan tidak diumumkan. Buat jadwal baru bila perlu.'), facts(mail), ...news(mail, 'Alasan penolakan:'), see(mail)],
  }),
  'unapproved-start': (mail) => ({
    subject: subject(mail, 'Waktu mulai lewat tanpa persetujuan'),
    blocks: [
      ...lateNews(mail),
      paragraph('Pemeliharaan berikut belum disetujui sampai waktu mulainya, sehingga tidak dimulai dan tidak diumumkan. Jadwal ini tidak dapat disetujui lagi; perencananya memindahkannya atau membatalkannya.'),
      facts(mail), see(mail),
    ],
  }),
  'window-changed': (mail) => ({
    subject: subject(mail, `Jadwal pemeliharaan ${change(mail)}`),
    blocks: [
      paragraph(`Pemeliharaan yang menjadi wewenang persetujuan Anda ${change(mail)}. Perubahan ini tidak memerlukan persetujuan ulang; semua yang sudah diberi tahu mendapat kabar.`),
      facts(mail), ...news(mail, 'Alasannya:'), see(mail),
    ],
  }),
  'end-asked': (mail) => ({
    subject: subject(mail, 'Pemeliharaan: selesai atau diperpanjang?'),
    blocks: [
      ...lateNews(mail),
      paragraph(mail.params.again === true
        ? 'Pemeliharaan berikut sudah melewati waktu selesainya dan akhirnya belum dicatat. Catat bahwa pemeliharaan selesai, perpanjang, atau hentikan.'
        : 'Jadwal pemeliharaan berikut sudah sampai pada waktu selesainya. Catat bahwa pemeliharaan selesai, atau perpanjang; tanpa jawaban Anda, fungsi berikutnya diberi tahu.'),
      facts(mail), see(mail),
    ],
  }),
  escalation: (mail) => ({
    subject: subject(mail, `Pemeliharaan melewati jadwal: eskalasi tingkat ${String(mail.params.rung)}`),
    blocks: [
      paragraph(`Pemeliharaan ini seharusnya selesai pada ${at(mail, 'deadlineAt')}. Belum dicatat apakah sudah selesai atau diperpanjang. Surat ini adalah eskalasi tingkat ${String(mail.params.rung)}.`),
      ...(mail.params.unreached === undefined ? [] : [paragraph(`Surat eskalasi sebelumnya kepada ${String(mail.params.unreached)} tidak sampai, sehingga Anda diberi tahu sekarang.`)]),
      ...lateNews(mail), see(mail),
    ],
  }),
  'task-opened': (mail) => ({
    subject: subject(mail, taskKinds[mail.params.kind as keyof typeof taskKinds]),
    blocks: [
      paragraph(untold[String(mail.params.kind)] ?? ''),
      facts(mail, mail.params.official === undefined ? [] : [['Pejabat', String(mail.params.official)]]), ...reason(mail), see(mail),
    ],
  }),
  'check-mails': mailsToCheck(taskKinds['periksa-surat'], 'Buka pemeliharaan ini'),
} satisfies Record<string, MailTemplate>;

export type OfficialMail = keyof typeof officialMails;
