import { EventEmitter, on } from 'node:events';
import { Faults, type Fault } from './mailbox/faults.ts';
import { type Mail, openMail, type StoredMail } from './mailbox/mail.ts';
import { listenSmtp } from './mailbox/smtp.ts';
import { openStore } from './mailbox/store.ts';
import { listenWeb } from './mailbox/web.ts';

export type { Fault, FaultKind } from './mailbox/faults.ts';
export { openMail, type Mail, type StoredMail } from './mailbox/mail.ts';

export interface MailboxOptions {
  /** 0: any free port. */
  smtpPort?: number;
  /** Without it there is no page and no JSON. 0: any free port. */
  webPort?: number;
  /** Keeps each mail as a file; without it mails live in memory. */
  folder?: string;
}

export interface Mailbox {
  /** For SMTP_URL. */
  readonly smtpUrl: string;
  readonly smtpPort: number;
  readonly webUrl: string | undefined;
  /** Mails as they were accepted, oldest first; not parsed, so thousands a second do not hurt. */
  readonly stored: readonly StoredMail[];
  /** How many were accepted, for one recipient or for all. */
  count(to?: string): number;
  /** All mails, oldest first, parsed. */
  mails(): Promise<Mail[]>;
  /** The first mail, already here or still to come, that the predicate accepts. @throws Error naming what came instead. */
  waitFor(predicate: (mail: Mail) => boolean, timeoutMs: number): Promise<Mail>;
  /** The mails that come from now on. */
  incoming(signal?: AbortSignal): AsyncIterable<Mail>;
  /** Makes the mailbox misbehave; returns what heals it. */
  fail(fault: Fault): () => void;
  heal(): void;
  stop(): Promise<void>;
}

/** Starts a mailbox on loopback: real SMTP in, and nothing out. @throws the system's error when a port is taken. */
export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const store = await openStore(options.folder);
  const faults = new Faults();
  const events = new EventEmitter<{ mail: [StoredMail] }>();
  events.setMaxListeners(0);
  const smtp = await listenSmtp(options.smtpPort ?? 0, {
    faults,
    keep: async (envelope, raw) => events.emit('mail', await store.add(envelope, raw)),
  });
  const web = options.webPort === undefined ? undefined : await listenWeb(options.webPort, store).catch(async (error: unknown) => {
    await smtp.close();
    throw error;
  });
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    smtpPort: smtp.port,
    webUrl: web?.url,
    stored: store.mails,
    count: (to) => (to === undefined ? store.mails : store.mails.filter((mail) => mail.to.includes(to))).length,
    mails: () => Promise.all(store.mails.map(openMail)),
    waitFor: (predicate, timeoutMs) => waitFor(store.mails, events, predicate, timeoutMs),
    incoming: (signal) => incoming(events, signal),
    fail: (fault) => faults.add(fault),
    heal: () => faults.clear(),
    stop: async () => void (await Promise.all([smtp.close(), web?.close()])),
  };
}

type MailEvents = EventEmitter<{ mail: [StoredMail] }>;

async function* incoming(events: MailEvents, signal?: AbortSignal): AsyncIterable<Mail> {
  for await (const [stored] of on(events, 'mail', { signal })) yield await openMail(stored as StoredMail);
}

async function waitFor(mails: StoredMail[], events: MailEvents, predicate: (mail: Mail) => boolean, timeoutMs: number): Promise<Mail> {
  const signal = AbortSignal.timeout(timeoutMs);
  // Listening begins before the look at what is here, so that nothing slips between.
  const later = on(events, 'mail', { signal });
  try {
    for (const stored of [...mails]) {
      const mail = await openMail(stored);
      if (predicate(mail)) return mail;
    }
    for await (const [stored] of later) {
      const mail = await openMail(stored as StoredMail);
      if (predicate(mail)) return mail;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await later.return?.();
  }
  const seen = await Promise.all(mails.map(openMail));
  const list = seen.map((mail) => `  ${mail.to.join(', ')}: ${mail.subject}`).join('\n');
  throw new Error(`No such mail within ${timeoutMs} ms. ${mails.length} came:\n${list}`);
}
