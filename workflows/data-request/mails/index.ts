import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { greeting, paragraph } from '../../mail-parts.ts';
import { clocks, taskKinds } from '../messages.ts';
import type { TaskKind } from '../messages.ts';

const track = ({ url }: MailContext): Block => ({ type: 'link', label: 'Pantau permintaan Anda di sini', url });
/** Only the mailbox has this link: who follows the request need not be whose address was typed in. */
const download = ({ exportUrl = '' }: MailContext): Block => ({ type: 'link', label: 'Unduh data Anda di sini', url: exportUrl });
const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka permintaan', url });
const quote = ({ text }: MailContext): Block[] => (text === null ? [] : [{ type: 'quote', text }]);
const title = ({ params }: MailContext): string => taskKinds[params.kind as TaskKind] ?? 'tugas';

const facts = (mail: MailContext, more: [string, string][] = []): Block => ({
  type: 'facts', rows: [['Nomor permintaan', mail.number], ['Kantor', mail.officeName], ['Diterima', mail.when(mail.receivedAt)], ...more],
});
const due = ({ params, when }: MailContext): [string, string][] => [[clocks.reply, when(Number(params.deadlineAt))]];

const toPerson = {
  receipt: (mail) => ({
    subject: `[${mail.number}] Permintaan data Anda diterima`,
    blocks: [
      greeting(mail), paragraph('Permintaan Anda atas data tentang diri Anda sudah kami terima.'), facts(mail, due(mail)),
      paragraph('Sebelum data diberikan, buktikan dahulu identitas Anda: datang ke loket kantor dengan KTP asli, atau minta pemeriksaan lewat panggilan video. Dengan begitu data Anda tidak jatuh ke tangan orang lain.'),
      track(mail),
    ],
  }),
  'data-given': (mail) => ({
    subject: `[${mail.number}] Data Anda dapat diunduh`,
    blocks: [
      greeting(mail), paragraph('Salinan semua data tentang Anda di kantor kami dapat diunduh lewat tautan di bawah ini, dalam satu berkas ZIP.'), ...quote(mail),
      facts(mail, [['Dapat diunduh sampai', mail.when(Number(mail.params.until))]]),
      paragraph('Jangan teruskan surat ini: siapa pun yang memegang tautan unduhannya dapat mengunduh data Anda.'), download(mail), track(mail),
    ],
  }),
  'data-stopped': (mail) => ({
    subject: `[${mail.number}] Pengunduhan data dihentikan`,
    blocks: [greeting(mail), paragraph('Pengunduhan data atas permintaan Anda kami hentikan; tautannya tidak berlaku lagi.'), ...quote(mail), facts(mail), track(mail)],
  }),
  'data-refused': (mail) => ({
    subject: `[${mail.number}] Permintaan data tidak dapat dipenuhi`,
    blocks: [
      greeting(mail), paragraph('Permintaan Anda atas data tentang diri Anda tidak dapat kami penuhi.'),
      facts(mail, [['Alasan menurut UU 27/2022 Pasal 33', String(mail.params.ground)]]), ...quote(mail), track(mail),
    ],
  }),
  withdrawn: (mail) => ({
    subject: `[${mail.number}] Permintaan data ditarik`,
    blocks: [greeting(mail), paragraph('Permintaan Anda atas data tentang diri Anda sudah ditarik dan ditutup. Bila Anda tidak memintanya, hubungi kantor kami.'), facts(mail), track(mail)],
  }),
  'link-again': (mail) => ({
    subject: `[${mail.number}] Tautan permintaan data Anda`,
    blocks: [greeting(mail), paragraph('Berikut tautan untuk memantau permintaan data Anda.'), facts(mail), track(mail)],
  }),
} satisfies Record<string, MailTemplate>;

const toOffice = {
  'task-opened': (mail) => ({
    subject: `[${mail.number}] Tugas: ${title(mail)}`,
    blocks: [paragraph(`Ada tugas untuk Anda atas permintaan data pribadi: ${title(mail)}.`), facts(mail), see(mail)],
  }),
  reminder: (mail) => ({
    subject: `[${mail.number}] Pengingat: permintaan data pribadi`,
    blocks: [paragraph('Permintaan data pribadi ini belum dipenuhi atau ditolak. Waktunya berjalan siang dan malam, juga pada hari libur.'), facts(mail, due(mail)), see(mail)],
  }),
  late: (mail) => ({
    subject: `[${mail.number}] Batas terlewat: permintaan data pribadi`,
    blocks: [
      paragraph('Permintaan data pribadi ini belum dipenuhi sampai batas waktu menurut UU 27/2022. Selesaikan sekarang juga; permintaan tetap terbuka.'),
      facts(mail, due(mail)), see(mail),
    ],
  }),
  escalation: (mail) => ({
    subject: `[${mail.number}] Batas terlewat: permintaan data pribadi`,
    blocks: [
      paragraph(`${String(mail.params.handler)} belum memenuhi permintaan data pribadi ini sampai batas waktu menurut UU 27/2022.`),
      facts(mail, [...due(mail), ['Keterlambatan surat ini', mail.duration(Number(mail.params.lateMs))]]), see(mail),
    ],
  }),
} satisfies Record<string, MailTemplate>;

/** Every mail of the request for one's own data, by the name that the workflow tells. */
export const mails = { ...toPerson, ...toOffice };

export type MailName = keyof typeof mails;
