import PostalMime from 'postal-mime';

export interface Envelope {
  /** The address of MAIL FROM; empty for a bounce. */
  from: string;
  /** The addresses of RCPT TO. */
  to: string[];
  receivedAtMs: number;
}

/** A mail as it was accepted, not yet parsed. */
export interface StoredMail extends Envelope {
  id: string;
  raw(): Promise<Buffer>;
}

export interface Mail extends Envelope {
  id: string;
  subject: string;
  /** With its angle brackets. */
  messageId: string | undefined;
  headers: { name: string; value: string }[];
  /** Keys of the notices that it carries: one, or those of one person that waited together. */
  notices: string[];
  text: string | undefined;
  html: string | undefined;
  /** The source, byte for byte. */
  raw: string;
}

const noticeHeader = 'x-sigap-notice';

const parsed = new WeakMap<StoredMail, Promise<Mail>>();

/** Parses a mail the first time somebody looks at it. */
export function openMail(stored: StoredMail): Promise<Mail> {
  const known = parsed.get(stored);
  if (known) return known;
  const mail = parse(stored);
  parsed.set(stored, mail);
  return mail;
}

async function parse(stored: StoredMail): Promise<Mail> {
  const raw = await stored.raw();
  const email = await PostalMime.parse(raw);
  const headers = email.headers.map((header) => ({ name: header.originalKey, value: header.value }));
  return {
    id: stored.id,
    from: stored.from,
    to: stored.to,
    receivedAtMs: stored.receivedAtMs,
    subject: email.subject ?? '',
    messageId: email.messageId,
    headers,
    notices: headers.filter(({ name }) => name.toLowerCase() === noticeHeader).map(({ value }) => value),
    text: email.text,
    html: email.html,
    raw: raw.toString('latin1'),
  };
}
