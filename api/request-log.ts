import type { FastifyRequest, FastifyServerOptions } from 'fastify';

type Logger = FastifyServerOptions['logger'];

/** A tracking link is a secret: request lines are logged by route, never by URL, header or body. */
export function withoutSecrets(logger: Logger): Logger {
  if (!logger) return false;
  const given = logger === true ? {} : logger;
  const req = (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url });
  return { ...given, serializers: { ...('serializers' in given ? given.serializers : {}), req } };
}
