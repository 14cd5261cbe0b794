import type { Block, MailContext, MailTemplate } from '../../../activities/notify/mail.ts';
import { greeting, lateNews, paragraph } from '../../mail-parts.ts';
import { sayFailure } from '../failures.ts';
import type { RunFailure } from '../failures.ts';
import { clocks, kinds, taskKinds } from '../messages.ts';
import type { BackupKind, ClockName, TaskKind } from '../messages.ts';

/** What each task asks for. */
const asks: Record<TaskKind, string> = {
  'perbaiki-cadangan': 'Pencadangan berikut gagal. Perbaiki sebabnya, lalu pilih "Coba lagi"; Sigap juga mencobanya lagi sendiri.',
  'pasang-media': 'Salinan ke media portabel menunggu medianya. Pasang media di server, lalu catat media mana yang dipasang.',
  'periksa-basis-data': 'Di server yang dicadangkan ada basis data yang belum didaftarkan dan karena itu tidak dicadangkan. Daftarkan dalam berkas kantor, atau catat mengapa tidak dicadangkan.',
  'hubungi-pejabat': 'Surat kepada pejabat berikut tidak sampai. Beri tahu dengan cara lain, lalu catat bahwa sudah disampaikan.',
};

const most = 20;

function databases(names: unknown): [string, string][] {
  if (typeof names !== 'string') return [];
  const all = JSON.parse(names) as string[];
  return [['Basis data', `${all.slice(0, most).join(', ')}${all.length > most ? `, dan ${all.length - most} lainnya` : ''}`]];
}

function facts({ params: { run, since, medium, damaged, names, official }, number, officeName, when }: MailContext, more: [string, string][] = []): Block {
  const row = (label: string, value: unknown, say: (value: never) => string = String): [string, string][] => (value == null ? [] : [[label, say(value as never)]]);
  return {
    type: 'facts',
    rows: [
      ['Nomor', number], ['Kantor', officeName], ...row('Jenis', run, (kind: BackupKind) => kinds[kind]), ['Salinan teruji terakhir', since == null ? 'belum ada' : when(Number(since))],
      ...row('Media', medium), ...row('Yang rusak', damaged), ...databases(names), ...row('Pejabat', official), ...more,
    ],
  };
}

const reason = ({ params: { code } }: MailContext): Block[] => (code == null ? [] : [paragraph(sayFailure(code as RunFailure))]);
const see = ({ url }: MailContext): Block => ({ type: 'link', label: 'Buka pencadangan ini', url });

/** Every mail of a run of backups, by the name that the workflow tells. */
export const mails = {
  'task-opened': (mail) => {
    const kind = mail.params.kind as TaskKind;
    return {
      subject: `[${mail.number}] ${mail.params.again === true ? 'Pengingat' : 'Tugas baru'}: ${taskKinds[kind]}`,
      blocks: [greeting(mail), paragraph(asks[kind]), ...(kind === 'periksa-basis-data' ? [] : reason(mail)), facts(mail), see(mail)],
    };
  },
  escalation: (mail) => {
    const { unreached, deadlineAt, clock } = mail.params;
    return {
      subject: `[${mail.number}] ${clock === 'copy' ? 'Belum ada salinan teruji di media' : 'Belum ada cadangan yang teruji'} - ${mail.officeName}`,
      blocks: [
        greeting(mail), ...lateNews(mail), paragraph(`${clocks[clock as ClockName]} sudah terlewat.${unreached == null ? '' : ` Surat kepada ${String(unreached)} tidak sampai.`}`),
        ...reason(mail), facts(mail, [['Batas waktu', mail.when(Number(deadlineAt))]]), see(mail),
      ],
    };
  },
} satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof mails;
