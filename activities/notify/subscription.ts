import { eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { notices, subscribers } from '../../db/schema.ts';
import { officeNow } from '../office.ts';
import type { OfficeNow } from '../office.ts';
import { footerOf } from './compose.ts';
import type { Letter } from './compose.ts';
import { toHtml, toText } from './mail.ts';
import type { MailContent } from './mail.ts';
import type { Notice } from './parcel.ts';
import type { PostmanDeps } from './postman.ts';

/** The one mail of a subscription: its link confirms it, and later changes or ends it. */
export const subscriptionMail = 'subscription';

/** A claimed row of a subscription, which has no case. */
export interface SubscriptionParcel {
  notice: Notice;
  /** null: it has ended. */
  subscriber: typeof subscribers.$inferSelect | null;
  office: OfficeNow;
}

export async function readSubscriptions(db: Db, ids: number[]): Promise<SubscriptionParcel[]> {
  if (ids.length === 0) return [];
  const rows = await db.select({ notice: notices, subscriber: subscribers }).from(notices).leftJoin(subscribers, eq(subscribers.id, notices.caseId)).where(inArray(notices.id, ids));
  return Promise.all(rows.map(async (row) => ({ ...row, office: await officeNow(db, row.notice.office) })));
}

/** Where the owner of an address confirms, changes and ends the subscription. */
const subscriptionUrl = (publicUrl: string, office: string, id: string, secret: string): string => `${publicUrl}/status/${office}/langganan/${id}/${secret}`;

/** @returns null when the subscription has ended */
export function composeSubscription({ vault, publicUrl, mailFrom }: PostmanDeps, { notice, subscriber, office }: SubscriptionParcel): Letter | null {
  if (!subscriber) return null;
  const { name, systems } = office.settings;
  const chosen = subscriber.systems?.map((code) => systems.find((system) => system.code === code)?.label ?? code) ?? ['Semua sistem'];
  const content = contentOf(name, new Intl.ListFormat('id').format(chosen), subscriber.confirmedAt !== null, subscriptionUrl(publicUrl, office.id, subscriber.id, vault.subscriptionSecret(subscriber.id)));
  const footer = footerOf(office);
  return {
    notice, content, officeName: name, footer,
    mail: {
      from: { name, address: mailFrom }, to: { name: '', address: vault.open(subscriber.mailSealed, `subscribers:${subscriber.id}:mail`) },
      subject: content.subject, text: toText(content, footer), html: toHtml(content, footer), messageId: notice.messageId,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Sigap-Notice': notice.key },
    },
  };
}

function contentOf(office: string, systems: string, isConfirmed: boolean, url: string): MailContent {
  const paragraph = (text: string) => ({ type: 'paragraph', text }) as const;
  const said = isConfirmed
    ? ['Alamat surel ini sudah berlangganan. Lewat tautan berikut Anda dapat mengubah pilihan sistem atau berhenti.', 'Jika bukan Anda yang meminta surat ini, abaikan; langganannya tidak berubah.']
    : ['Buka tautan berikut, lalu tekan "Konfirmasi". Sebelum itu kami tidak mengirim pengumuman apa pun.', 'Jika bukan Anda yang mendaftarkan alamat ini, abaikan surat ini; alamatnya kami hapus setelah tujuh hari.'];
  return {
    subject: `[${office}] ${isConfirmed ? 'Langganan pengumuman' : 'Konfirmasi langganan pengumuman'}`,
    blocks: [
      paragraph(`Alamat surel ini didaftarkan untuk menerima pengumuman pemeliharaan dan gangguan dari ${office}.`),
      { type: 'facts', rows: [['Sistem', systems]] }, paragraph(said[0]!),
      { type: 'link', label: isConfirmed ? 'Atur langganan' : 'Konfirmasi langganan', url }, paragraph(said[1]!),
    ],
  };
}
