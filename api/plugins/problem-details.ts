import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Problem, problemBody } from '../problems.ts';
import type { ProblemCode } from '../problems.ts';

const fastifyCodes: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  FST_REQ_FILE_TOO_LARGE: 'file-too-large',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'media-type',
};

/** Postgres is out of reach, not unhappy with what it was asked. */
const gone = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN',
  'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', '57P01', '57P02', '57P03', '53300',
]);

/** Turns every error into problem details; a 500 never shows what went wrong inside. */
export const problemDetails = fp(async (app) => {
  app.setErrorHandler(answerWithProblem);
  app.setNotFoundHandler((request, reply) => answerWithProblem(new Problem('not-found'), request, reply));
});

/** Also for what Fastify refuses before a route is found. */
export function answerWithProblem(error: Error & { code?: string }, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, extra } = translate(error);
  const body = problemBody(code, code === 'internal' ? { ...extra, trace: request.id } : extra);
  if (body.status >= 500) request.log.error({ code, reason: error.code ?? error.name, stack: placesOf(error) }, 'request failed');
  if (body.status === 503) void reply.header('retry-after', '2');
  return reply.code(body.status).type('application/problem+json').send(body);
}

/** Where it went wrong, without the message: that of a failed query carries the query's parameters, over several lines. */
export function placesOf(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 5);
}

export function translate(error: unknown): { code: ProblemCode; extra: Record<string, unknown> } {
  if (error instanceof Problem) return { code: error.code, extra: error.extra };
  const { code, statusCode, cause } = error as { code?: string; statusCode?: number; cause?: unknown };
  const inner = (cause as { code?: string } | undefined)?.code;
  if ((code && gone.has(code)) || (inner && gone.has(inner))) return { code: 'database-unavailable', extra: {} };
  const known = code ? fastifyCodes[code] : undefined;
  if (known) return { code: known, extra: {} };
  if (statusCode === 429) return { code: 'too-many-requests', extra: {} };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return { code: 'bad-request', extra: {} };
  return { code: 'internal', extra: {} };
}
