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
/** What a task to tell somebody by hand is about: an official whose mail failed, or a reporter without an address. */
const unreached = ({ params }: MailContext): [string, string][] => {
  if (params.official !== undefined) return [['Pejabat', String(params.official)], ['Surat yang tidak sampai', undelivered[String(params.about)] ?? '']];
  const news = untold[String(params.about)];
  return news === undefined ? [] : [['Yang perlu disampaikan kepada pelapor', news]];
};

const untold: Record<string, string> = {
  'substance-refused': 'pertanyaannya menyangkut substansi pengadaan dan kepada siapa ditanyakan', 'data-asked': 'permintaan data', answer: 'jawaban atas laporannya', forwarded: 'laporannya diteruskan ke LKPP', progress: 'perkembangan laporannya',
};

const until = ({ params, when }: MailContext): [string, string][] => (params.until === null ? [] : [['Batas waktu', when(Number(params.until))]]);

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
  'advice-asked': (mail) => ({
    subject: `[${mail.number}] Arahan Anda diminta`,
    blocks: [paragraph('Anggota yang menangani laporan ini meminta arahan:'), ...quote(mail), facts(mail), see(mail)],
  }),
  'advice-given': (mail) => ({
    subject: `[${mail.number}] Arahan koordinator`,
    blocks: [paragraph('Koordinator memberi arahan atas laporan ini:'), ...quote(mail), facts(mail), see(mail)],
  }),
  instruction: (mail) => ({
    subject: `[${mail.number}] Instruksi teknis LKPP untuk dilaksanakan`,
    blocks: [paragraph('LKPP memberi instruksi teknis yang perlu Anda laksanakan:'), ...quote(mail), facts(mail, until(mail)), see(mail)],
  }),
  'instruction-due': (mail) => ({
    subject: `[${mail.number}] Instruksi LKPP belum dilaksanakan sampai batasnya`,
    blocks: [
      paragraph('Batas waktu instruksi teknis LKPP sudah terlewat dan pelaksanaannya belum dicatat:'), ...quote(mail),
      facts(mail, [['Batas waktu', mail.when(Number(mail.params.deadlineAt))]]), see(mail),
    ],
  }),
  'instruction-done': (mail) => ({
    subject: `[${mail.number}] Instruksi LKPP sudah dilaksanakan`,
    blocks: [paragraph('Pelaksanaan instruksi teknis LKPP dicatat sebagai berikut:'), ...quote(mail), facts(mail), see(mail)],
  }),
  'lkpp-silent': (mail) => ({
    subject: `[${mail.number}] LKPP belum membalas penerusan`,
    blocks: [
      paragraph('Balasan LKPP atas penerusan laporan ini belum dicatat. Tanyakan perkembangannya kepada LKPP, lalu catat balasannya.'),
      facts(mail, [['Menunggu sejak', mail.when(Number(mail.params.since))]]), see(mail),
    ],
  }),
  'data-missing': (mail) => ({
    subject: `[${mail.number}] Pelapor tidak mengirim data`,
    blocks: [paragraph('Data yang diminta tidak dikirim pelapor sampai batasnya. Laporan tetap diteruskan ke LKPP; lanjutkan tanpa data itu.'), facts(mail), see(mail)],
  }),
  'duty-open': (mail) => ({
    subject: `[${mail.number}] Selesaikan tugas yang masih terbuka: ${taskKinds[mail.params.kind as TaskKind] ?? 'tugas'}`,
    blocks: [paragraph(`Laporan ini belum dapat ditutup karena satu tugas masih terbuka: ${taskKinds[mail.params.kind as TaskKind] ?? 'tugas'}. Selesaikan tugas itu, atau catat mengapa tidak dilakukan.`), facts(mail), see(mail)],
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
