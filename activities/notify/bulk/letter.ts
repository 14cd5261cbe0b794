import { and, eq, inArray } from 'drizzle-orm';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Db } from '../../../db/client.ts';
import { intakes, mailings, texts } from '../../../db/schema.ts';
import type { Vault } from '../../../db/vault.ts';
import { mailsOf } from '../../../workflows/mails.ts';
import type { Rules } from '../../../regulations/rules.ts';
import { officeNow } from '../../office.ts';
import type { OfficeNow } from '../../office.ts';
import { contextOf, footerOf } from '../compose.ts';
import { toHtml, toText } from '../mail.ts';
import type { Block } from '../mail.ts';
import type { PostmanDeps } from '../postman.ts';
import type { OutgoingMail } from '../smtp.ts';
import type { Mailing } from './address.ts';
import type { Copy } from './lane.ts';
import { leavesAt } from './leaves-at.ts';

/** A mailing in its final form: only what differs from copy to copy is still open. */
export interface BulkLetter {
  until: Date | null;
  copyFor(copy: Pick<Copy, 'key' | 'messageId' | 'mailRef'>, address: string): OutgoingMail;
}

/** Stands where each copy has its own token, and is as long, so that the lines of the encoded mail stay as they are. */
const placeholder = 'Xq7'.repeat(15).slice(0, 44);
/** The encoding may break a line anywhere in it. */
const hole = new RegExp([...placeholder].join('(?:=\\r\\n)?'), 'g');

export type Making = Pick<PostmanDeps, 'db' | 'vault' | 'publicUrl' | 'mailFrom'>;

export const stopUrl = (publicUrl: string, office: string, token: string): string => `${publicUrl}/langganan/berhenti/${office}/${token}`;

/**
 * Renders a mailing once, whatever the number of its copies: a thousand times the same words are encoded a single time.
 * @throws Error when the SOP has no such mail
 */
export async function writeLetter(deps: Making, mailingId: string): Promise<BulkLetter> {
  const { vault, publicUrl, mailFrom } = deps;
  const { mailing, intake, office } = await readMailing(deps.db, mailingId);
  const template = mailsOf(mailing.sop)[mailing.template];
  if (!template) throw new Error(`Mailing ${mailing.id} has no template '${mailing.template}'`);
  const { subject, blocks } = template({
    ...contextOf(vault, { intake, office, params: lateBy(mailing, intake.rules, office, Date.now()), texts: await textsOf(deps.db, mailing) }),
    recipientName: 'Pengguna SPSE', url: `${publicUrl}/status/${mailing.office}#${intake.number}`,
  });
  const stop: Block = { type: 'link', label: 'Berhenti menerima pengumuman lewat surel', url: stopUrl(publicUrl, mailing.office, placeholder) };
  const content = { subject, blocks: [...blocks, stop] };
  const footer = footerOf(office);
  const from = { name: office.settings.name, address: mailFrom };
  const encoded = await new MailComposer({
    from, subject, text: toText(content, footer), html: toHtml(content, footer), textEncoding: 'quoted-printable',
    headers: { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }).compile().build();
  // Each copy has a moment and an id of its own.
  const fill = filling(encoded.toString('latin1').replace(/^(?:Date|Message-ID): .*\r\n/gim, ''));
  return {
    until: mailing.until,
    copyFor({ key, messageId, mailRef }, address) {
      // Header lines are written here: what is no plain address could add one.
      if (!/^[!-~]+$/.test(address)) throw new Error(`The address of ${key} is none`);
      const token = vault.stopToken(mailing.office, mailRef);
      const head = [
        `To: ${address}`, `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`, `Message-ID: ${messageId}`, `X-Sigap-Notice: ${key}`,
        `List-Unsubscribe: <${stopUrl(publicUrl, mailing.office, token)}>`,
      ];
      return { from, to: { name: '', address }, messageId, raw: `${head.join('\r\n')}\r\n${fill(token)}` };
    },
  };
}

/**
 * The lateness of news, as far as it is known now: the mail server may have been away since the case told it. Waiting for the
 * office to open is none. @param now epoch ms
 */
function lateBy(mailing: Pick<Mailing, 'isUrgent' | 'params'>, rules: Rules, office: OfficeNow, now: number): Mailing['params'] {
  const { dueAt, lateMs } = mailing.params;
  if (typeof dueAt !== 'number') return mailing.params;
  const couldLeave = leavesAt(mailing, rules, office, dueAt);
  return now - couldLeave > Number(lateMs ?? 0) ? { ...mailing.params, dueAt: couldLeave, lateMs: now - couldLeave } : mailing.params;
}

/** @returns the mail with that token in every hole, broken where the placeholder was */
function filling(encoded: string): (token: string) => string {
  const lengths = [...encoded.matchAll(hole)].map(([found]) => found.split('=\r\n').map((part) => part.length));
  const pieces = encoded.split(hole);
  if (lengths.length !== 2) throw new Error('A mail to many lacks its link');
  return (token) => pieces.map((piece, index) => piece + broken(token, lengths[index] ?? [])).join('');
}

function broken(token: string, lengths: number[]): string {
  let at = 0;
  return lengths.map((length) => token.slice(at, at += length)).join('=\r\n');
}

async function readMailing(db: Db, id: string) {
  const [row] = await db.select({ mailing: mailings, intake: intakes }).from(mailings).innerJoin(intakes, eq(intakes.id, mailings.caseId)).where(eq(mailings.id, id));
  if (!row) throw new Error(`There is no mailing ${id}`);
  return { ...row, office: await officeNow(db, row.mailing.office) };
}

/** The texts that the params name, under any name that ends in `Id` or `Ids`. */
async function textsOf(db: Db, { caseId, params }: Mailing): Promise<{ id: string; bodySealed: string }[]> {
  const ids = Object.entries(params).flatMap(([name, value]) => (/Ids?$/.test(name) && typeof value === 'string' ? value.split(',') : []));
  const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id));
  return uuids.length === 0 ? [] : db.select({ id: texts.id, bodySealed: texts.bodySealed }).from(texts).where(and(eq(texts.caseId, caseId), inArray(texts.id, uuids)));
}

/** The address of a copy. @returns null when its owner is gone from the house */
export function addressOf(vault: Vault, { recipient, sealed }: Copy): string | null {
  if (sealed === null) return null;
  const [kind, id] = recipient.split(':');
  return vault.open(sealed, kind === 'subscriber' ? `subscribers:${id}:mail` : `intakes:${id}:mail`);
}
