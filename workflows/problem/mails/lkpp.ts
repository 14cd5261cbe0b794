import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { breach } from './breach.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const facts = (mail: MailContext, more: [string, string][]): Block => ({
  type: 'facts',
  rows: [['Nomor laporan LPSE', mail.number], ['LPSE', mail.officeName], ['Diterima LPSE', mail.when(mail.receivedAt)], ['Kategori', mail.category], ...more],
});

const grounds: Record<string, string> = {
  'tidak-dapat-diselesaikan': 'permasalahan aplikasi SPSE yang tidak dapat diselesaikan oleh LPSE',
  'belum-tercakup': 'permasalahan yang belum tercakup dalam aplikasi',
};

/** How the routes other than a forward of ERR-6 speak. */
const routes: Record<string, { title: string; opening: string }> = {
  'ERR-7': { title: 'Laporan permasalahan teknis', opening: 'Dengan hormat, kami melaporkan permasalahan teknis berikut kepada Helpdesk LPSE LKPP.' },
  'ERR-8': { title: 'Laporan kendala dan usulan teknis', opening: 'Dengan hormat, kami menyampaikan kendala dan usulan teknis berikut kepada LKPP.' },
};

const approvals: Record<string, string> = {
  given: 'Laporan ini disampaikan dengan persetujuan Kepala UKPBJ.',
  silent: 'Persetujuan Kepala UKPBJ diminta dan belum diberikan sampai batas waktu kantor; Kepala UKPBJ menerima tembusan surat ini.',
  none: '',
};

/** Mails to LKPP; they carry no personal data of the reporter. */
export const lkppMails = {
  'lkpp-report': (mail) => ({
    subject: `[${mail.number}] Laporan kendala teknis yang belum tertangani - ${mail.officeName}`,
    blocks: [
      paragraph('Dengan hormat, kami melaporkan kendala teknis yang belum tertangani sampai tenggatnya.'),
      facts(mail, breach(mail)),
      ...(approvals[String(mail.params.approval)] ? [paragraph(approvals[String(mail.params.approval)] ?? '')] : []),
      paragraph('Mohon balas surat ini dengan nomor tiket LKPP.'),
    ],
  }),
  'lkpp-forward': (mail) => ({
    subject: `[${mail.number}] ${routes[String(mail.params.clause)]?.title ?? 'Penerusan kendala teknis'} - ${mail.officeName}`,
    blocks: [
      paragraph(routes[String(mail.params.clause)]?.opening ?? 'Dengan hormat, kami meneruskan kendala teknis berikut untuk ditangani LKPP.'),
      facts(mail, mail.params.ground === null ? [] : [['Alasan penerusan', grounds[String(mail.params.ground)] ?? String(mail.params.ground)]]),
      ...(mail.text === null ? [] : [{ type: 'quote', text: mail.text } as const]),
      paragraph('Mohon balas surat ini dengan nomor tiket LKPP.'),
    ],
  }),
} satisfies Record<string, MailTemplate>;
