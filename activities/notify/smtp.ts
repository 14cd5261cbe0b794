import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';

/** What became of one hand-over to the mail server. `isOfContents`: it wants no mail with these words or of this size, whoever it is for. */
export type Delivery =
  | { outcome: 'sent'; code: string }
  /** The server said no for good (5xx). `isOfAddress`: to this recipient, whatever the mail says. */
  | { outcome: 'refused'; code: string; isOfContents?: boolean; isOfAddress?: boolean }
  /** Nothing was handed over; trying again can make no second copy. */
  | { outcome: 'deferred'; code: string; isOfContents?: boolean }
  /** The server had the whole mail and never answered: it may have been delivered. */
  | { outcome: 'ambiguous'; code: string };

export interface Mailbox { name: string; address: string }

export interface OutgoingMail extends Omit<SendMailOptions, 'to' | 'cc' | 'bcc' | 'envelope'> {
  from: Mailbox;
  to: Mailbox;
  /** Named in the header only; a copy is a mail of its own. */
  cc?: Mailbox;
  messageId: string;
}

export interface Smtp {
  send(mail: OutgoingMail, isUrgent?: boolean): Promise<Delivery>;
  close(): void;
}

/** Connections that only urgent mails use. */
const urgentConnections = 2;
/** So long a mail server may be silent. */
export const silenceMs = 30_000;

/**
 * Pooled SMTP, with a pool of their own for urgent mails: they do not queue behind mails that hang. Nodemailer never re-queues (`maxRequeues: 0`): whether a mail may be sent again is the ledger's decision.
 * @param url smtp:// or smtps:// with credentials from the environment
 */
export function createSmtp(url: string, maxConnections = 5): Smtp {
  const ordinary = openPool(url, maxConnections);
  const urgent = openPool(url, urgentConnections);
  return {
    send: (mail, isUrgent = false) => (isUrgent ? urgent : ordinary).send(mail),
    close: () => { ordinary.close(); urgent.close(); },
  };
}

/** A pool by itself; mails to many have one, so that nothing else queues behind them. */
export function openPool(url: string, maxConnections = 5) {
  const transport = createTransport({
    url, pool: true, maxConnections, maxMessages: 200, maxRequeues: 0,
    connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: silenceMs,
    disableFileAccess: true, disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]);
  const handedOver = new Set<string>();
  transport.use('stream', (mail, done) => {
    // The last stream before the connection: it is read only after the server's 354, so its end means that all was handed over.
    // A stream further up (`transform`) ends when its text fits into the buffers behind it, before a connection exists.
    mail.message.processFunc((source) => source.once('end', () => handedOver.add(String(mail.data.messageId))));
    done();
  });

  return {
    async send(mail: OutgoingMail): Promise<Delivery> {
      handedOver.delete(mail.messageId);
      try {
        const info = await transport.sendMail({ ...mail, envelope: { from: mail.from.address, to: mail.to.address } }) as { response?: string };
        return { outcome: 'sent', code: (info.response ?? '250').slice(0, 3) };
      } catch (error) {
        return classify(error, handedOver.has(mail.messageId));
      } finally {
        handedOver.delete(mail.messageId);
      }
    },
    close: () => transport.close(),
  };
}

function classify(error: unknown, wholeMailWasSent: boolean): Delivery {
  const { responseCode, code, command } = error as { responseCode?: number; code?: string; command?: string };
  if (responseCode !== undefined && responseCode >= 500) {
    const isOfContents = code === 'EMESSAGE' || (responseCode === 552 && command === 'MAIL FROM');
    // 530, 534, 535 and 538 refuse Sigap's own login, not the mail.
    return {
      outcome: code === 'EAUTH' ? 'deferred' : 'refused', code: String(responseCode),
      ...(isOfContents ? { isOfContents } : {}), ...(command === 'RCPT TO' ? { isOfAddress: true } : {}),
    };
  }
  if (responseCode !== undefined) return { outcome: 'deferred', code: String(responseCode) };
  // Larger than what the server announced that it takes.
  if (code === 'EMESSAGE' && !wholeMailWasSent) return { outcome: 'deferred', code, isOfContents: true };
  return { outcome: wholeMailWasSent ? 'ambiguous' : 'deferred', code: code ?? 'UNKNOWN' };
}
