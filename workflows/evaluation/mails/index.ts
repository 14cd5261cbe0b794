import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { clocks } from '../messages.ts';
import { inWords } from '../period.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka evaluasi', url });
const period = ({ params }: MailContext): string => inWords({ from: String(params.from), to: String(params.to) });
const subject = (mail: MailContext, what: string): string => `[${mail.number}] ${what} ${period(mail)}`;

const facts = (mail: MailContext, more: [string, string][] = []): Block => ({
  type: 'facts', rows: [['Nomor', mail.number], ['Kantor', mail.officeName], ['Masa yang dievaluasi', period(mail)], ...more],
});

/** The figures as they stood when the period was closed. */
const figures = ({ about }: MailContext): Block[] => (about == null ? [] : [paragraph('Angka masa itu:'), { type: 'quote', text: about }]);
const words = ({ text }: MailContext, opening: string): Block[] => (text === null ? [] : [paragraph(opening), { type: 'quote', text }]);

/** Every mail of the evaluation, by the name that the workflow tells; all of them go to people of the office. */
export const mails = {
  'evaluation-asked': (mail) => ({
    subject: subject(mail, 'Susun evaluasi berkala'),
    blocks: [
      paragraph(`Masa ${period(mail)} sudah berakhir. Susun evaluasi penanganan masalah: apa yang ditemukan dan apa yang perlu diperbaiki.${mail.params.head === mail.params.coordinator ? '' : ` Evaluasi Anda disampaikan kepada ${String(mail.params.head)} bersama angka di bawah ini.`}`),
      facts(mail), ...figures(mail), see(mail),
    ],
  }),
  reminder: (mail) => ({
    subject: subject(mail, 'Pengingat: susun evaluasi berkala'),
    blocks: [
      paragraph('Evaluasi berkala ini belum disampaikan.'),
      facts(mail, [[clocks.evaluation, mail.when(Number(mail.params.deadlineAt))]]), see(mail),
    ],
  }),
  escalation: (mail) => ({
    subject: subject(mail, 'Batas terlewat: evaluasi berkala'),
    blocks: [
      paragraph(`${String(mail.params.coordinator)} belum menyampaikan evaluasi berkala ini sampai batas waktunya.`),
      facts(mail, [[clocks.evaluation, mail.when(Number(mail.params.deadlineAt))], ['Keterlambatan surat ini', mail.duration(Number(mail.params.lateMs))]]),
      see(mail),
    ],
  }),
  'evaluation-submitted': (mail) => ({
    subject: subject(mail, 'Evaluasi berkala untuk Anda terima:'),
    blocks: [
      ...words(mail, `${String(mail.params.coordinator)} menyampaikan evaluasi penanganan masalah berikut:`), facts(mail), ...figures(mail),
      paragraph('Terima evaluasi ini, bila perlu dengan catatan, atau kembalikan dengan alasannya.'), see(mail),
    ],
  }),
  'acceptance-reminder': (mail) => ({
    subject: subject(mail, 'Pengingat: evaluasi berkala menunggu Anda terima,'),
    blocks: [
      paragraph('Evaluasi berikut sudah disampaikan kepada Anda dan belum diterima atau dikembalikan.'),
      ...words(mail, `Evaluasi ${String(mail.params.coordinator)}:`), facts(mail), ...figures(mail), see(mail),
    ],
  }),
  'evaluation-returned': (mail) => ({
    subject: subject(mail, 'Evaluasi berkala dikembalikan:'),
    blocks: [
      ...words(mail, `${String(mail.params.head)} mengembalikan evaluasi Anda, dengan alasan:`),
      paragraph('Perbaiki evaluasi itu, lalu sampaikan kembali.'), facts(mail), ...figures(mail), see(mail),
    ],
  }),
  'evaluation-accepted': (mail) => ({
    subject: subject(mail, 'Evaluasi berkala diterima:'),
    blocks: [paragraph(`${String(mail.params.head)} menerima evaluasi Anda.`), ...words(mail, 'Catatannya:'), facts(mail), see(mail)],
  }),
  'deadline-moved': (mail) => ({
    subject: subject(mail, 'Batas penyusunan berubah: evaluasi berkala'),
    blocks: [
      paragraph('Kalender kerja kantor berubah, sehingga batas penyusunan evaluasi dihitung ulang.'),
      facts(mail, [
        ['Semula', mail.when(Number(mail.params.before))],
        ['Menjadi', `${mail.when(Number(mail.params.after))}${mail.params.provisional === true ? ' (sementara, hari libur tahun itu belum ditetapkan)' : ''}`],
      ]),
      see(mail),
    ],
  }),
  'official-unreached': (mail) => ({
    subject: subject(mail, 'Tugas baru: beri tahu pejabat tentang evaluasi berkala'),
    blocks: [
      paragraph(`Surat tentang evaluasi berkala ini kepada ${String(mail.params.official)} tidak sampai. Beri tahu pejabat itu dengan cara lain, lalu catat bahwa sudah disampaikan.`),
      facts(mail), see(mail),
    ],
  }),
} satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof mails;
