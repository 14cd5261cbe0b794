import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { officeChoices, refusals, tracked } from '../answers.ts';
import { findTracked } from '../cases.ts';
import type { ApiDeps } from '../deps.ts';
import { officeInForce } from '../offices.ts';
import { registrationChoices } from '../registration/choices.ts';
import { sendLinkAgain, track } from '../tracking.ts';

/** Following a report without a login, by its secret link. */
export const trackingRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'public', rateLimit: {} } as const;

  app.get('/api/v1/tracking/:number/:secret', {
    config,
    schema: {
      tags: ['pelacakan'], summary: 'Keadaan laporan atau permohonan, dengan tautan rahasia', params: z.object({ number: z.string(), secret: z.string() }),
      response: { 200: tracked, ...refusals },
    },
  }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return track(deps, await findTracked(deps, request.params.number, request.params.secret));
  });

  app.post('/api/v1/offices/:office/tracking-link', {
    config,
    schema: {
      tags: ['pelacakan'], summary: 'Kirim ulang tautan ke alamat yang tercatat', params: z.object({ office: z.string() }),
      body: z.strictObject({ number: z.string().max(40) }), response: { 202: z.object({ message: z.string() }), ...refusals },
    },
  }, async (request, reply) => {
    const office = await officeInForce(deps.db, request.params.office);
    await sendLinkAgain(deps, office.id, request.body.number);
    return reply.code(202).send({ message: 'Jika nomor itu tercatat, tautannya dikirim ke alamat surel pelapor.' });
  });

  app.get('/api/v1/offices/:office', {
    config,
    schema: { tags: ['laporan'], summary: 'Kantor dan pilihan yang berlaku di sana', params: z.object({ office: z.string() }), response: { 200: officeChoices, ...refusals } },
  }, async (request) => {
    const { id, name, rules } = await officeInForce(deps.db, request.params.office);
    const { roles, categories, lkpp } = rules.problem;
    return {
      id, name, regulation: rules.regulation, roles: roles.map(({ code, label }) => ({ code, label })), categories,
      grounds: lkpp.grounds.map(({ code, label, article }) => ({ code, label, article })), registration: registrationChoices(rules),
    };
  });
};
