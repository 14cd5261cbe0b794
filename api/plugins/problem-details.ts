import type { FastifyError } from 'fastify';
import fp from 'fastify-plugin';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Problem, problemBody } from '../problems.ts';
import type { ProblemCode } from '../problems.ts';

const fastifyCodes: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type',
  FST_REQ_FILE_TOO_LARGE: 'file-too-large',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'media-type',
};

/** Postgres is out of reach, not unhappy with what it was asked. */
const gone = new Set(['ECONNREFUSED', 'ECONNRESET', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', '57P01', '57P02', '57P03', '53300']);

/** Turns every error into problem details; a 500 never shows what went wrong inside. */
export const problemDetails = fp(async (app) => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { code, extra } = translate(error);
    const body = problemBody(code, code === 'internal' ? { ...extra, trace: request.id } : extra);
    if (body.status >= 500) request.log.error({ code, reason: error.code ?? error.name, stack: error.stack?.split('\n').slice(1, 6) }, 'request failed');
    if (body.status === 503) void reply.header('retry-after', '2');
    return reply.code(body.status).type('application/problem+json').send(body);
  });
  app.setNotFoundHandler((_request, reply) => {
    const body = problemBody('not-found');
    return reply.code(body.status).type('application/problem+json').send(body);
  });
});

export function translate(error: unknown): { code: ProblemCode; extra: Record<string, unknown> } {
  if (error instanceof Problem) return { code: error.code, extra: error.extra };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({ field: issue.instancePath.slice(1).replaceAll('/', '.'), reason: issue.message }));
    return { code: 'bad-request', extra: { errors } };
  }
  const { code, statusCode, cause } = error as { code?: string; statusCode?: number; cause?: unknown };
  const inner = (cause as { code?: string } | undefined)?.code;
  if ((code && gone.has(code)) || (inner && gone.has(inner))) return { code: 'database-unavailable', extra: {} };
  const known = code ? fastifyCodes[code] : undefined;
  if (known) return { code: known, extra: {} };
  if (statusCode === 429) return { code: 'too-many-requests', extra: {} };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return { code: 'bad-request', extra: {} };
  return { code: 'internal', extra: {} };
}
