import { createHash } from 'node:crypto';

/** The domain of Message-IDs: that of the sender's address, `MAIL_FROM`, also when it is written with a name ("LPSE <a@b>"). */
export function mailDomainOf(mailFrom: string): string {
  return mailFrom.split('@')[1]?.replace(/[^a-zA-Z0-9.-]/g, '') || 'sigap.invalid';
}

/** The Message-ID of a ledger row: the same at every try, so that a receiver can tell a second copy. */
export function messageIdOf(key: string, mailDomain: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${mailDomain}>`;
}
