import { createHash } from 'node:crypto';
import type { Vault } from '../db/vault.ts';
import type { Forms, PaperKind } from './kinds.ts';

/** What a paper's row keeps under seal: the form, and the hash of the request that brought it, for retries. */
export interface KeptForm { bodyHash: string; form: Forms[PaperKind] }

const place = (id: string) => `papers:${id}:form`;

export function sealForm(vault: Vault, id: string, kept: KeptForm): string {
  return vault.seal(JSON.stringify(kept), place(id));
}

export function openForm(vault: Vault, id: string, sealed: string): KeptForm {
  return JSON.parse(vault.open(sealed, place(id))) as KeptForm;
}

/** SHA-256 of a form, hex; stands on the paper, so that paper and form can be held against each other. */
export function digestOf(form: Forms[PaperKind]): string {
  return createHash('sha256').update(JSON.stringify(form)).digest('hex');
}
