import { randomUUID } from 'node:crypto';
import type { importRows } from '../../db/schema.ts';
import type { Vault } from '../../db/vault.ts';
import { externalRefOf } from '../external-ref.ts';
import type { Understood } from './judge.ts';

type ImportRow = typeof importRows.$inferInsert;

/**
 * A row as it waits: ids are given now and everything personal is sealed under the place where it will lie, so that the
 * run moves it inside the database and opens nothing.
 */
export function sealRow(vault: Vault, row: Understood, person: string): Omit<ImportRow, 'importId' | 'row' | 'reasons'> {
  const caseId = randomUUID();
  const seal = (value: string | null, column: string) => (value === null ? null : vault.seal(value, `intakes:${caseId}:${column}`));
  const text = (words: string) => { const id = randomUUID(); return { id, sealed: vault.seal(words, `texts:${id}`) }; };
  const description = text(row.text);
  const answer = row.answer === null ? null : text(row.answer);
  const cause = row.cause === null ? null : text(row.cause);
  return {
    fate: row.fate, caseId, receivedAt: row.receivedAt, closedAt: row.closedAt, facts: { ...row.facts, enteredBy: person },
    nameSealed: seal(row.name, 'name'), mailSealed: seal(row.mail, 'mail'), contactSealed: seal(row.contact, 'contact'),
    externalSealed: seal(row.externalNumber, 'external'), externalRef: refOf(vault, row),
    textId: description.id, textSealed: description.sealed, answerId: answer?.id ?? null, answerSealed: answer?.sealed ?? null,
    causeId: cause?.id ?? null, causeSealed: cause?.sealed ?? null,
  };
}

/** Without a number of its own a row is known by what it says: the same register, longer or solved further, comes again. */
function refOf(vault: Vault, { channel, externalNumber, receivedAt, name, text }: Understood): string {
  if (externalNumber !== null) return externalRefOf(vault, channel, externalNumber);
  return vault.pseudonym(JSON.stringify(['baris', channel, receivedAt.toISOString(), name.toLowerCase(), text]));
}
