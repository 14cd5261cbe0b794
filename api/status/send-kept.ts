import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.ts';
import type { Rendered } from './keeper.ts';

/** Sends what is kept, or 304 to whoever has it already (RFC 9110, 13.1.2). */
export function sendKept(request: FastifyRequest, reply: FastifyReply, { body, etag }: Rendered, type: string): FastifyReply {
  void reply.header('etag', etag).header('cache-control', 'public, max-age=10');
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*') ? reply.code(304).send() : reply.type(type).send(body);
}

/** During an outage everybody reads, and a whole office often does so from one address. */
const readersPerMinute = 600;

/** How a route says that it is for everybody, and how often one address may ask. */
export function forCrowds({ config }: Pick<ApiDeps, 'config'>) {
  return { access: 'public', rateLimit: { max: Math.max(readersPerMinute, config.SIGAP_RATE_LIMIT) } } as const;
}
