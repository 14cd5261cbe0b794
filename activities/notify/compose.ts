import { and, eq } from 'drizzle-orm';
import { formatLocal } from '../../calendar/index.ts';
import { intakes, notices, people, texts } from '../../db/schema.ts';
import { mailsOf } from '../../workflows/mails.ts';
import type { PostmanDeps } from './postman.ts';
import type { OutgoingMail } from './smtp.ts';
import { officeNow } from '../office.ts';
import { duration, toHtml, toText } from './mail.ts';
import type { MailContext } from './mail.ts';

export type Notice = typeof notices.$inferSelect;

/**
 * Makes the mail of a ledger row; addresses, names and texts are read and decrypted here and nowhere before.
 * @returns null when the recipient has no address (a person has to be told in another way)
 */
export async function compose(deps: PostmanDeps, notice: Notice): Promise<OutgoingMail | null> {
  const { db, vault, publicUrl } = deps;
  const office = await officeNow(db, notice.office);
  const [intake] = await db.select().from(intakes).where(eq(intakes.id, notice.caseId));
  const template = mailsOf(notice.sop)[notice.template];
  if (!intake || !template) throw new Error(`Notice ${notice.id} has no intake or no template '${notice.template}'`);
  const offset = office.settings.utcOffsetMinutes;
  const to = await address(deps, notice, intake);
  if (!to) return null;
  const copy = notice.copyTo ? await person(deps, notice.office, notice.copyTo) : null;
  const context: MailContext = {
    officeName: office.settings.name, utcOffsetMinutes: offset, number: intake.number, recipientName: to.name,
    receivedAt: intake.receivedAt.getTime(),
    url: notice.recipient === 'reporter'
      ? `${publicUrl}/lacak/${intake.number}/${vault.trackingSecret(intake.id)}`
      : `${publicUrl}/api/v1/offices/${intake.office}/cases/${intake.number}`,
    params: notice.params, text: await textOf(deps, notice),
    category: intake.rules.problem.categories.find((category) => category.code === intake.facts.category)?.label ?? '',
    when: (at) => formatLocal(at, offset), duration,
  };
  const content = template(context);
  const footer = `${office.settings.name}. Surat ini dikirim otomatis oleh Sigap.`;
  return {
    from: { name: office.settings.name, address: deps.mailFrom }, to: { name: to.name, address: to.mail },
    ...(copy ? { cc: { name: copy.name, address: copy.mail } } : {}),
    subject: content.subject, text: toText(content, footer), html: toHtml(content, footer), messageId: notice.messageId,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Sigap-Notice': notice.key },
  };
}

async function address(deps: PostmanDeps, notice: Notice, intake: typeof intakes.$inferSelect): Promise<{ name: string; mail: string } | null> {
  if (notice.recipient === 'lkpp') {
    const { lkpp } = (await officeNow(deps.db, notice.office)).settings;
    return lkpp.mail ? { name: 'Helpdesk LPSE LKPP', mail: lkpp.mail } : null;
  }
  if (notice.recipient !== 'reporter') return person(deps, notice.office, notice.recipient);
  if (!intake.reporterMailSealed) return null;
  return {
    name: intake.reporterNameSealed ? deps.vault.open(intake.reporterNameSealed, `intakes:${intake.id}:name`) : 'Pelapor',
    mail: deps.vault.open(intake.reporterMailSealed, `intakes:${intake.id}:mail`),
  };
}

async function person({ db, vault }: PostmanDeps, office: string, id: string): Promise<{ name: string; mail: string } | null> {
  const [row] = await db.select().from(people).where(and(eq(people.office, office), eq(people.id, id)));
  if (!row) return null;
  return { name: vault.open(row.nameSealed, `people:${office}:${id}:name`), mail: vault.open(row.mailSealed, `people:${office}:${id}:mail`) };
}

async function textOf({ db, vault }: PostmanDeps, notice: Notice): Promise<string | null> {
  const { textId } = notice.params;
  if (typeof textId !== 'string') return null;
  const [row] = await db.select().from(texts).where(and(eq(texts.id, textId), eq(texts.caseId, notice.caseId)));
  return row ? vault.open(row.bodySealed, `texts:${row.id}`) : null;
}
