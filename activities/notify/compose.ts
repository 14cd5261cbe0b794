import { formatLocal } from '../../calendar/index.ts';
import type { people } from '../../db/schema.ts';
import type { Vault } from '../../db/vault.ts';
import { backupNames } from '../../offices/backup-names.ts';
import type { Rules } from '../../regulations/rules.ts';
import { mailsOf } from '../../workflows/mails.ts';
import { openAccount } from './account.ts';
import { duration, toHtml, toText } from './mail.ts';
import type { MailContent, MailContext } from './mail.ts';
import type { Notice, Parcel } from './parcel.ts';
import type { PostmanDeps } from './postman.ts';
import type { OutgoingMail } from './smtp.ts';

/** A notice as it leaves alone, and what a mail that carries it with others needs of it. */
export interface Letter {
  notice: Notice;
  mail: OutgoingMail;
  content: MailContent;
  officeName: string;
  footer: string;
}

/**
 * Makes the mail of a ledger row; addresses, names and texts are decrypted here and nowhere before.
 * @returns null when the recipient has no address (a person has to be told in another way)
 */
export function compose({ vault, publicUrl, mailFrom }: PostmanDeps, parcel: Parcel): Letter | null {
  const { notice, intake, office, original } = parcel;
  const name = original?.template ?? notice.template;
  const template = mailsOf(notice.sop)[name];
  if (!template) throw new Error(`Notice ${notice.id} has no template '${name}'`);
  const to = address(vault, parcel);
  if (!to) return null;
  const copy = parcel.copy && openPerson(vault, parcel.copy);
  const context: MailContext = {
    ...contextOf(vault, { ...parcel, params: notice.params }), recipientName: to.name,
    url: notice.recipient === 'reporter'
      ? `${publicUrl}/lacak/${intake.number}/${vault.trackingSecret(intake.id)}`
      : `${publicUrl}/kantor/${intake.office}/laporan/${intake.number}`,
    ...(notice.recipient === 'reporter' ? { exportUrl: `${publicUrl}/data-pribadi/ambil/${intake.number}/${vault.exportSecret(intake.id)}` } : {}),
    account: parcel.account && openAccount(vault, parcel.account),
  };
  const content = original ? asCopy(template(context), original, context) : template(context);
  const footer = footerOf(office);
  const mail: OutgoingMail = {
    from: { name: office.settings.name, address: mailFrom }, to: { name: to.name, address: to.mail },
    ...(copy ? { cc: { name: copy.name, address: copy.mail } } : {}),
    subject: content.subject, text: toText(content, footer), html: toHtml(content, footer), messageId: notice.messageId,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Sigap-Notice': notice.key },
  };
  return { notice, mail, content, officeName: office.settings.name, footer };
}

export const footerOf = ({ settings }: Parcel['office']): string => `${settings.name}. Surat ini dikirim otomatis oleh Sigap.`;

/** What a template may say whoever it is for: the case, its office, and the opened texts. */
export function contextOf(vault: Vault, about: Pick<Parcel, 'intake' | 'office' | 'texts'> & { params: Notice['params'] }): Omit<MailContext, 'recipientName' | 'url'> {
  const { intake, params } = about;
  const { name, utcOffsetMinutes } = about.office.settings;
  const texts = Object.fromEntries(about.texts.map(({ id, bodySealed }) => [id, vault.open(bodySealed, `texts:${id}`)]));
  return {
    officeName: name, utcOffsetMinutes, number: intake.number, receivedAt: intake.receivedAt.getTime(),
    params, texts, text: texts[String(params.textId)] ?? null, about: texts[String(params.aboutId)] ?? null, hasContact: intake.reporterContactSealed !== null,
    category: intake.rules.problem.categories.find((category) => category.code === intake.facts.category)?.label ?? '',
    when: (at) => formatLocal(at, utcOffsetMinutes), duration, systems: (codes) => systemNames(intake.rules, codes), backup: backupNames(about.office.settings), ...ofUser(intake),
  };
}

/** Rules that were recorded before there were systems know none. */
function systemNames(rules: Partial<Rules>, codes: unknown): string {
  const names = String(codes).split(',').map((code) => rules.maintenance?.systems.find((system) => system.code === code)?.label ?? code);
  return new Intl.ListFormat('id').format(names);
}

/** Rules that were recorded before there were registrations know none. */
function ofUser({ rules, facts }: Parcel['intake']): Pick<MailContext, 'qualifiers' | 'isProvider' | 'isCentral'> {
  const { qualifiers, kinds = [], activation }: Partial<Rules['registration']> = (rules as Partial<Rules>).registration ?? {};
  return {
    ...(qualifiers ? { qualifiers: qualifiers.value } : {}), isCentral: activation?.value === 'inaproc',
    isProvider: kinds.some(({ code, group }) => code === facts.kind && group === 'provider'),
  };
}

/** The person in copy reads first that it is one, of what and to whom. */
function asCopy({ subject, blocks }: MailContent, { recipient, sentAt }: Notice, { when }: MailContext): MailContent {
  const to = recipient === 'lkpp' ? ' kepada Helpdesk LPSE LKPP' : '';
  const text = `Tembusan: ini salinan surat${to}${sentAt ? ` yang dikirim pada ${when(sentAt.getTime())}` : ''}.`;
  return { subject: `Tembusan: ${subject}`, blocks: [{ type: 'paragraph', text }, ...blocks] };
}

function address(vault: Vault, { notice, intake, person, office }: Parcel): { name: string; mail: string } | null {
  if (notice.recipient === 'lkpp') {
    const { lkpp } = office.settings;
    return lkpp.mail ? { name: 'Helpdesk LPSE LKPP', mail: lkpp.mail } : null;
  }
  if (notice.recipient !== 'reporter') return person && openPerson(vault, person);
  if (!intake.reporterMailSealed) return null;
  return {
    name: intake.reporterNameSealed ? vault.open(intake.reporterNameSealed, `intakes:${intake.id}:name`) : 'Pelapor',
    mail: vault.open(intake.reporterMailSealed, `intakes:${intake.id}:mail`),
  };
}

function openPerson(vault: Vault, { office, id, nameSealed, mailSealed }: typeof people.$inferSelect): { name: string; mail: string } {
  return { name: vault.open(nameSealed, `people:${office}:${id}:name`), mail: vault.open(mailSealed, `people:${office}:${id}:mail`) };
}
