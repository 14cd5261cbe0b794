import type { Block, MailContext } from '../../../activities/notify/mail.ts';
import { paragraph, quoted } from '../../mail-parts.ts';

export const facts = (mail: MailContext, more: [string, string][] = []): Block => ({
  type: 'facts', rows: [['Nomor permohonan', mail.number], ['Kantor', mail.officeName], ['Diterima', mail.when(mail.receivedAt)], ...more],
});

/** Things on the checklist, one a line; nothing where there are none. */
export const listed = (heading: string, lines: unknown): Block[] =>
  (typeof lines !== 'string' || lines === '' ? [] : [paragraph([heading, ...lines.split('\n').map((line) => `- ${line}`)].join('\n'))]);

/** What is missing, each with the verifikator's reason where a copy was untrue (REG-13). */
export function missing({ params, texts = {} }: MailContext, heading: string): Block[] {
  const lines = typeof params.missing !== 'string' || params.missing === '' ? [] : params.missing.split('\n');
  const ids = typeof params.reasonIds === 'string' ? params.reasonIds.split(',') : [];
  const blocks: Block[] = [];
  let open = heading;
  for (const [index, line] of lines.entries()) {
    open += `${open === '' ? '' : '\n'}- ${line}`;
    const reason = texts[ids[index] ?? ''];
    if (reason === undefined && index < lines.length - 1) continue;
    blocks.push(paragraph(open), ...(reason === undefined ? [] : quoted('Alasannya:', reason)));
    open = '';
  }
  return blocks;
}

/** Which originals, where, and who says when (REG-4, REG-24); nothing once all were seen. */
export function originals({ params: { originals: lines, place, video } }: MailContext): Block[] {
  const where = `${place == null ? 'kantor kami' : String(place)}${video === true ? ', atau lewat video langsung' : ''}`;
  const list = listed('Dokumen asli yang harus ditunjukkan:', lines);
  return list.length === 0 ? [] : [...list, paragraph(`Tempatnya: ${where}. Waktunya ditetapkan kantor dan kami kabarkan kepada Anda.`)];
}

const ways: Record<string, string> = { loket: 'di loket', video: 'lewat video langsung' };
/** When and where originals are shown. */
export const meeting = ({ params, when }: MailContext): [string, string][] => [
  ['Waktu', when(Number(params.at))],
  ...(params.how === undefined ? [] : [['Cara', ways[String(params.how)] ?? ''] as [string, string]]),
  ...(params.place == null || params.how === 'video' ? [] : [['Tempat', String(params.place)] as [string, string]]),
];
