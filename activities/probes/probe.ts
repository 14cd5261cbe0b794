import { lookup } from 'node:dns/promises';
import type { Target } from '../../offices/announcement-schema.ts';
import { probeDns } from './dns.ts';
import { probeHttp } from './http.ts';
import { codeOf, down } from './outcome.ts';
import type { Names, Outcome } from './outcome.ts';
import { probeTcp } from './tcp.ts';
import { probeTls } from './tls.ts';

/** As this machine finds them, its own list of hosts included. */
const own: Names = { lookup: (host) => lookup(host, { all: true }) };

/** Looks at one target, once; ends within the time in every case and never throws. @param timeoutMs over everything */
export async function probe(target: Target, timeoutMs: number, names: Names = own): Promise<Outcome> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await look(target, names, signal);
  } catch (error) {
    return down(codeOf(error, signal));
  }
}

function look(target: Target, names: Names, signal: AbortSignal): Promise<Outcome> {
  switch (target.kind) {
    case 'http': return probeHttp(target, names, signal);
    case 'tcp': return probeTcp(target, names, signal);
    case 'tls': return probeTls(target, names, signal);
    case 'dns': return probeDns(target, names, signal);
  }
}
