import { Resolver } from 'node:dns/promises';
import type { Target } from '../../offices/announcement-schema.ts';
import { isGlobal } from './address.ts';
import { down, up } from './outcome.ts';
import type { Names, Outcome } from './outcome.ts';

/** The name has a record of that type, and its addresses are such as the public can reach. */
export async function probeDns({ host, type, inward }: Extract<Target, { kind: 'dns' }>, { servers }: Names, signal: AbortSignal): Promise<Outcome> {
  const resolver = new Resolver();
  if (servers) resolver.setServers(servers);
  const stop = () => resolver.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const found = await resolver.resolve(host, type) as string[];
    if (found.length === 0) return down('DNS');
    return type === 'CNAME' || inward || found.every(isGlobal) ? up : down('INWARD');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
