import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { accounts, intakes, texts } from '../../db/schema.ts';
import { userIdText } from '../../db/user-id.ts';
import type { Vault } from '../../db/vault.ts';
import { formLine } from '../../workflows/registration/form-words.ts';
import type { MailAccount } from './mail.ts';

type Sealed = { id: string; bodySealed: string };

/** A user's account and whose it is now, still sealed. */
export interface SealedAccount {
  userId: Sealed | null;
  /** The case that says who the holder is, and the name there. */
  contactCaseId: string;
  nameSealed: string | null;
  /** The forms of that case and of the registration, newest first. */
  forms: Sealed[];
}

/** @returns null when the office has no such account */
export async function readAccount(db: Db, office: string, number: string): Promise<SealedAccount | null> {
  const [account] = await db.select().from(accounts).where(and(eq(accounts.office, office), eq(accounts.number, number)));
  if (!account) return null;
  const { caseId, contactCaseId } = account;
  const rows = await db.select({ caseId: intakes.id, name: intakes.reporterNameSealed, form: { id: texts.id, bodySealed: texts.bodySealed } }).from(intakes)
    .innerJoin(texts, eq(texts.id, intakes.textId)).where(inArray(intakes.id, [contactCaseId, caseId]));
  const contact = rows.find((row) => row.caseId === contactCaseId);
  const first = rows.find((row) => row.caseId === caseId && row !== contact);
  return {
    contactCaseId, nameSealed: contact?.name ?? null, userId: await userIdText(db, caseId) ?? null,
    forms: [contact, first].flatMap((row) => (row ? [row.form] : [])),
  };
}

export function openAccount(vault: Vault, { userId, contactCaseId, nameSealed, forms }: SealedAccount): MailAccount {
  const open = ({ id, bodySealed }: Sealed) => vault.open(bodySealed, `texts:${id}`);
  const words = forms.map(open);
  const line = (label: Parameters<typeof formLine>[1]) => words.map((form) => formLine(form, label)).find((found) => found !== null) ?? null;
  return {
    userId: userId && open(userId), holder: nameSealed && vault.open(nameSealed, `intakes:${contactCaseId}:name`),
    organisation: line('company') ?? line('agency'), reference: line('reference'),
  };
}
