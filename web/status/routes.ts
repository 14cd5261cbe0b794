import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../../api/deps.ts';
import { boardsOf } from '../../api/status/boards.ts';
import { forCrowds, sendKept } from '../../api/status/send-kept.ts';
import { pageText } from '../layout.ts';
import { atomFeed } from './atom.ts';
import { monthPage } from './month-page.ts';
import { statusPage } from './page.ts';

/** What the public reads: the status of an office's systems. Read at most once a second, whoever asks. */
export const statusPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = forCrowds(deps);
  const params = z.object({ office: z.string() });
  const { board, month } = boardsOf(deps);

  app.get('/status/:office', { config, schema: { hide: true, params, querystring: z.object({ bulan: z.string().max(10).optional() }) } }, async (request, reply) => {
    const { params: { office }, query: { bulan } } = request;
    const html = 'text/html; charset=utf-8';
    if (bulan !== undefined) {
      const kept = await month(office, bulan);
      return sendKept(request, reply, kept.rendered('page', (value) => pageText(monthPage(value, kept.isStale))), html);
    }
    const kept = await board(office);
    return sendKept(request, reply, kept.rendered('page', (value) => pageText(statusPage(value, kept.isStale))), html);
  });

  app.get('/status/:office/atom.xml', { config, schema: { hide: true, params } }, async (request, reply) => {
    const kept = await board(request.params.office);
    return sendKept(request, reply, kept.rendered('atom', (value) => atomFeed(value, deps.config.PUBLIC_URL)), 'application/atom+xml; charset=utf-8');
  });
};
