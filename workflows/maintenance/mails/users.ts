import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { greeting, lateNews, paragraph } from '../../mail-parts.ts';
import { at, basis, before, facts, news, reason } from './parts.ts';

const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Keadaan terkini di halaman status', url });
const subject = (mail: MailContext, what: string, instant: string): string => `[${mail.officeName}] ${what}: ${at(mail, instant)}`;
const names = ({ params, systems }: MailContext): string => systems(params.systems);
const kind = ({ params }: MailContext): string => (params.isEmergency === true ? 'Pemeliharaan darurat' : 'Pemeliharaan terjadwal');

/** One mail to everyone: what it is about, the window, the words, the norms, the status page. */
const mail = (what: string, instant: string, say: (context: MailContext) => string, more: (context: MailContext) => { rows?: [string, string][]; words?: Block[] } = () => ({})): MailTemplate =>
  (context) => {
    const { rows = [], words = reason(context) } = more(context);
    return {
      subject: subject(context, what === '' ? kind(context) : what, instant),
      blocks: [greeting(context), ...lateNews(context), paragraph(say(context)), facts(context, rows), ...words, ...basis(context), see(context)],
    };
  };

/** Mails to many: users, reporters and subscribers, each told the same. */
export const userMails = {
  planned: mail('', 'startsAt', (context) => `${names(context)} akan dipelihara dan mungkin tidak dapat digunakan pada waktu berikut. Simpan pekerjaan Anda sebelum waktu itu.`),
  reminder: mail('Pengingat pemeliharaan', 'startsAt', (context) => `Kami mengingatkan bahwa ${names(context)} akan dipelihara dan mungkin tidak dapat digunakan pada waktu berikut.`),
  started: mail('Pemeliharaan dimulai', 'startsAt', (context) => `Pemeliharaan ${names(context)} sudah dimulai. Sistem itu mungkin tidak dapat digunakan sampai pemeliharaan selesai.`),
  moved: mail('Pemeliharaan dipindahkan', 'startsAt', (context) => `Jadwal pemeliharaan ${names(context)} yang sudah diumumkan berubah. Yang berlaku adalah jadwal baru berikut.`,
    (context) => ({ rows: before(context), words: [...news(context, 'Alasan perubahan:'), ...reason(context)] })),
  extended: mail('Pemeliharaan diperpanjang', 'endsAt', (context) => `Pemeliharaan ${names(context)} diperpanjang sampai ${at(context, 'endsAt')}.`,
    (context) => ({ rows: before(context), words: [...news(context, 'Alasan perpanjangan:'), ...reason(context)] })),
  cancelled: (context) => {
    const isStopped = typeof context.params.endedAt === 'number';
    return mail(isStopped ? 'Pemeliharaan dihentikan' : 'Pemeliharaan dibatalkan', isStopped ? 'endedAt' : 'startsAt', () => (isStopped
      ? `Pemeliharaan ${names(context)} dihentikan sebelum selesai, dan jadwalnya berakhir.` : `Pemeliharaan ${names(context)} yang sudah diumumkan dibatalkan. ${names(context)} dapat digunakan seperti biasa.`),
    () => ({ words: news(context, isStopped ? 'Alasan penghentian:' : 'Alasan pembatalan:') }))(context);
  },
  finished: mail('Pemeliharaan selesai', 'endedAt', (context) => `Pemeliharaan ${names(context)} sudah selesai dan dapat digunakan kembali. Terima kasih atas kesabaran Anda.`,
    (context) => ({ words: news(context, 'Keterangan kantor:') })),
} satisfies Record<string, MailTemplate>;

export type UserMail = keyof typeof userMails;
