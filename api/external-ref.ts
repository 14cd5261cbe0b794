import type { Vault } from '../db/vault.ts';

/**
 * A pseudonym of the number under which the channel itself knows a report (an SPSE ticket, a letter), so that it is
 * entered once; capitals and spaces tell no two numbers apart.
 */
export function externalRefOf(vault: Vault, channel: string, number: string): string {
  return vault.pseudonym(`${channel}\0${number.toLowerCase().replace(/\s+/g, '')}`);
}
