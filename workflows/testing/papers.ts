import { randomUUID } from 'node:crypto';
import { documents, papers } from '../../db/schema.ts';
import { sealForm } from '../../papers/sealed-form.ts';
import { form } from '../../papers/testing/example.ts';
import type { Case } from './skipping.ts';

/** What the API stores before it sends `witness`. @returns the paper's id */
export async function draftPaper({ db, vault, input: { identity } }: Case, by: string, id: string = randomUUID()): Promise<string> {
  const { caseId, office } = identity;
  await db.insert(papers).values({ id, office, caseId, kind: 'berita-acara-kesaksian', number: `${id}/BA`, person: by, formSealed: sealForm(vault, id, { bodyHash: '', form }) });
  return id;
}

/** The upload that the API has found before it sends `sign`. @returns its hash */
export async function scannedCopy({ db, input: { identity } }: Case, by: string): Promise<string> {
  const sha256 = 'ab'.repeat(32);
  await db.insert(documents).values({ office: identity.office, sha256, mediaType: 'application/pdf', size: 1, nameSealed: 'x', uploadedBy: by });
  return sha256;
}
