import type { Block, MailContext } from '../../../activities/notify/mail.ts';
import { paragraph } from '../../mail-parts.ts';

export const facts = (mail: MailContext, more: [string, string][] = []): Block => ({
  type: 'facts', rows: [['Nomor permohonan', mail.number], ['Kantor', mail.officeName], ['Diterima', mail.when(mail.receivedAt)], ...more],
});

/** Things on the checklist, one a line; nothing where there are none. */
export const listed = (heading: string, lines: unknown): Block[] =>
  (typeof lines !== 'string' || lines === '' ? [] : [paragraph([heading, ...lines.split('\n').map((line) => `- ${line}`)].join('\n'))]);

const ways: Record<string, string> = { loket: 'di loket', video: 'lewat video langsung' };
/** When and where originals are shown. */
export const meeting = ({ params, when }: MailContext): [string, string][] => [
  ['Waktu', when(Number(params.at))],
  ...(params.how === undefined ? [] : [['Cara', ways[String(params.how)] ?? ''] as [string, string]]),
  ...(params.place == null || params.how === 'video' ? [] : [['Tempat', String(params.place)] as [string, string]]),
];
