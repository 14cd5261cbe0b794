import { createHash } from 'node:crypto';
import type { Vault } from '../db/vault.ts';
import type { WitnessForm } from './witness-form.ts';

/** What a paper's row keeps under seal: the form, and the hash of the request that brought it, for retries. */
export interface KeptForm { bodyHash: string; form: WitnessForm }

const place = (id: string) => `papers:${id}:form`;

export function sealForm(vault: Vault, id: string, kept: KeptForm): string {
  return vault.seal(JSON.stringify(kept), place(id));
}

export function openForm(vault: Vault, id: string, sealed: string): KeptForm {
  return JSON.parse(vault.open(sealed, place(id))) as KeptForm;
}

/** SHA-256 of a form, hex; stands on the paper, so that paper and form can be held against each other. */
export function digestOf(form: WitnessForm): string {
  return createHash('sha256').update(JSON.stringify(form)).digest('hex');
}
