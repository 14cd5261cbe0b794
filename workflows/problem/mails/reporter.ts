import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { clocks } from '../messages.ts';
import type { ClockName } from '../messages.ts';

const greeting = ({ recipientName }: MailContext): Block => ({ type: 'paragraph', text: `Yth. ${recipientName},` });
const track = ({ url }: MailContext): Block => ({ type: 'link', label: 'Pantau dan tanggapi laporan Anda di sini', url });
const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const quote = ({ text }: MailContext): Block[] => (text === null ? [] : [{ type: 'quote', text }]);

const outcomes: Record<string, string> = {
  confirmed: 'Anda menyatakan masalah sudah selesai.',
  unconfirmed: 'Tidak ada tanggapan atas jawaban kami sampai batas waktu konfirmasi.',
  'confirmed-otherwise': 'Helpdesk mencatat bahwa masalah sudah selesai.',
  substance: 'Pertanyaan Anda menyangkut substansi pengadaan.',
  'reporter-silent': 'Data yang kami minta tidak kami terima sampai batas waktunya.',
};

const news: Record<string, string> = {
  technical: 'Laporan Anda sedang ditangani di tingkat teknis.',
  'lkpp-replied': 'LKPP sudah membalas penerusan laporan Anda. Helpdesk melanjutkan penanganannya.',
};

/** Mails to the person who reported (ERR-25: the user is told each change). */
export const reporterMails = {
  receipt: (mail) => ({
    subject: `[${mail.number}] Laporan Anda diterima ${mail.officeName}`,
    blocks: [
      greeting(mail),
      paragraph(`Laporan Anda sudah kami terima dan catat. Simpan surat ini: tautan di bawah bersifat rahasia dan hanya untuk Anda.`),
      { type: 'facts', rows: [['Nomor laporan', mail.number], ['Diterima', mail.when(mail.receivedAt)], ['Kategori', mail.category]] },
      track(mail),
    ],
  }),
  'link-again': (mail) => ({
    subject: `[${mail.number}] Tautan pelacakan laporan`,
    blocks: [greeting(mail), paragraph('Tautan pelacakan laporan Anda diminta kembali. Jika bukan Anda yang meminta, abaikan surat ini.'), track(mail)],
  }),
  'data-asked': (mail) => ({
    subject: `[${mail.number}] Kami memerlukan data tambahan`,
    blocks: [greeting(mail), paragraph('Untuk menangani laporan Anda, helpdesk meminta data berikut:'), ...quote(mail), paragraph('Kirimkan data itu melalui tautan berikut.'), track(mail)],
  }),
  answer: (mail) => ({
    subject: `[${mail.number}] Jawaban atas laporan Anda`,
    blocks: [
      greeting(mail), paragraph('Helpdesk menjawab laporan Anda:'), ...quote(mail),
      paragraph('Jika masalah sudah selesai, nyatakan selesai. Jika belum, buka kembali laporan. Keduanya melalui tautan berikut.'), track(mail),
    ],
  }),
  forwarded: (mail) => ({
    subject: `[${mail.number}] Laporan Anda diteruskan ke LKPP`,
    blocks: [greeting(mail), paragraph('Laporan Anda kami teruskan ke LKPP karena tidak dapat diselesaikan di tingkat LPSE. Kami mengabari Anda begitu ada perkembangan.'), track(mail)],
  }),
  /** ERR-25: what no other mail tells. */
  progress: (mail) => ({
    subject: `[${mail.number}] Perkembangan laporan Anda`,
    blocks: [greeting(mail), paragraph(news[String(mail.params.what)] ?? 'Keadaan laporan Anda berubah.'), track(mail)],
  }),
  /** ERR-5, GOV-9: the standard answer. */
  'substance-refused': (mail) => ({
    subject: `[${mail.number}] Pertanyaan Anda di luar kewenangan LPSE`,
    blocks: [
      greeting(mail),
      paragraph('Pertanyaan Anda menyangkut substansi pengadaan. LPSE melayani permasalahan teknis aplikasi dan infrastruktur, dan tidak melaksanakan maupun bertanggung jawab atas substansi pengadaan.'),
      paragraph(`Silakan sampaikan pertanyaan Anda kepada ${String(mail.params.whom)}. Laporan ini kami tutup.`),
      track(mail),
    ],
  }),
  closed: (mail) => ({
    subject: `[${mail.number}] Laporan Anda ditutup`,
    blocks: [
      greeting(mail), paragraph(`Laporan Anda ditutup. ${outcomes[String(mail.params.outcome)] ?? ''}`.trim()),
      paragraph('Jika masalah muncul lagi, silakan membuat laporan baru dan menyebut nomor ini.'), track(mail),
    ],
  }),
  /** Also to the people of the office whose time it is. */
  'deadline-moved': (mail) => ({
    subject: `[${mail.number}] Tenggat laporan berubah`,
    blocks: [
      greeting(mail),
      paragraph('Kalender kerja kantor berubah, sehingga tenggat berikut dihitung ulang.'),
      { type: 'facts', rows: [
        ['Nomor laporan', mail.number],
        ['Tenggat', clocks[mail.params.clock as ClockName] ?? ''],
        ['Semula', mail.when(Number(mail.params.before))],
        ['Menjadi', `${mail.when(Number(mail.params.after))}${mail.params.provisional === true ? ' (sementara, hari libur tahun itu belum ditetapkan)' : ''}`],
      ] },
      { type: 'link', label: 'Buka laporan', url: mail.url },
    ],
  }),
} satisfies Record<string, MailTemplate>;
