import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { sayBudget } from '../../../regulations/duration.ts';
import { greeting, inPlace, movedRows, paragraph, quoted } from '../../mail-parts.ts';
import { clocks } from '../messages.ts';
import { facts, listed, meeting, missing, originals } from './parts.ts';

const track = ({ url }: MailContext, label = 'Pantau permohonan Anda di sini'): Block => ({ type: 'link', label, url });
const subject = (mail: MailContext, what: string): string => `[${mail.number}] ${what} - ${mail.officeName}`;

/** DATA-4 */
const noPassword = paragraph('Kami tidak pernah meminta, mengetahui, atau mengirim kata sandi Anda. Jangan memberitahukannya kepada siapa pun.');
/** REG-20; nobody else has data on qualification. */
const noQualification = ({ qualifiers = 'yang berwenang', isProvider = false }: MailContext): Block[] => (!isProvider ? [] : [paragraph(`Akun ini hanya memberi akses ke SPSE. Verifikasi ini bukan penilaian kualifikasi: data kualifikasi tetap Anda isi sendiri di SPSE dan diklarifikasi oleh ${qualifiers}.`)]);

const waits: Record<string, string> = {
  central: 'Akun Anda sedang diproses pada akun terpusat INAPROC.',
  lkpp: 'Perubahan ini dilakukan oleh LKPP; permintaannya sudah kami teruskan kepada Helpdesk LKPP.',
};

