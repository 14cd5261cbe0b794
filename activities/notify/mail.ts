import type { BackupNames } from '../../offices/backup-names.ts';
/** A mail as its template says it; the layout makes the text part and the HTML part from the same blocks. */
export interface MailContent {
  /** Numbers and office only: a subject never carries personal data. */
  subject: string;
  blocks: Block[];
}

export type Block =
  /** The subject of a notice that travels with others. */
  | { type: 'heading'; text: string }
  | { type: 'paragraph'; text: string }
  | { type: 'facts'; rows: [label: string, value: string][] }
  /** Words of a person, set apart. */
  | { type: 'quote'; text: string }
  | { type: 'link'; label: string; url: string };

/** What a template may use; looked up when the mail is sent. */
export interface MailContext {
  officeName: string;
  utcOffsetMinutes: number;
  number: string;
  recipientName: string;
  receivedAt: number;
  /** The reporter's tracking page, or the staff page of the case. */
  url: string;
  /** Where the reporter fetches the own data (UU 27/2022 art. 32); stands in no page and no answer. */
  exportUrl?: string;
  params: Record<string, unknown>;
  /** The decrypted text that `params.textId` names. */
  text: string | null;
  /** The decrypted text that `params.aboutId` names: what the first one is about; few mails have one. */
  about?: string | null;
  /** Every decrypted text that the params name, by its id. */
  texts?: Record<string, string>;
  /** The account that `params.account` names, and whose it is. */
  account?: MailAccount | null;
  /** The case is of a provider; only they have data on qualification (REG-20). */
  isProvider?: boolean;
  /** The accounts of the office live in INAPROC, not in its own SPSE. */
  isCentral?: boolean;
  /** A telephone number or another way to reach the reporter is known, beside the mail. */
  hasContact?: boolean;
  category: string;
  /** Who clarifies data on qualification, as the office's text names them (REG-20); missing: the case is none of a user's. */
  qualifiers?: string;
  /** The names of systems as the office calls them: 'spse,situs' is 'SPSE dan Situs web LPSE'. */
  systems(codes: unknown): string;
  /** Media and places of backups as the office calls them. */
  backup?: BackupNames;
  /** Displays an instant in the office's zone: '24 Nov 2026 10.15 WIB'. */
  when(at: number): string;
  /** Shows a duration: '2 jam 5 menit'. */
  duration(ms: number): string;
}

/** A user's account, for who must find it in SPSE or INAPROC. */
export interface MailAccount {
  /** null: none was recorded here. */
  userId: string | null;
  holder: string | null;
  /** Firm or agency. */
  organisation: string | null;
  /** Number or User ID of the online registration in SPSE, as the applicant wrote it. */
  reference: string | null;
}

export type MailTemplate = (context: MailContext) => MailContent;

const escape = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

export function toText({ blocks }: MailContent, footer: string): string {
  const parts = blocks.map((block) => {
    switch (block.type) {
      case 'heading': return `${block.text}\n${'='.repeat(Math.min(block.text.length, 70))}`;
      case 'paragraph': return block.text;
      case 'facts': return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n');
      case 'quote': return block.text.split('\n').map((line) => `> ${line}`).join('\n');
      case 'link': return `${block.label}:\n${block.url}`;
    }
  });
  return `${parts.join('\n\n')}\n\n-- \n${footer}\n`;
}

export function toHtml({ subject, blocks }: MailContent, footer: string): string {
  const parts = blocks.map((block) => {
    switch (block.type) {
      case 'heading': return `<h2 style="font-size:1.1em;border-top:1px solid #999;margin-top:1.5em;padding-top:.8em">${escape(block.text)}</h2>`;
      case 'paragraph': return `<p>${escape(block.text)}</p>`;
      case 'facts': return `<table>${block.rows.map(([label, value]) =>
        `<tr><th scope="row" style="text-align:left;padding-right:1em">${escape(label)}</th><td>${escape(value)}</td></tr>`).join('')}</table>`;
      case 'quote': return `<blockquote style="white-space:pre-wrap;border-left:3px solid #999;margin:1em 0;padding-left:1em">${escape(block.text)}</blockquote>`;
      case 'link': return `<p><a href="${escape(block.url)}">${escape(block.label)}</a></p>`;
    }
  });
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>${escape(subject)}</title></head>`
    + `<body style="font-family:sans-serif;line-height:1.5;max-width:40em">${parts.join('')}<hr><p style="color:#555">${escape(footer)}</p></body></html>`;
}

/** '3 hari 2 jam', '2 jam 5 menit', '12 detik': at most two units. */
export function duration(ms: number): string {
  const units: [string, number][] = [['hari', 86_400_000], ['jam', 3_600_000], ['menit', 60_000], ['detik', 1000]];
  const first = units.findIndex(([, size]) => ms >= size);
  if (first === -1) return 'kurang dari 1 detik';
  const parts: string[] = [];
  let rest = ms;
  for (const [name, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.join(' ');
}
