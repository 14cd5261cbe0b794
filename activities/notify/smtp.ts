import { PassThrough } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';

/** What became of one hand-over to the mail server. */
export type Delivery =
  | { outcome: 'sent'; code: string }
  /** The server said no for good (5xx). */
  | { outcome: 'refused'; code: string }
  /** Nothing was handed over; trying again can make no second copy. */
  | { outcome: 'deferred'; code: string }
  /** The server had the whole mail and never answered: it may have been delivered. */
  | { outcome: 'ambiguous'; code: string };

export interface Smtp {
  send(mail: SendMailOptions): Promise<Delivery>;
  close(): void;
}

/**
 * Pooled SMTP. Nodemailer never re-queues (`maxRequeues: 0`): whether a mail may be sent again is the ledger's decision.
 * @param url smtp:// or smtps:// with credentials from the environment
 */
export function createSmtp(url: string, maxConnections = 5): Smtp {
  const transport = createTransport({
    url, pool: true, maxConnections, maxMessages: 200, maxRequeues: 0,
    connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000,
    disableFileAccess: true, disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]);
  const streamed = new WeakSet<object>();
  transport.use('stream', (mail, done) => {
    mail.message.transform(() => {
      const tap = new PassThrough();
      tap.once('end', () => streamed.add(mail.data));
      return tap;
    });
    done();
  });
  return {
    async send(mail) {
      try {
        const info = await transport.sendMail(mail) as { response?: string };
        return { outcome: 'sent', code: (info.response ?? '250').slice(0, 3) };
      } catch (error) {
        return classify(error, streamed.has(mail));
      }
    },
    close: () => transport.close(),
  };
}

function classify(error: unknown, wholeMailWasSent: boolean): Delivery {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  if (responseCode !== undefined && responseCode >= 500) {
    // 530, 534, 535 and 538 refuse Sigap's own login, not the mail.
    return { outcome: code === 'EAUTH' ? 'deferred' : 'refused', code: String(responseCode) };
  }
  if (responseCode !== undefined) return { outcome: 'deferred', code: String(responseCode) };
  return { outcome: wholeMailWasSent ? 'ambiguous' : 'deferred', code: code ?? 'UNKNOWN' };
}
