import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { refusals } from '../answers.ts';
import type { ApiDeps } from '../deps.ts';
import { boardsOf } from '../status/boards.ts';
import { windowsCalendar } from '../status/calendar.ts';
import { forCrowds, sendKept } from '../status/send-kept.ts';
import { officeStatus, statusJson } from '../status/status-json.ts';

/** What programs read of the state of an office's systems: no key, no personal data. */
export const statusRoutes: FastifyPluginAsync<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = forCrowds(deps);
  const params = z.object({ office: z.string() });
  const { board } = boardsOf(deps);

  app.get<{ Params: { office: string } }>('/status/:office/status.json', {
    config, schema: { tags: ['status'], summary: 'Keadaan sistem, pemeliharaan dan gangguan kantor', params, response: { 200: officeStatus, ...refusals } },
  }, async (request, reply) => {
    const kept = await board(request.params.office);
    return sendKept(request, reply, kept.rendered('json', (value) => JSON.stringify(statusJson(value, kept.isStale))), 'application/json; charset=utf-8');
  });

  app.get<{ Params: { office: string } }>('/status/:office/kalender.ics', {
    config, schema: { hide: true, params },
  }, async (request, reply) => {
    const kept = await board(request.params.office);
    return sendKept(request, reply, kept.rendered('ics', (value) => windowsCalendar(value, deps.config.PUBLIC_URL)), 'text/calendar; charset=utf-8');
  });
};
