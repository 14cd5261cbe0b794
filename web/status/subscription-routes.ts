import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../../api/deps.ts';
import { Problem } from '../../api/problems.ts';
import { shownOffice } from '../../api/status/board.ts';
import { chooseSystems, confirmSubscription, endSubscription, findSubscription, requireStopToken, stopMails, subscribe } from '../../api/subscriptions.ts';
import { sendPage } from '../layout.ts';
import { chosenIn } from './subscribe-form.ts';
import { askedPage, askPage, confirmPage, managePage, stopPage, stoppedPage } from './subscription-pages.ts';

/** Mails about an office's systems: asked for, confirmed, changed and ended. Nothing changes by a GET, because mail scanners follow links. */
export const subscriptionPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  app.addHook('onRequest', async (_request, reply) => { void reply.header('cache-control', 'no-store'); });
  const config = { access: 'public', rateLimit: {} } as const;
  const params = z.object({ office: z.string() });
  const body = z.record(z.string(), z.string().catch('')).nullish();

  app.post('/status/:office/langganan', { config, schema: { hide: true, params, body } }, async (request, reply) => {
    const { id, name, settings: { systems } } = await shownOffice(deps, request.params.office);
    const form = request.body ?? {};
    const mail = z.email().max(254).safeParse(form.surel?.trim());
    const chosen = chosenIn(form, systems);
    if (!mail.success) {
      const errors = [{ field: 'surel', sentence: 'Isi alamat surel yang benar, misalnya nama@contoh.id.' }];
      return sendPage(reply, askPage({ id, name, systems }, { mail: form.surel ?? '', chosen: chosen ?? [], errors }), 422);
    }
    await subscribe(deps, id, { mail: mail.data, systems: chosen });
    return sendPage(reply, askedPage({ id, name }));
  });

  const link = '/status/:office/langganan/:id/:secret';
  const ofLink = params.extend({ id: z.string().max(60), secret: z.string().max(60) });
  const known = async ({ office, id, secret }: z.output<typeof ofLink>) => {
    const subscription = await findSubscription(deps, id, secret);
    if (subscription.office !== office) throw new Problem('unknown-subscription');
    const { name, settings: { systems } } = await shownOffice(deps, office);
    return { subscription, office: { id: office, name, systems }, path: `/status/${office}/langganan/${id}/${secret}` };
  };

  app.get(link, { config, schema: { hide: true, params: ofLink, querystring: z.object({ terkirim: z.string().optional().catch(undefined) }) } }, async (request, reply) => {
    const { subscription, office, path } = await known(request.params);
    return sendPage(reply, subscription.isConfirmed ? managePage(office, path, subscription.systems, request.query.terkirim) : confirmPage(office, path, subscription.systems));
  });

  app.post(`${link}/konfirmasi`, { config, schema: { hide: true, params: ofLink, body } }, async (request, reply) => {
    const { path } = await known(request.params);
    await confirmSubscription(deps, request.params.id, request.params.secret);
    return reply.redirect(`${path}?terkirim=konfirmasi`, 303);
  });

  app.post(`${link}/sistem`, { config, schema: { hide: true, params: ofLink, body } }, async (request, reply) => {
    const { office, path } = await known(request.params);
    await chooseSystems(deps, request.params.id, request.params.secret, chosenIn(request.body ?? {}, office.systems));
    return reply.redirect(`${path}?terkirim=sistem`, 303);
  });

  app.post(`${link}/berhenti`, { config, schema: { hide: true, params: ofLink, body } }, async (request, reply) => {
    const { office } = await known(request.params);
    await endSubscription(deps, request.params.id, request.params.secret);
    return sendPage(reply, stoppedPage(office));
  });

  // The link of every mail to many. A mail program posts to the same address by itself (RFC 8058); a person presses the button.
  const stopLink = '/langganan/berhenti/:office/:token';
  const ofStop = params.extend({ token: z.string().max(100) });

  app.get(stopLink, { config, schema: { hide: true, params: ofStop } }, async (request, reply) => {
    const { office, token } = request.params;
    requireStopToken(deps, office, token);
    return sendPage(reply, stopPage(await shownOffice(deps, office), `/langganan/berhenti/${office}/${token}/ya`));
  });

  app.post(`${stopLink}/ya`, { config, schema: { hide: true, params: ofStop, body } }, async (request, reply) => {
    const { office, token } = request.params;
    await stopMails(deps, office, token);
    return sendPage(reply, stoppedPage(await shownOffice(deps, office)));
  });
};
