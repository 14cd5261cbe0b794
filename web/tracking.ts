import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { act } from '../api/act.ts';
import { findTracked } from '../api/cases.ts';
import type { ApiDeps } from '../api/deps.ts';
import type { Intake } from '../api/intake.ts';
import { translate } from '../api/plugins/problem-details.ts';
import { Problem } from '../api/problems.ts';
import { track } from '../api/tracking.ts';
import { registry } from '../workflows/registry.ts';
import { takesText } from './act-forms.ts';
import type { Attempt } from './act-forms.ts';
import { keyFrom, newKey } from './form-key.ts';
import { sendPage } from './layout.ts';
import { sentenceOf } from './sentences.ts';
import { trackingPage } from './tracking-page.ts';

/** Following a report by its secret link, and the acts that its state allows. */
export const trackingPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  app.addHook('onRequest', async (_request, reply) => { void reply.header('cache-control', 'no-store'); });
  const config = { access: 'public', rateLimit: {} } as const;
  const link = z.object({ number: z.string(), secret: z.string() });
  const show = async (intake: Intake, attempt: Attempt | null, sent?: string) =>
    trackingPage(await track(deps, intake), { path: trackingPath(deps, intake), sop: intake.sop, attempt, sent });

  // A link that lost its second half, in a mail program that breaks lines say.
  app.get('/lacak/:number', { config, schema: { hide: true } }, async () => { throw new Problem('unknown-case'); });

  app.get('/lacak/:number/:secret', {
    config, schema: { hide: true, params: link, querystring: z.object({ terkirim: z.string().optional().catch(undefined) }) },
  }, async (request, reply) => {
    const intake = await byLink(deps, request.params);
    return sendPage(reply, await show(intake, null, request.query.terkirim));
  });

  app.post('/lacak/:number/:secret/:act', {
    // Ten thousand letters of any script, percent-encoded.
    bodyLimit: 256 * 1024, config, schema: { hide: true, params: link.extend({ act: z.string() }), body: z.object({ kunci: z.string().catch(''), teks: z.string().catch('') }) },
  }, async (request, reply) => {
    const name = request.params.act;
    const intake = await byLink(deps, request.params);
    const contract = registry[intake.sop]?.acts[name];
    if (contract?.by !== 'reporter') throw new Problem('not-found');
    const attempt = { act: name, key: keyFrom(request.body.kunci), text: request.body.teks.replaceAll('\r\n', '\n') };
    const body = contract.body.safeParse(takesText(contract) ? { text: attempt.text } : {});
    if (!body.success) return sendPage(reply, await show(intake, { ...attempt, textError: 'Isi kolom ini, 3 sampai 10.000 huruf.' }), 422);
    try {
      await act(deps, { intake, act: name, body: body.data, staff: null, idempotencyKey: attempt.key });
    } catch (error) {
      const { code } = translate(error);
      const refusal = sentenceOf(code);
      if (refusal.status !== 409 && code !== 'engine-unavailable') throw error;
      // What was refused is spent; what was never answered is repeated under its own key.
      return sendPage(reply, await show(intake, { ...attempt, key: refusal.status === 409 ? newKey() : attempt.key, refusal }), refusal.status);
    }
    return reply.redirect(`${trackingPath(deps, intake)}?terkirim=${name}`, 303);
  });
};

/** Where a report is followed; the secret stays the same for ever. */
export function trackingPath({ vault }: ApiDeps, intake: Intake): string {
  return `/lacak/${intake.number}/${vault.trackingSecret(intake.id)}`;
}

async function byLink(deps: ApiDeps, { number, secret }: { number: string; secret: string }): Promise<Intake> {
  if (!/^[A-Za-z0-9-]{1,60}$/.test(number)) throw new Problem('unknown-case');
  return findTracked(deps, number, secret);
}
