import formbody from '@fastify/formbody';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Problem } from '../api/problems.ts';
import type { RouteDeps } from '../api/deps.ts';
import { assetRoutes } from './assets.ts';
import { dataRequestPages } from './data-request.ts';
import { answerErrorsWithPages } from './error-page.ts';
import { lostLinkPages } from './lost-link.ts';
import { officesPage } from './offices.ts';
import { registrationPages } from './registration/pages.ts';
import { reportPages } from './report.ts';
import { staffPages } from './staff/routes.ts';
import { statusPages } from './status/routes.ts';
import { subscriptionPages } from './status/subscription-routes.ts';
import { trackingPages } from './tracking.ts';

/** The pages of the public and of the offices: complete HTML from the server, no script anywhere. */
export const webRoutes: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  answerErrorsWithPages(app);
  await app.register(formbody);
  await app.register(assetRoutes);
  for (const pages of [officesPage, reportPages, registrationPages, dataRequestPages, trackingPages, lostLinkPages, statusPages, subscriptionPages, staffPages]) await app.register(pages, { deps });
  // A mistyped address gets a page in a browser; programs keep the API's answer.
  app.get('/*', { config: { access: 'public', rateLimit: {} }, schema: { hide: true } }, async (request, reply) => {
    if (request.headers.accept?.includes('text/html') !== true || request.url.startsWith('/api/')) return reply.callNotFound();
    throw new Problem('not-found');
  });
};
