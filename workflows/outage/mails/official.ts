import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { greeting, lateNews, mailsToCheck, paragraph } from '../../mail-parts.ts';
import { clocks, taskKinds } from '../messages.ts';
import type { TaskKind } from '../messages.ts';
import { facts, words } from './parts.ts';

const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka gangguan ini', url });

/** What each task asks for. */
const asks: Record<TaskKind, string> = {
  'tangani-gangguan': 'Gangguan atau peringatan ini masih terbuka. Catat langkah yang diambil, dan catat pemulihannya begitu sistem berfungsi kembali.',
  'tetapkan-waktu': 'Gangguan sudah pulih. Tetapkan waktu resmi mulai dan berakhirnya, beserta sebabnya.',
  'setujui-inaproc': 'Pengumuman berikut akan dipasang di INAPROC. Setujui, atau tolak dengan alasannya.',
  'pasang-inaproc': 'Pengumuman berikut sudah disetujui. Pasang di INAPROC, lalu catat alamat dan waktunya.',
  'setujui-laporan-lkpp': 'Gangguan belum berakhir sampai batas waktu pelaporan kepada LKPP. Setujui laporannya, atau tolak dengan alasannya. Tanpa jawaban sampai batas waktu persetujuan, laporan dikirim dengan tembusan kepada Anda.',
  'beritahu-lkpp': 'Surat tidak sampai kepada LKPP atau tidak dikirim. Laporkan gangguan ini kepada LKPP dengan cara lain, lalu catat nomor tiket atau balasannya.',
  'berita-acara-gangguan': 'Waktu resmi gangguan sudah ditetapkan. Buat berita acara gangguannya, atau catat mengapa tidak dibuat.',
  'tanda-tangan': 'Berita acara gangguan sudah dibuat. Mintakan tanda tangan, lalu unggah salinannya.',
  'periksa-surat': 'Sebagian surat pengumuman ditolak atau tidak pasti terkirim. Periksa daftarnya, lalu catat bahwa sudah diperiksa.',
  'hubungi-pejabat': 'Surat kepada pejabat berikut tidak sampai. Beri tahu dengan cara lain, lalu catat bahwa sudah disampaikan.',
};

const toldOver = 'Gangguan ini sudah berakhir. Sampaikan juga kepada LKPP dengan cara lain, lalu catat balasannya.';

const unreached = ({ params: { official } }: MailContext): [string, string][] => (official == null ? [] : [['Pejabat', String(official)]]);

const approvals: Record<string, string> = {
  given: 'Laporan ini sudah disetujui pejabat yang berwenang.', none: '',
  silent: 'Pejabat yang dimintai persetujuan belum menjawab sampai batas waktunya; laporan ini dikirim dengan tembusan kepadanya.',
};

/** A mail to LKPP: whom it is from, what it says, and the facts; no link, because LKPP has no login. */
const toLkpp = (title: string, sentences: (mail: MailContext) => string[]): MailTemplate => (mail) => ({
  subject: `[${mail.number}] ${title} - ${mail.officeName}`,
  blocks: [...lateNews(mail), ...sentences(mail).filter((text) => text !== '').map(paragraph), facts(mail), ...words(mail)],
});

/** Mails to the people of the office, and to LKPP (ERR-8). */
export const officialMails = {
  'outage-opened': (mail) => {
    const { again, isWarning } = mail.params;
    const [title, sentence] = isWarning === true ? ['Peringatan', 'Pemantauan melihat sesuatu yang segera dapat menjadi gangguan. Belum ada yang diumumkan.']
      : again === true ? ['Terganggu kembali', 'Sistem berikut terganggu kembali.'] : ['Gangguan', 'Sistem berikut tidak berfungsi.'];
    return {
      subject: `[${mail.number}] ${title}: ${mail.systems(mail.params.systems)}`,
      blocks: [greeting(mail), ...lateNews(mail), paragraph(`${sentence} Periksa sistemnya dan catat langkah yang diambil.`), facts(mail), ...words(mail), see(mail)],
    };
  },
  escalation: (mail) => ({
    subject: `[${mail.number}] Gangguan belum ditangani - ${mail.officeName}`,
    blocks: [
      greeting(mail), ...lateNews(mail), paragraph(`${clocks.response} sudah terlewat dan belum ada yang menanganinya.${mail.params.unreached == null ? '' : ` Surat kepada ${String(mail.params.unreached)} tidak sampai.`}`),
      facts(mail, [['Batas waktu', mail.when(Number(mail.params.deadlineAt))]]), ...words(mail), see(mail),
    ],
  }),
  'task-opened': (mail) => {
    const kind = mail.params.kind as TaskKind;
    return {
      subject: `[${mail.number}] ${mail.params.again === true ? 'Pengingat' : 'Tugas baru'}: ${taskKinds[kind]}`,
      blocks: [greeting(mail), paragraph(kind === 'beritahu-lkpp' && mail.params.isOver === true ? toldOver : asks[kind]), facts(mail, unreached(mail)), ...words(mail, 'Isinya:'), see(mail)],
    };
  },
  'report-rejected': (mail) => ({
    subject: `[${mail.number}] Laporan ke LKPP ditolak`,
    blocks: [greeting(mail), paragraph('Laporan gangguan ini kepada LKPP tidak disetujui dan tidak dikirim.'), facts(mail), ...words(mail, 'Alasannya:'), see(mail)],
  }),
  'inaproc-rejected': (mail) => ({
    subject: `[${mail.number}] Pengumuman INAPROC ditolak`,
    blocks: [greeting(mail), paragraph('Pengumuman untuk INAPROC tidak disetujui. Susun kembali bila masih perlu.'), facts(mail), ...words(mail, 'Alasannya:'), see(mail)],
  }),
  'lkpp-report': toLkpp('Laporan gangguan', ({ params: { approval } }) => ['Dengan hormat, kami melaporkan kendala teknis berikut, yang belum teratasi.', approvals[String(approval)] ?? '', 'Mohon balas surat ini dengan nomor tiket LKPP.']),
  'lkpp-restored': toLkpp('Gangguan berakhir', ({ params: { isFalse } }) => [isFalse === true
    ? 'Dengan hormat, kendala teknis yang kami laporkan ternyata bukan gangguan pada sistem berikut.' : 'Dengan hormat, kendala teknis yang kami laporkan sudah teratasi.']),
  'check-mails': mailsToCheck(taskKinds['periksa-surat'], 'Buka gangguan ini'),
} satisfies Record<string, MailTemplate>;

export type OfficialMail = keyof typeof officialMails;
