import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { act } from '../api/act.ts';
import { eventsOf, findTracked } from '../api/cases.ts';
import type { ApiDeps } from '../api/deps.ts';
import type { Intake } from '../api/intake.ts';
import { translate } from '../api/plugins/problem-details.ts';
import { Problem } from '../api/problems.ts';
import { plansIn } from '../api/reading/record-of.ts';
import { stillDue } from '../api/registration/originals.ts';
import { track } from '../api/tracking.ts';
import type { Tracked } from '../api/tracking.ts';
import { registry } from '../workflows/registry.ts';
import { askedOrSent, partsOf, sentBody } from './act-body.ts';
import type { Attempt } from './act-forms.ts';
import { draftOf, readDraft, sentAgain } from './form-draft.ts';
import { sendPage } from './layout.ts';
import { fileSlot } from './registration/body.ts';
import { maxRequestBytes, registrationLimits } from './registration/limits.ts';
import { sentenceOf } from './sentences.ts';
import { trackingPage } from './tracking-page.ts';

/** Following a report by its secret link, and the acts that its state allows. */
export const trackingPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  await app.register(multipart, registrationLimits);
  app.addHook('onRequest', async (_request, reply) => { void reply.header('cache-control', 'no-store'); });
  const config = { access: 'public', rateLimit: {} } as const;
  const link = z.object({ number: z.string(), secret: z.string() });
  const show = async (intake: Intake, attempt: Attempt | null, sent?: string) => {
    const [tracked, booked] = await Promise.all([track(deps, intake), bookingOf(deps, intake)]);
    const due = await stillDue(deps, intake, tracked.state);
    const path = trackingPath(deps, intake);
    const downloads = downloadsOf(intake, `/api/v1${path.replace('/lacak/', '/tracking/')}`);
    return trackingPage({ ...tracked, deadline: booked ? await deadlineBeside(deps, intake, tracked) : tracked.deadline }, { path, sop: intake.sop, attempt, sent, downloads, booked, due, hasMail: intake.reporterMailSealed !== null });
  };

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
    bodyLimit: 256 * 1024, config, schema: { hide: true, params: link.extend({ act: z.string() }), body: z.record(z.string(), z.string().catch('')).nullish() },
  }, async (request, reply) => {
    const name = request.params.act;
    const intake = await byLink(deps, request.params);
    const contract = Object.hasOwn(registry[intake.sop]?.acts ?? {}, name) ? registry[intake.sop]?.acts[name] : undefined;
    if (contract?.by !== 'reporter') throw new Problem('not-found');
    const draft = request.isMultipart() ? await readDraft(deps, request, { office: intake.office, by: 'reporter', slot: fileSlot, maxRequestBytes }) : draftOf(request.body ?? {});
    const { asked } = await track(deps, intake);
    const { body, errors } = sentBody(name, contract, partsOf(intake.sop, name, contract, askedOrSent(asked, draft)), draft);
    // Another tab was quicker: nothing is asked for any more, and no field can mend it.
    if (body === null && errors.length === 0) return sendPage(reply, await show(intake, { act: name, draft, errors, refusal: sentenceOf('wrong-state') }), 409);
    if (body === null) return sendPage(reply, await show(intake, { act: name, draft, errors }), 422);
    try {
      await act(deps, { intake, act: name, body, staff: null, idempotencyKey: draft.key });
    } catch (error) {
      const { code } = translate(error);
      const refusal = sentenceOf(code);
      if (!(error instanceof Problem) || code === 'internal') throw error;
      return sendPage(reply, await show(intake, { act: name, draft: sentAgain(draft, code), errors: [], refusal }), refusal.status);
    }
    return reply.redirect(`${trackingPath(deps, intake)}?terkirim=${name}`, 303);
  });
};

/** What the link can fetch beside the page. */
function downloadsOf({ sop }: Intake, base: string): { href: string; label: string }[] {
  return sop === 'registration' ? [{ href: `${base}/receipt.pdf`, label: 'Unduh tanda terima berkas (PDF)' }] : [];
}

/** The hour that is still to come. */
async function bookingOf(deps: ApiDeps, intake: Intake): Promise<{ at: string; how: string; place: string | null } | null> {
  if (intake.sop !== 'registration') return null;
  const booked = (await eventsOf(deps, intake)).findLast(({ type }) => type === 'appointment.booked');
  const at = Number(booked?.data.at);
  return at > Date.now() ? { at: new Date(at).toISOString(), how: String(booked?.data.how), place: intake.rules.registration.place?.value ?? null } : null;
}

/** Where a report is followed; the secret stays the same for ever. */
export function trackingPath({ vault }: ApiDeps, intake: Intake): string {
  return `/lacak/${intake.number}/${vault.trackingSecret(intake.id)}`;
}

async function byLink(deps: ApiDeps, { number, secret }: { number: string; secret: string }): Promise<Intake> {
  if (!/^[A-Za-z0-9-]{1,60}$/.test(number)) throw new Problem('unknown-case');
  return findTracked(deps, number, secret);
}

/** A booked hour has a line of its own; beside it stands what the applicant owes until when. */
async function deadlineBeside(deps: ApiDeps, intake: Intake, { state, deadline }: Tracked): Promise<Tracked['deadline']> {
  const clocks = registry[intake.sop]?.clocks ?? {};
  if (deadline?.text !== clocks.appointment) return deadline;
  const plan = state === 'menunggu-berkas' ? (await plansIn(deps, intake)).findLast(({ clock }) => clock === 'completion') : undefined;
  return plan ? { text: clocks.completion ?? '', dueAt: new Date(plan.dueAt).toISOString(), provisional: false } : null;
}
