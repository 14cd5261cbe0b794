import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { inPlace, noOtherWay, paragraph, quoted } from '../../mail-parts.ts';
import { clocks, taskKinds } from '../messages.ts';
import type { TaskKind } from '../messages.ts';
import type { ApplicantMail } from './applicant.ts';
import { facts } from './parts.ts';

const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka permohonan', url });
const subject = ({ number }: MailContext, what: string): string => `[${number}] ${what}`;
const due = ({ params, when }: MailContext): string => when(Number(params.deadlineAt));

/** What each task asks for. */
const asks: Record<TaskKind, string> = {
  verifikasi: 'Periksa berkas permohonan ini, lihat dokumen aslinya, lalu setujui atau tolak.',
  aktivasi: 'Permohonan ini sudah disetujui. Laksanakan di SPSE, lalu catat hasilnya. Jangan pernah mencatat kata sandi.',
  'hasil-pusat': 'Permohonan ini sudah disetujui. Catat hasil akun terpusat INAPROC begitu ada.',
  'teruskan-lkpp': 'Permohonan ini menunggu keputusan LKPP. Catat nomor tiketnya, lalu keputusan LKPP.',
  'hubungi-pengguna': 'Pemohon tidak dapat diberi tahu lewat surel. Beri tahu dengan cara lain, lalu catat bahwa sudah disampaikan.',
  'hubungi-pejabat': 'Surat kepada pejabat berikut tidak sampai. Beri tahu dengan cara lain, lalu catat bahwa sudah disampaikan.',
};

const untold: Record<ApplicantMail, string> = {
  receipt: 'berkasnya sudah diterima', 'link-again': 'tautan permohonannya', deficiency: 'berkas yang masih kurang dan batas waktunya', 'completion-reminder': 'berkas yang masih kurang',
  silent: 'permohonannya ditutup karena berkasnya tidak dilengkapi', appointment: 'jadwal menunjukkan dokumen asli', 'appointment-missed': 'jadwalnya terlewat dan perlu jadwal baru',
  approved: 'permohonannya disetujui dan menunggu hasil', activated: 'akunnya sudah aktif', told: 'jawaban atas permohonannya', 'carried-out': 'permohonannya sudah dilaksanakan',
  rejected: 'permohonannya ditolak, beserta alasan dan dasarnya', withdrawn: 'permohonannya ditarik', 'lkpp-refused': 'LKPP tidak menyetujui perubahannya',
  'central-refused': 'akun terpusatnya tidak diaktifkan', 'deadline-moved': 'batas waktunya berubah',
};

/** Whom to tell, or what. */
const toTell = ({ params: { official, about } }: MailContext): [string, string][] => [
  ...(official === undefined ? [] : [['Pejabat', String(official)] as [string, string]]),
  ...(about === undefined ? [] : [['Yang perlu disampaikan', untold[String(about) as ApplicantMail] ?? ''] as [string, string]]),
];

/** Mails to the people of the office, and to LKPP. */
export const officeMails = {
  'task-opened': (mail) => {
    const kind = mail.params.kind as TaskKind;
    return { subject: subject(mail, `${mail.params.again === true ? 'Pengingat' : 'Tugas baru'}: ${taskKinds[kind]}`), blocks: [paragraph(inPlace(mail, asks[kind])), ...noOtherWay(mail), facts(mail, toTell(mail)), see(mail)] };
  },
  reminder: (mail) => ({
    subject: subject(mail, `Pengingat: ${clocks.verification} ${due(mail)}`),
    blocks: [paragraph(`${clocks.verification} permohonan ini jatuh pada ${due(mail)}.`), facts(mail), see(mail)],
  }),
  escalation: (mail) => ({
    subject: subject(mail, `Tenggat verifikasi terlewat: eskalasi tingkat ${String(mail.params.rung)}`),
    blocks: [
      paragraph(`Permohonan ini belum diputuskan sampai tenggat verifikasi kantor. Surat ini adalah eskalasi tingkat ${String(mail.params.rung)}.`),
      ...(mail.params.unreached === undefined ? [] : [paragraph(`Surat eskalasi sebelumnya kepada ${String(mail.params.unreached)} tidak sampai, sehingga Anda diberi tahu sekarang.`)]),
      facts(mail, [[clocks.verification, due(mail)], ['Keterlambatan surat ini', mail.duration(Number(mail.params.lateMs))]]), see(mail),
    ],
  }),
  completed: (mail) => ({
    subject: subject(mail, 'Berkas yang diminta sudah lengkap'),
    blocks: [paragraph('Pemohon sudah mengirim semua berkas yang diminta. Lanjutkan pemeriksaannya; waktu verifikasi berjalan kembali.'), facts(mail), see(mail)],
  }),
  'appointment-unkept': (mail) => ({
    subject: subject(mail, 'Jadwal menunjukkan dokumen asli terlewat'),
    blocks: [paragraph('Tidak ada dokumen asli yang dicatat dilihat pada jadwal berikut. Pemohon sudah diberi tahu; jadwalkan kembali bila perlu.'), facts(mail, [['Jadwal', mail.when(Number(mail.params.at))]]), see(mail)],
  }),
  'withdrawn-by-applicant': (mail) => ({
    subject: subject(mail, 'Permohonan ditarik pemohon'),
    blocks: [paragraph('Pemohon menarik permohonannya. Tidak ada lagi yang perlu dikerjakan.'), facts(mail), see(mail)],
  }),
  'central-late': (mail) => ({
    subject: subject(mail, 'Hasil akun terpusat INAPROC belum ada'),
    blocks: [
      paragraph('Hasil akun terpusat INAPROC belum dicatat sampai batas waktunya. Tanyakan kepada INAPROC, lalu catat hasilnya.'),
      facts(mail, [[clocks.central, due(mail)], ['Keterlambatan surat ini', mail.duration(Number(mail.params.lateMs))]]), see(mail),
    ],
  }),
  'lkpp-unreached': (mail) => ({
    subject: subject(mail, 'Surat kepada LKPP tidak sampai'),
    blocks: [paragraph('Surat permintaan kepada Helpdesk LKPP tidak sampai. Sampaikan dengan cara lain, lalu catat nomor tiket dan keputusan LKPP.'), facts(mail), see(mail)],
  }),
  /** Carries no name, address or number of the applicant. */
  'lkpp-request': (mail) => ({
    subject: `[${mail.number}] Permintaan perubahan data pengguna SPSE - ${mail.officeName}`,
    blocks: [
      paragraph('Dengan hormat, kami meneruskan permintaan perubahan data pengguna SPSE berikut. Berkasnya sudah kami verifikasi.'), facts(mail, [['Perubahan', String(mail.params.service)]]),
      ...quoted('Keterangan verifikator:', mail.text), paragraph('Mohon balas surat ini dengan nomor tiket LKPP. Data penggunanya kami sampaikan melalui tiket itu.'),
    ],
  }),
} satisfies Record<string, MailTemplate>;
