import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { greeting, lateNews, paragraph, quoted, wordsOf } from '../../mail-parts.ts';
import { clocks, moves, taskKinds } from '../messages.ts';
import type { Move, TaskKind } from '../messages.ts';

type Row = [label: string, value: string];

const row = (label: string, code: unknown, say: (code: unknown) => string): Row[] => (code == null ? [] : [[label, say(code)]]);

/** Which medium it is about, and its way; what the kernel tells of a task of its own knows less. */
function facts({ params: { medium, move, from, to }, number, officeName, backup }: MailContext, more: Row[] = []): Block {
  const media = (code: unknown) => backup?.medium(String(code)) ?? String(code);
  const place = (code: unknown) => backup?.place(String(code)) ?? String(code);
  return {
    type: 'facts',
    rows: [['Nomor', number], ['Kantor', officeName], ...row('Media', medium, media), ...row('Perpindahan', move, (code) => moves[code as Move]), ...row('Dari', from, place), ...row('Ke', to, place), ...more],
  };
}

const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka perpindahan media ini', url });
const said = (mail: MailContext): Block[] => wordsOf(mail, mail.params.textId).flatMap((text) => quoted('Keterangannya:', text));

/** What each task asks for. */
const asks: Record<TaskKind, string> = {
  'serahkan-media': 'Media cadangan ini menunggu diserahkan. Serahkan kepada pembawanya dan sebut siapa yang menerima di tempat tujuan; penerima bukan orang yang menyerahkan atau membawa.',
  'awasi-perjalanan': 'Media cadangan ini dalam perjalanan. Pastikan media sampai; alihkan bila tempat atau penerimanya berubah, atau nyatakan hilang.',
  'terima-media': 'Anda disebut sebagai penerima media cadangan ini. Catat penerimaannya begitu media ada di tangan Anda; hanya Anda yang dapat mencatatnya.',
  'musnahkan-media': 'Media cadangan ini tidak dipakai lagi. Musnahkan di depan seorang saksi, lalu catat caranya.',
  'beri-tahu-kehilangan': 'Media cadangan hilang. Pemilik data dan lembaga Pelindungan Data Pribadi wajib diberi tahu secara tertulis paling lambat 3 x 24 jam sejak kehilangan diketahui (UU 27/2022 Pasal 46), juga karena isinya terenkripsi. Teksnya sudah disiapkan di Sigap; kirim, lalu catat kapan dan dengan cara apa.',
  'cari-media': 'Cari media cadangan yang hilang. Catat bila ditemukan, atau hentikan pencarian sesudah pemberitahuannya dikirim.',
  'berita-acara': 'Buat berita acara media ini, atau catat mengapa tidak dibuat.',
  'tanda-tangan': 'Berita acara media sudah dibuat. Mintakan tanda tangan, lalu unggah salinannya.',
  'hubungi-pejabat': 'Surat kepada pejabat berikut tidak sampai. Beri tahu dengan cara lain, lalu catat bahwa sudah disampaikan.',
};

/** Every mail of a custody, by the name that the workflow tells. People of the office only. */
export const mails = {
  'task-opened': (mail) => {
    const kind = mail.params.kind as TaskKind;
    const { official, again } = mail.params;
    return {
      subject: `[${mail.number}] ${again === true ? 'Pengingat' : 'Tugas baru'}: ${taskKinds[kind]}`,
      blocks: [greeting(mail), paragraph(asks[kind]), facts(mail, row('Pejabat', official, String)), see(mail)],
    };
  },
  escalation: (mail) => {
    const { clock, deadlineAt, unreached } = mail.params;
    return {
      subject: `[${mail.number}] ${clocks[clock as keyof typeof clocks]} terlewat`,
      blocks: [
        greeting(mail), ...lateNews(mail), paragraph(`${clocks[clock as keyof typeof clocks]} sudah terlewat.${unreached == null ? '' : ` Surat kepada ${String(unreached)} tidak sampai.`}`),
        facts(mail, [['Batas waktu', mail.when(Number(deadlineAt))]]), see(mail),
      ],
    };
  },
  'medium-lost': (mail) => ({
    subject: `[${mail.number}] Media cadangan hilang`,
    blocks: [
      greeting(mail), ...lateNews(mail),
      paragraph('Media cadangan berikut dinyatakan hilang. Isinya terenkripsi, tetapi pemilik data dan lembaga Pelindungan Data Pribadi tetap diberi tahu paling lambat 3 x 24 jam sejak kehilangan diketahui (UU 27/2022 Pasal 46), kecuali media ditemukan sebelumnya.'),
      facts(mail, [['Diketahui', mail.when(Number(mail.params.knownAt))], ['Batas pemberitahuan', mail.when(Number(mail.params.noticeDueAt))]]), ...said(mail), see(mail),
    ],
  }),
  'medium-found': (mail) => ({
    subject: `[${mail.number}] Media cadangan ditemukan`,
    blocks: [
      greeting(mail), paragraph(mail.params.wasTold === true ? 'Media cadangan yang hilang sudah ditemukan. Kehilangannya sudah diberitahukan; kabari juga bahwa media ditemukan.'
        : 'Media cadangan yang hilang sudah ditemukan sebelum kehilangannya diberitahukan. Pemberitahuan tidak lagi dikirim; temuan ini tercatat.'),
      facts(mail, row('Ada di', mail.params.place, (code) => mail.backup?.place(String(code)) ?? String(code))), ...said(mail), see(mail),
    ],
  }),
} satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof mails;
