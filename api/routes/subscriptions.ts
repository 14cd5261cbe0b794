import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { systemsField } from '../../workflows/contract-parts.ts';
import { refusals } from '../answers.ts';
import type { ApiDeps } from '../deps.ts';
import { chooseSystems, confirmSubscription, endSubscription, stopMails, subscribe } from '../subscriptions.ts';

/** What everybody is told who asks for mails, whatever the house knows of the address. */
export const askedSentence = 'Jika alamat itu dapat menerima surel, tautan konfirmasinya dikirim ke sana. Buka tautan itu untuk mulai berlangganan.';
export const stoppedSentence = 'Anda tidak lagi menerima pengumuman lewat surel dari kantor ini.';

const systems = systemsField.nullable().describe('Kode sistem yang ingin diikuti; null: semua.');
const message = z.object({ message: z.string() });
const subscription = z.object({ office: z.string(), systems: z.array(z.string()).nullable(), isConfirmed: z.boolean() });
const ofLink = z.object({ id: z.string().max(60), secret: z.string().max(60) });

/** Mails about windows and outages for whoever asks: with confirmation, and ended by one click. */
export const subscriptionRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'public', rateLimit: {} } as const;
  const tags = ['langganan'];
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store'); });

  app.post('/api/v1/offices/:office/subscriptions', {
    config,
    schema: {
      tags, summary: 'Berlangganan pengumuman lewat surel; perlu konfirmasi dari alamat itu', params: z.object({ office: z.string() }),
      body: z.strictObject({ mail: z.email().max(254), systems: systems.default(null) }), response: { 202: message, ...refusals },
    },
  }, async (request, reply) => {
    await subscribe(deps, request.params.office, request.body);
    return reply.code(202).send({ message: askedSentence });
  });

  const link = '/api/v1/subscriptions/:id/:secret';
  app.post(`${link}/confirm`, { config, schema: { tags, summary: 'Konfirmasi langganan, dengan tautan dari surel', params: ofLink, response: { 200: subscription, ...refusals } } },
    async (request) => confirmSubscription(deps, request.params.id, request.params.secret));

  app.patch(link, { config, schema: { tags, summary: 'Pilih sistem yang diikuti', params: ofLink, body: z.strictObject({ systems }), response: { 200: subscription, ...refusals } } },
    async (request) => chooseSystems(deps, request.params.id, request.params.secret, request.body.systems));

  app.delete(link, { config, schema: { tags, summary: 'Berhenti berlangganan; alamatnya dihapus', params: ofLink, response: { 200: message, ...refusals } } }, async (request) => {
    await endSubscription(deps, request.params.id, request.params.secret);
    return { message: stoppedSentence };
  });

  await app.register(oneClick, { deps });
};

/** Mail providers click for their many readers from few addresses. */
const clicksPerMinute = 1000;

/** One click in a mail program (RFC 8058): a POST without cookie or login, whose body says nothing that the address does not. */
const oneClick: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  app.removeAllContentTypeParsers();
  // Sent as a form of either kind, and read by nobody.
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 4096 }, (_request, _body, done) => done(null, undefined));
  app.post('/langganan/berhenti/:office/:token', {
    config: { access: 'public', rateLimit: { max: Math.max(clicksPerMinute, deps.config.SIGAP_RATE_LIMIT) } },
    schema: { hide: true, params: z.object({ office: z.string().max(60), token: z.string().max(100) }) },
  }, async (request, reply) => {
    await stopMails(deps, request.params.office, request.params.token);
    return reply.type('text/plain; charset=utf-8').send(stoppedSentence);
  });
};
