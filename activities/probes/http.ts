import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Target } from '../../offices/announcement-schema.ts';
import { checked, hostOf } from './address.ts';
import { down, ProbeFailure, up } from './outcome.ts';
import type { Names, Outcome } from './outcome.ts';

type HttpTarget = Extract<Target, { kind: 'http' }>;

const maxRedirects = 3;
/** Of a page; what comes after it is not looked at. */
const maxBytes = 256 * 1024;
const redirects = [301, 302, 303, 307, 308];

/**
 * A page answers with an awaited status and, where the office says so, with words that no error page has. Redirects are
 * followed by hand, each to an address that is checked anew; the permission to look inward is for the listed host and port
 * only, or for the other scheme's own port where none is written.
 */
export async function probeHttp(target: HttpTarget, names: Names, signal: AbortSignal): Promise<Outcome> {
  const listed = new URL(target.url);
  let url = listed;
  for (let hops = 0; hops <= maxRedirects; hops += 1) {
    const lookup = await checked(names, hostOf(url), target.inward && url.host === listed.host, signal);
    const { status, location, body } = await get(url, lookup, signal);
    if (target.status.includes(status)) return target.contains === undefined || body.includes(target.contains) ? up : down('WRONG_PAGE');
    if (!redirects.includes(status) || location === undefined) return down(`STATUS_${status}`);
    url = next(location, url);
  }
  return down('LOOP');
}

function next(location: string, from: URL): URL {
  const url = URL.parse(location, from);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new ProbeFailure('BAD_REDIRECT');
  return url;
}

type Lookup = Awaited<ReturnType<typeof checked>>;

/** No cookies, no credentials, no connection that is kept. */
async function get(url: URL, lookup: Lookup, signal: AbortSignal): Promise<{ status: number; location: string | undefined; body: Buffer }> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { lookup, signal, agent: false, headers: { 'user-agent': 'Sigap', accept: '*/*', 'accept-encoding': 'identity' } })
      .on('response', resolve).on('error', reject)
      // An answer that is none (101) ends without an error.
      .on('close', () => reject(new ProbeFailure('BAD_ANSWER'))).end();
  });
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return { status: answer.statusCode ?? 0, location: answer.headers.location, body: Buffer.concat(chunks, Math.min(size, maxBytes)) };
}