/** Mails to the applicant. */
export const applicantMails = {
  receipt: (mail) => ({
    subject: subject(mail, mail.params.again === true ? 'Tanda terima berkas tambahan' : 'Tanda terima berkas'),
    blocks: [
      greeting(mail), paragraph('Permohonan dan berkas Anda sudah kami terima dan catat. Simpan surat ini: tautan di bawah bersifat rahasia dan hanya untuk Anda.'),
      facts(mail, mail.params.service === undefined ? [] : [['Layanan', String(mail.params.service)]]),
      ...listed('Berkas yang sudah kami terima:', mail.params.received), ...missing(mail, 'Berkas yang belum ada atau belum benar:'), ...quoted('Keterangan dokumen tambahan:', mail.about), ...originals(mail),
      track(mail),
    ],
  }),
  'link-again': (mail) => ({
    subject: subject(mail, 'Tautan permohonan Anda'),
    blocks: [greeting(mail), paragraph('Tautan permohonan Anda diminta kembali. Jika bukan Anda yang meminta, abaikan surat ini.'), track(mail)],
  }),
  deficiency: (mail) => ({
    subject: subject(mail, 'Berkas permohonan Anda belum lengkap'),
    blocks: [
      greeting(mail), paragraph('Permohonan Anda belum dapat kami lanjutkan karena berkasnya belum lengkap.'), facts(mail),
      ...missing(mail, 'Kirimkan berkas berikut, tidak perlu yang lain:'), ...quoted('Keterangan dokumen tambahan:', mail.about), ...quoted('Catatan verifikator:', mail.text),
      ...originals(mail),
      paragraph(`Kirimkan salinannya dalam ${sayBudget({ days: Number(mail.params.days), ms: Number(mail.params.ms) })} sejak surat ini melalui tautan berikut, atau serahkan di loket. Bila berkas tidak kami terima sampai batas itu, permohonan ditutup dan Anda dapat mengajukan yang baru.`),
      track(mail, 'Kirim berkas Anda di sini'),
    ],
  }),
  'completion-reminder': (mail) => ({
    subject: subject(mail, 'Pengingat: berkas permohonan Anda belum lengkap'),
    blocks: [
      greeting(mail), paragraph('Berkas yang kami minta belum kami terima.'), facts(mail, [[clocks.completion, mail.when(Number(mail.params.deadlineAt))]]),
      ...missing(mail, 'Berkas yang masih kami tunggu:'), ...quoted('Keterangan dokumen tambahan:', mail.about), track(mail, 'Kirim berkas Anda di sini'),
    ],
  }),
  silent: (mail) => ({
    subject: subject(mail, 'Permohonan Anda ditutup'),
    blocks: [
      greeting(mail), paragraph('Berkas yang kami minta tidak kami terima sampai batas waktunya, sehingga permohonan ini ditutup.'), facts(mail),
      ...listed('Berkas yang tidak kami terima:', mail.params.missing), paragraph('Anda dapat mengajukan permohonan baru kapan saja dengan berkas yang lengkap.'), track(mail),
    ],
  }),
  appointment: (mail) => ({
    subject: subject(mail, mail.params.again === true ? 'Jadwal menunjukkan dokumen asli berubah' : 'Jadwal menunjukkan dokumen asli'),
    blocks: [
      greeting(mail), paragraph(mail.params.again === true ? 'Jadwal Anda untuk menunjukkan dokumen asli berubah; jadwal sebelumnya tidak berlaku lagi.' : 'Tunjukkan dokumen asli Anda pada waktu berikut.'),
      facts(mail, meeting(mail)), ...quoted('Catatan verifikator:', mail.text), paragraph('Bila Anda tidak dapat hadir, hubungi kantor kami untuk jadwal lain.'), track(mail),
    ],
  }),
  'appointment-missed': (mail) => ({
    subject: subject(mail, 'Jadwal menunjukkan dokumen asli terlewat'),
    blocks: [
      greeting(mail), paragraph('Dokumen asli Anda belum kami lihat pada jadwal berikut. Hubungi kantor kami untuk jadwal baru; permohonan Anda tetap terbuka.'),
      facts(mail, meeting(mail)), track(mail),
    ],
  }),
  approved: (mail) => ({
    subject: subject(mail, 'Permohonan Anda disetujui'),
    blocks: [greeting(mail), paragraph(`Permohonan Anda sudah kami setujui. ${waits[String(mail.params.waitsFor)] ?? ''} Kami mengabari Anda begitu ada hasilnya.`), facts(mail), track(mail)],
  }),
  activated: (mail) => ({
    subject: subject(mail, 'Akun SPSE Anda aktif'),
    blocks: [
      greeting(mail), paragraph('Akun SPSE Anda sudah aktif.'), facts(mail),
      ...(mail.params.central === true ? quoted('Catatan verifikator:', mail.text) : quoted('User ID Anda:', mail.text)), noPassword, ...noQualification(mail), track(mail),
    ],
  }),
  told: (mail) => ({
    subject: subject(mail, 'Jawaban atas permohonan Anda'),
    blocks: [greeting(mail), paragraph('Permohonan Anda sudah kami laksanakan.'), facts(mail), ...quoted('Jawaban kami:', mail.text), noPassword, track(mail)],
  }),
  'carried-out': (mail) => ({
    subject: subject(mail, 'Permohonan Anda sudah dilaksanakan'),
    blocks: [
      greeting(mail), paragraph(inPlace(mail, 'Permohonan Anda sudah kami laksanakan di SPSE.')), facts(mail, [['Layanan', String(mail.params.service)]]), ...quoted('Keterangan:', mail.text), noPassword, ...noQualification(mail), track(mail),
    ],
  }),
  /** REG-14 */
  rejected: (mail) => ({
    subject: subject(mail, 'Permohonan Anda ditolak'),
    blocks: [
      greeting(mail), paragraph('Permohonan Anda tidak dapat kami setujui.'), facts(mail, [['Alasan', String(mail.params.ground)], ['Dasar', String(mail.params.basis)]]),
      ...quoted('Penjelasannya:', mail.text), paragraph('Bila keadaannya sudah sesuai, Anda dapat mengajukan permohonan baru dan menyebut nomor ini.'), track(mail),
    ],
  }),
  withdrawn: (mail) => ({
    subject: subject(mail, 'Permohonan Anda ditarik'),
    blocks: [greeting(mail), paragraph('Permohonan Anda sudah ditarik dan ditutup. Bila bukan Anda yang menariknya, hubungi kantor kami.'), facts(mail), track(mail)],
  }),
  'lkpp-refused': (mail) => ({
    subject: subject(mail, 'LKPP tidak menyetujui perubahan'),
    blocks: [greeting(mail), paragraph('Perubahan yang Anda minta tidak disetujui LKPP.'), facts(mail), ...quoted('Keterangan LKPP:', mail.text), track(mail)],
  }),
  'central-refused': (mail) => ({
    subject: subject(mail, 'Akun terpusat INAPROC tidak diaktifkan'),
    blocks: [
      greeting(mail), paragraph('Berkas Anda sudah kami setujui, tetapi akun Anda pada akun terpusat INAPROC tidak diaktifkan.'), facts(mail), ...quoted('Keterangannya:', mail.text),
      paragraph('Perbaiki data akun Anda di INAPROC, kemudian ajukan permohonan baru dan sebut nomor ini.'), track(mail),
    ],
  }),
  /** Also to the verifikator whose time it is. */
  'deadline-moved': (mail) => ({
    subject: subject(mail, 'Tenggat permohonan berubah'),
    blocks: [
      greeting(mail), paragraph('Kalender kerja kantor berubah, sehingga tenggat berikut dihitung ulang.'),
      facts(mail, [['Tenggat', clocks[mail.params.clock as keyof typeof clocks] ?? ''], ...movedRows(mail)]), { type: 'link', label: 'Buka permohonan', url: mail.url },
    ],
  }),
} satisfies Record<string, MailTemplate>;

export type ApplicantMail = keyof typeof applicantMails;
