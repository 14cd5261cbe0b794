import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { taskKinds } from '../messages.ts';
import type { TaskKind } from '../messages.ts';
import { inPlace, noOtherWay, paragraph, quoted, wordsOf } from '../../mail-parts.ts';
import { accountRows, facts } from './parts.ts';
import type { UserMail } from './user.ts';

const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka penonaktifan ini', url });

/** What is said of the account and against it, and what the user and the decision say. */
const record = (mail: MailContext, ours = 'Pertimbangannya:'): Block[] => [
  facts(mail, accountRows(mail)), ...quoted('Uraiannya:', mail.about), ...wordsOf(mail, mail.params.clarificationIds).flatMap((words) => quoted('Klarifikasi pengguna:', words)),
  ...quoted(ours, mail.text), ...wordsOf(mail, mail.params.lkppId).flatMap((words) => quoted('Keputusan LKPP:', words)),
];

/** What each task asks for. */
const asks: Record<TaskKind, string> = {
  klarifikasi: 'Pengguna diminta memberi klarifikasi. Bila pengguna menyampaikannya lewat telepon, surat, atau di loket, catat di sini.',
  putuskan: 'Ditunggu keputusan apakah akun ini dinonaktifkan, dengan pertimbangannya. Tanpa keputusan tidak terjadi apa-apa.',
  'usul-lkpp': 'Usul penonaktifan dikirim kepada Helpdesk LKPP. Catat nomor tiketnya, lalu keputusan LKPP.',
  nonaktifkan: 'Penonaktifan akun ini sudah diputuskan. Nonaktifkan akunnya di SPSE, lalu catat bahwa sudah dilaksanakan.',
  'hubungi-pengguna': 'Pengguna tidak dapat diberi tahu lewat surel. Beri tahu dengan cara lain, lalu catat bahwa sudah disampaikan.',
  'hubungi-pejabat': 'Surat kepada pejabat yang harus memutuskan tidak sampai. Beri tahu dengan cara lain, lalu catat bahwa sudah disampaikan.',
};

const untold: Record<UserMail, string> = {
  'clarification-asked': 'klarifikasinya diminta, beserta alasan dan uraiannya', kept: 'akunnya tidak dinonaktifkan, beserta pertimbangannya',
  deactivated: 'akunnya dinonaktifkan, beserta alasan dan dasarnya', 'deadline-moved': 'batas klarifikasinya berubah',
};

/** Who decides, whom to tell, or what. */
function toTell({ params: { official, about, kind } }: MailContext): Block[] {
  const rows: [string, string][] = [
    ...(official === undefined ? [] : [[kind === 'putuskan' ? 'Yang memutuskan' : 'Pejabat', String(official)] as [string, string]]),
    ...(about === undefined ? [] : [['Yang perlu disampaikan', untold[String(about) as UserMail]] as [string, string]]),
  ];
  return rows.length === 0 ? [] : [{ type: 'facts', rows }];
}

/** Mails to the people of the office, and to LKPP. */
export const officeMails = {
  'task-opened': (mail) => {
    const kind = mail.params.kind as TaskKind;
    return {
      subject: `[${mail.number}] ${mail.params.again === true ? 'Pengingat' : 'Tugas baru'}: ${inPlace(mail, taskKinds[kind])}`,
      blocks: [paragraph(inPlace(mail, asks[kind])), ...noOtherWay(mail), ...toTell(mail), ...record(mail), see(mail)],
    };
  },
  clarified: (mail) => ({
    subject: `[${mail.number}] Klarifikasi pengguna masuk`,
    blocks: [paragraph('Pengguna menyampaikan klarifikasi sebelum keputusan diambil.'), ...record(mail, 'Klarifikasi pengguna:'), see(mail)],
  }),
  'lkpp-unreached': (mail) => ({
    subject: `[${mail.number}] Usul kepada LKPP tidak sampai`,
    blocks: [paragraph('Surat usul penonaktifan kepada LKPP tidak sampai. Sampaikan usul itu dengan cara lain, lalu catat nomor tiket dan keputusan LKPP.'), ...record(mail), see(mail)],
  }),
  /** LKPP finds the account by its User ID or by its holder; nothing of either stands in the subject, and no address anywhere. */
  'lkpp-proposal': (mail) => ({
    subject: `[${mail.number}] Usul penonaktifan akun - ${mail.officeName}`,
    blocks: [
      paragraph(inPlace(mail, 'Dengan hormat, kami mengusulkan kepada LKPP penonaktifan akun berikut di SPSE.')), ...record(mail, 'Pertimbangan kami:'),
      paragraph('Mohon balas surat ini dengan nomor tiket dan keputusan LKPP.'),
    ],
  }),
} satisfies Record<string, MailTemplate>;
