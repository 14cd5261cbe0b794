import type { Letter } from './compose.ts';
import { toHtml, toText } from './mail.ts';
import type { Block } from './mail.ts';
import { mailDomainOf, messageIdOf } from './message-id.ts';
import type { Notice } from './parcel.ts';
import type { OutgoingMail } from './smtp.ts';

/** So many notices stay below what mail servers take, also when each quotes a text of full length. */
export const maxTogether = 100;

/** The Message-ID of a mail that carries these: the same for the same notices, whatever their order. */
export function bundleIdOf(rows: Pick<Notice, 'key' | 'messageId'>[]): string {
  const keys = rows.map(({ key }) => key).sort();
  return messageIdOf(keys.join('\n'), mailDomainOf(rows[0]?.messageId ?? ''));
}

/**
 * One mail for several letters to the same person, deadlines first, then by the moment they were due. Its subject names
 * the office and a count; each notice keeps its own words under its own subject.
 */
export function together(letters: Letter[]): OutgoingMail {
  const ordered = letters.toSorted((a, b) => rank(a) - rank(b) || momentOf(a) - momentOf(b) || a.notice.id - b.notice.id);
  const { mail, officeName, footer } = ordered[0]!;
  const blocks: Block[] = [
    { type: 'paragraph', text: `Yth. ${mail.to.name},` },
    { type: 'paragraph', text: `Surat ini memuat ${ordered.length} pemberitahuan untuk Anda, yang paling mendesak disebut lebih dulu.` },
    ...ordered.flatMap(({ content }, index): Block[] => [{ type: 'heading', text: `${index + 1}. ${content.subject}` }, ...content.blocks]),
  ];
  const content = { subject: `[${officeName}] ${ordered.length} pemberitahuan untuk Anda`, blocks };
  return {
    ...mail, subject: content.subject, text: toText(content, footer), html: toHtml(content, footer),
    messageId: bundleIdOf(letters.map(({ notice }) => notice)),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Sigap-Notice': ordered.map(({ notice }) => notice.key) },
  };
}

const rank = ({ notice }: Letter): number => (notice.urgency === 'deadline' ? 0 : 1);
const momentOf = ({ notice: { params, createdAt } }: Letter): number => (typeof params.dueAt === 'number' ? params.dueAt : createdAt.getTime());
