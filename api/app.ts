import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify from 'fastify';
import type { FastifyServerOptions } from 'fastify';
import { jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod';
import { webRoutes } from '../web/routes.ts';
import type { ApiDeps, RouteDeps } from './deps.ts';
import { createStarter } from './starter.ts';
import { access } from './plugins/access.ts';
import { answerWithProblem, problemDetails } from './plugins/problem-details.ts';
import { routeBook } from './plugins/route-book.ts';
import { validation } from './plugins/validation.ts';
import { withoutSecrets } from './request-log.ts';
import { arrivalRoutes } from './routes/arrivals.ts';
import { backupRoutes } from './routes/backups.ts';
import { dataRequestRoutes } from './routes/data-requests.ts';
import { fileRoutes } from './routes/files.ts';
import { groupRoutes } from './routes/groups.ts';
import { healthRoutes } from './routes/health.ts';
import { mediaRoutes } from './routes/media.ts';
import { outageRoutes } from './routes/outage.ts';
import { paperRoutes } from './routes/papers.ts';
import { mailingRoutes } from './routes/mailings.ts';
import { readingRoutes } from './routes/reading.ts';
import { recurrenceRoutes } from './routes/recurrences.ts';
import { registrationRoutes } from './routes/registration.ts';
import { solutionRoutes } from './routes/solutions.ts';
import { importRoutes } from './routes/imports.ts';
import { sopRoutes } from './routes/sops.ts';
import { staffRoutes } from './routes/staff.ts';
import { statusRoutes } from './routes/status.ts';
import { subscriptionRoutes } from './routes/subscriptions.ts';
import { trackingRoutes } from './routes/tracking.ts';

/** The HTTP application, ready to listen; it owns none of its dependencies. */
export async function buildApp(deps: Omit<ApiDeps, 'log'>, options: FastifyServerOptions = {}) {
  const app = Fastify({ bodyLimit: 64 * 1024, frameworkErrors: answerWithProblem, ...options, logger: withoutSecrets(options.logger) });
  const starter = createStarter({ ...deps, log: app.log });
  const all: RouteDeps = { ...deps, log: app.log, starter };
  app.addHook('onClose', () => starter.idle());
  // Fastify would take it as a string; here it is as wrong as any other type.
  app.removeContentTypeParser('text/plain');
  app.setSerializerCompiler(serializerCompiler);
  await app.register(routeBook);
  await app.register(problemDetails);
  await app.register(validation);
  await app.register(helmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:'], formAction: ["'self'"], frameAncestors: ["'none'"], upgradeInsecureRequests: null } },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(rateLimit, { global: false, max: deps.config.SIGAP_RATE_LIMIT, timeWindow: '1 minute' });
  await app.register(swagger, {
    openapi: {
      info: { title: 'Sigap', version: '0.1.0', description: 'Prosedur LPSE sebagai proses yang tahan gangguan.' },
      components: { securitySchemes: { kunci: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  });
  // A library's pages, without data; registered before the hook that asks every route who may call it.
  await app.register(async (docs) => {
    docs.addHook('onRoute', (route) => { route.config = { ...route.config, access: 'public' }; });
    await docs.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
  });
  await app.register(access, { deps: all });
  for (const routes of [healthRoutes, fileRoutes, sopRoutes, arrivalRoutes, importRoutes, staffRoutes, groupRoutes, solutionRoutes, paperRoutes, outageRoutes, backupRoutes, mediaRoutes, readingRoutes, recurrenceRoutes, registrationRoutes, trackingRoutes, mailingRoutes, subscriptionRoutes, dataRequestRoutes, statusRoutes, webRoutes]) await app.register(routes, { deps: all });
  return app;
}
