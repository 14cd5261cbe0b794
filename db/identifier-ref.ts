import type { Identifier } from '../workflows/contract.ts';
import type { Vault } from './vault.ts';

/** The pseudonym of a number or an address, which says nothing outside this office (DATA-3, REG-22). */
export const refOf = (vault: Vault, office: string, { kind, value }: Identifier) => vault.pseudonym(`${office}\0${kind}\0${value.toLowerCase()}`);
