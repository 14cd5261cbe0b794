import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { taskKinds } from '../messages.ts';
import type { TaskKind } from '../messages.ts';
import { paragraph, quoted } from '../../mail-parts.ts';
import { facts } from './parts.ts';
import type { UserMail } from './user.ts';

const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka penonaktifan ini', url });

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
      subject: `[${mail.number}] ${mail.params.again === true ? 'Pengingat' : 'Tugas baru'}: ${taskKinds[kind]}`,
      blocks: [paragraph(asks[kind]), ...toTell(mail), facts(mail), ...quoted('Uraiannya:', mail.about), ...quoted(kind === 'putuskan' ? 'Klarifikasi pengguna:' : 'Pertimbangannya:', mail.text), see(mail)],
    };
  },
  clarified: (mail) => ({
    subject: `[${mail.number}] Klarifikasi pengguna masuk`,
    blocks: [paragraph('Pengguna menyampaikan klarifikasi sebelum keputusan diambil.'), ...quoted('Klarifikasi pengguna:', mail.text), facts(mail), see(mail)],
  }),
  'lkpp-unreached': (mail) => ({
    subject: `[${mail.number}] Usul kepada LKPP tidak sampai`,
    blocks: [paragraph('Surat usul penonaktifan kepada LKPP tidak sampai. Sampaikan usul itu dengan cara lain, lalu catat nomor tiket dan keputusan LKPP.'), facts(mail), see(mail)],
  }),
  /** Carries no name and no address of the user: number, ground and the words of the proposal. */
  'lkpp-proposal': (mail) => ({
    subject: `[${mail.number}] Usul penonaktifan akun - ${mail.officeName}`,
    blocks: [
      paragraph('Dengan hormat, kami mengusulkan penonaktifan akun SPSE berikut kepada LKPP.'), facts(mail),
      ...quoted('Uraiannya:', mail.about), ...quoted('Pertimbangan kami:', mail.text),
      paragraph('Mohon balas surat ini dengan nomor tiket dan keputusan LKPP.'),
    ],
  }),
} satisfies Record<string, MailTemplate>;
