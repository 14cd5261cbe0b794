import { randomUUID } from 'node:crypto';
import { documents, papers } from '../../db/schema.ts';
import type { Forms, PaperKind } from '../../papers/kinds.ts';
import { sealForm } from '../../papers/sealed-form.ts';
import { drillForm, form, handoverForm, outageForm } from '../../papers/testing/example.ts';
import type { Case } from './skipping.ts';

/** What the API stores before it sends `witness`. @returns the paper's id */
export const draftPaper = (scene: Stored, by: string, id: string = randomUUID()) => draft(scene, 'berita-acara-kesaksian', form, by, id);

/** What it stores before it sends `paper`. */
export const draftOutagePaper = (scene: Stored, by: string) => draft(scene, 'berita-acara-gangguan', outageForm, by, randomUUID());

export const draftMediaPaper = (scene: Stored, by: string) => draft(scene, 'berita-acara-serah-terima-media', handoverForm, by, randomUUID());

export const draftDrillPaper = (scene: Stored, by: string) => draft(scene, 'berita-acara-uji-pemulihan', drillForm, by, randomUUID());

type Stored = Pick<Case, 'db' | 'vault' | 'input'>;

async function draft<Kind extends PaperKind>({ db, vault, input: { identity } }: Stored, kind: Kind, kept: Forms[Kind], by: string, id: string): Promise<string> {
  const { caseId, office } = identity;
  await db.insert(papers).values({ id, office, caseId, kind, number: `${id}/BA`, person: by, formSealed: sealForm(vault, id, { bodyHash: '', form: kept }) });
  return id;
}

/** The upload that the API has found before it sends `sign`. @returns its hash */
export async function scannedCopy({ db, input: { identity } }: Stored, by: string): Promise<string> {
  const sha256 = 'ab'.repeat(32);
  await db.insert(documents).values({ office: identity.office, sha256, mediaType: 'application/pdf', size: 1, nameSealed: 'x', uploadedBy: by });
  return sha256;
}
