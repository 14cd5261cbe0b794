import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Rendered } from './shelf.ts';

/** Sends what is kept, or 304 to whoever has it already (RFC 9110, 13.1.2). */
export function sendKept(request: FastifyRequest, reply: FastifyReply, { body, etag }: Rendered, type: string): FastifyReply {
  void reply.header('etag', etag).header('cache-control', 'public, max-age=10');
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*') ? reply.code(304).send() : reply.type(type).send(body);
}
