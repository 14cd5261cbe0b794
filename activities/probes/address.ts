import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Names } from './outcome.ts';
import { ProbeFailure } from './outcome.ts';

/** All that is handed out as global unicast (IANA); what lies outside it and has no name in the library is as foreign. */
const globalV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Reachable from anywhere, and so nothing of the network that Sigap stands in. */
export function isGlobal(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.parse(address);
  return ip.range() === 'unicast' && (ip.kind() === 'ipv4' || ip.match(globalV6));
}

/**
 * Resolves a host once and gives a `lookup` for Node's sockets that knows only the addresses that were checked: between
 * check and connection nobody can change where it goes (SSRF by rebinding).
 * @throws ProbeFailure INWARD when an address is not global and the probe may not look inward
 */
export async function checked({ lookup }: Names, host: string, inward: boolean, signal: AbortSignal): Promise<LookupFunction> {
  // Node's own look-up cannot be stopped; it is only waited for no longer.
  const addresses = await Promise.race([lookup(host), over(signal)]);
  if (addresses.length === 0) throw new ProbeFailure('DNS');
  if (!inward && !addresses.every(({ address }) => isGlobal(address))) throw new ProbeFailure('INWARD');
  return pinned(addresses);
}

function pinned(addresses: LookupAddress[]): LookupFunction {
  return (_host, { all }, answer) => {
    const [first] = addresses;
    // Asynchronously, as Node's sockets expect it.
    process.nextTick(() => (all ? answer(null, addresses) : answer(null, first?.address ?? '', first?.family)));
  };
}

const over = (signal: AbortSignal) => new Promise<never>((_resolve, reject) => {
  const late = () => reject(new ProbeFailure('TIMEOUT'));
  if (signal.aborted) late();
  else signal.addEventListener('abort', late, { once: true });
});

/** The host of an address as sockets want it: without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');
