import type { DrillScope } from '../../../activities/backup/types.ts';
import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { sayFailure } from '../../backup/failures.ts';
import type { RunFailure } from '../../backup/failures.ts';
import { greeting, lateNews, paragraph } from '../../mail-parts.ts';
import { clocks, scopes, taskKinds } from '../messages.ts';
import type { TaskKind } from '../messages.ts';

/** What each task asks for. */
const asks: Record<TaskKind, string> = {
  'perbaiki-uji': 'Uji pemulihan berikut gagal; salinan ujinya sudah dimusnahkan. Perbaiki sebabnya, lalu ulangi uji ini, atau akhiri dengan alasannya.',
  'jelaskan-perbedaan': 'Hasil pemulihan berbeda dari manifes cadangannya. Cari sebabnya, lalu catat penjelasannya; penjelasan itu dimuat dalam berita acara.',
  'coba-kunci': 'Ambil kunci pemulihan tersegel, coba di server dengan perintah "npm run sigap -- kunci-pemulihan", segel kembali, lalu catat di mana disimpan. Bila belum ada, perintah yang sama membuatnya.',
  'berita-acara': 'Uji pemulihan sudah selesai dan salinan ujinya sudah dimusnahkan. Buat berita acaranya, atau catat mengapa tidak dibuat.',
  'tanda-tangan': 'Berita acara uji pemulihan sudah dibuat. Mintakan tanda tangan, lalu unggah salinannya.',
  'hubungi-pejabat': 'Surat kepada pejabat berikut tidak sampai. Beri tahu dengan cara lain, lalu catat bahwa sudah disampaikan.',
};

const stillThere = 'Salinan uji belum dapat dimusnahkan dan masih berada di tempat uji. Perbaiki sebabnya, lalu ulangi pemusnahannya; salinan itu setara dengan SPSE kedua.';

type Row = [label: string, value: string];
const row = (label: string, value: unknown, say: (value: never) => string = String): Row[] => (value == null ? [] : [[label, say(value as never)]]);

function facts({ params: { scope, store, takenAt, official }, number, officeName, when }: MailContext, more: Row[] = []): Block {
  return {
    type: 'facts',
    rows: [
      ['Nomor', number], ['Kantor', officeName], ...row('Cakupan', scope, (code: DrillScope) => scopes[code]), ...row('Dipulihkan dari', store), ...row('Data per', takenAt, when), ...row('Pejabat', official), ...more,
    ],
  };
}

/** What is wrong and what to do, where something is. */
const reason = ({ params: { code } }: MailContext): Block[] => (code == null ? [] : [paragraph(sayFailure(code as RunFailure))]);
const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka uji pemulihan ini', url });
const count = (label: string, value: unknown): Row[] => (Number(value) > 0 ? [[label, String(value)]] : []);

/** Every mail of a restore drill, by the name that the workflow tells. */
export const mails = {
  'task-opened': (mail) => {
    const { kind, again, isScratchLeft } = mail.params as { kind: TaskKind; again?: boolean; isScratchLeft?: boolean };
    return {
      subject: `[${mail.number}] ${again === true ? 'Pengingat' : 'Tugas baru'}: ${taskKinds[kind]}`,
      blocks: [greeting(mail), paragraph(kind === 'perbaiki-uji' && isScratchLeft === true ? stillThere : asks[kind]), ...(kind === 'perbaiki-uji' ? reason(mail) : []), facts(mail), see(mail)],
    };
  },
  'drill-different': (mail) => {
    const { differingTables, missingTables, differingFiles, missingFiles } = mail.params;
    return {
      subject: `[${mail.number}] Hasil pemulihan berbeda - ${mail.officeName}`,
      blocks: [
        greeting(mail), ...lateNews(mail), paragraph('Cadangan yang dipulihkan tidak sama dengan manifes yang dibuat bersamanya. Jangan hapus cadangan lain yang masih teruji sampai sebabnya diketahui.'),
        facts(mail, [
          ...count('Tabel yang isinya berbeda', differingTables), ...count('Tabel yang hilang atau berlebih', missingTables),
          ...count('Berkas yang isinya berbeda', differingFiles), ...count('Berkas yang hilang', missingFiles),
        ]), see(mail),
      ],
    };
  },
  escalation: (mail) => {
    const { unreached, deadlineAt, isScratchLeft } = mail.params;
    return {
      subject: `[${mail.number}] ${isScratchLeft === true ? 'Salinan uji belum dimusnahkan' : 'Uji pemulihan belum diperbaiki'} - ${mail.officeName}`,
      blocks: [
        greeting(mail), ...lateNews(mail),
        paragraph(`${clocks.mend} sudah terlewat.${isScratchLeft === true ? ` ${stillThere}` : ''}${unreached == null ? '' : ` Surat kepada ${String(unreached)} tidak sampai.`}`),
        ...reason(mail), facts(mail, [['Batas waktu', mail.when(Number(deadlineAt))]]), see(mail),
      ],
    };
  },
} satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof mails;
