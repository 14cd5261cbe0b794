import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { clocks, taskKinds } from '../messages.ts';
import { breach } from './breach.ts';
import type { ClockName, TaskKind } from '../messages.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka laporan', url });
const quote = ({ text }: MailContext): Block[] => (text === null ? [] : [{ type: 'quote', text }]);
const clock = ({ params }: MailContext) => clocks[params.clock as ClockName] ?? 'Tenggat';

const facts = (mail: MailContext, more: [string, string][] = []): Block => ({
  type: 'facts',
  rows: [['Nomor laporan', mail.number], ['Kantor', mail.officeName], ['Diterima', mail.when(mail.receivedAt)], ['Kategori', mail.category], ...more],
});

const undelivered: Record<string, string> = {
  escalation: 'eskalasi tenggat yang terlewat',
  'approval-asked': 'permintaan persetujuan untuk memberi tahu LKPP',
  copy: 'tembusan laporan kepada LKPP',
};
const unreached = ({ params }: MailContext): [string, string][] => (params.official === undefined ? [] : [
  ['Pejabat', String(params.official)], ['Surat yang tidak sampai', undelivered[String(params.about)] ?? ''],
]);

/** What Kepala UKPBJ decides on, and what happens without a decision. */
const approvals = {
  forward: 'Penerusan laporan ini ke LKPP memerlukan persetujuan Anda. Setujui atau tolak penerusannya; tanpa keputusan Anda penerusan tidak dikirim.',
  report: 'Kendala teknis ini belum tertangani sampai tenggatnya dan perlu dilaporkan ke LKPP melalui Anda. Setujui atau tolak pelaporannya. Bila tidak ada keputusan sampai batas waktu kantor, laporan tetap dikirim dengan tembusan kepada Anda.',
};

/** Mails to the people of the office. */
export const deskMails = {
  'task-opened': (mail) => ({
    subject: `[${mail.number}] Tugas baru: ${taskKinds[mail.params.kind as TaskKind] ?? 'tugas'}`,
    blocks: [paragraph(`Ada tugas untuk Anda: ${taskKinds[mail.params.kind as TaskKind] ?? 'tugas'}.`), facts(mail, unreached(mail)), see(mail)],
  }),
  'data-received': (mail) => ({
    subject: `[${mail.number}] Data dari pelapor sudah masuk`,
    blocks: [paragraph('Pelapor mengirim data yang diminta:'), ...quote(mail), facts(mail), see(mail)],
  }),
  'root-cause-wanted': (mail) => ({
    subject: `[${mail.number}] Catat akar permasalahan`,
    blocks: [paragraph('Laporan ini belum dapat ditutup: peraturan mewajibkan akar permasalahan ditemukan untuk setiap permasalahan layanan. Catat akar permasalahannya.'), facts(mail), see(mail)],
  }),
  'forward-rejected': (mail) => ({
    subject: `[${mail.number}] Penerusan ke LKPP ditolak`,
    blocks: [paragraph('Penerusan ke LKPP tidak disetujui, dengan alasan:'), ...quote(mail), facts(mail), see(mail)],
  }),
  'approval-asked': (mail) => ({
    subject: `[${mail.number}] ${mail.params.again === true ? 'Pengingat: persetujuan' : 'Persetujuan'} Anda diminta untuk memberi tahu LKPP`,
    blocks: [
      paragraph(mail.params.clock === undefined ? approvals.forward : approvals.report),
      ...quote(mail), facts(mail, mail.params.clock === undefined ? [] : breach(mail)), see(mail),
    ],
  }),
  reminder: (mail) => ({
    subject: `[${mail.number}] Pengingat: ${clock(mail)} ${mail.when(Number(mail.params.deadlineAt))}`,
    blocks: [paragraph(`${clock(mail)} laporan ini jatuh pada ${mail.when(Number(mail.params.deadlineAt))}.`), facts(mail), see(mail)],
  }),
  escalation: (mail) => ({
    subject: `[${mail.number}] Tenggat terlewat: eskalasi tingkat ${String(mail.params.rung)}`,
    blocks: [
      paragraph(`${clock(mail)} laporan ini terlewat tanpa tindakan. Surat ini adalah eskalasi tingkat ${String(mail.params.rung)}.`),
      ...(mail.params.unreached === undefined ? [] : [paragraph(`Surat eskalasi sebelumnya kepada ${String(mail.params.unreached)} tidak sampai, sehingga Anda diberi tahu sekarang.`)]),
      facts(mail, [
        [clock(mail), mail.when(Number(mail.params.deadlineAt))],
        ['Saat eskalasi', mail.when(Number(mail.params.dueAt))],
        ['Keterlambatan surat ini', mail.duration(Number(mail.params.lateMs))],
      ]),
      see(mail),
    ],
  }),
} satisfies Record<string, MailTemplate>;
