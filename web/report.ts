import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RouteDeps } from '../api/deps.ts';
import { takeIn } from '../api/intake.ts';
import type { ProblemCode } from '../api/problems.ts';
import { problemContract } from '../workflows/problem/contract.ts';
import { emptyDraft, readDraft, uploadLimits } from './form-draft.ts';
import { knownOffice } from './known-office.ts';
import { sendPage } from './layout.ts';
import { refusedForm } from './refused-form.ts';
import { bodyOf, errorsIn, slots } from './report-check.ts';
import { reportPage } from './report-page.ts';
import { trackingPath } from './tracking.ts';

/** What a sent form can be refused for, and the field that shows it. */
const shownAt: Partial<Record<ProblemCode, string>> = { 'unknown-role': 'peran', 'unknown-category': 'kategori', 'key-reused': 'uraian' };

/** The report form of an office. One form makes one report, however often it is sent. */
export const reportPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  await app.register(multipart, { limits: uploadLimits(slots.length), throwFileSizeLimit: false });
  const options = { config: { access: 'public', rateLimit: {} }, schema: { hide: true, params: z.object({ office: z.string() }) } } as const;

  app.get('/lapor/:office', options, async (request, reply) => {
    const office = await knownOffice(deps, request.params.office, problemContract);
    return sendPage(reply.header('cache-control', 'private, no-cache'), reportPage(office, emptyDraft()));
  });

  app.post('/lapor/:office', options, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const office = await knownOffice(deps, request.params.office, problemContract);
    const draft = await readDraft(deps, request, { office: office.id, by: 'public', slot: /^lampiran-[1-3]$/ });
    const errors = errorsIn(draft);
    if (errors.length > 0) return sendPage(reply, reportPage(office, draft, errors), 422);
    try {
      const intake = await takeIn(deps, { office: office.id, contract: problemContract, body: bodyOf(draft), principal: 'public', idempotencyKey: draft.key });
      deps.starter.startSoon(intake);
      return reply.redirect(trackingPath(deps, intake), 303);
    } catch (error) {
      const { sent, errors: refused, status } = refusedForm(error, draft, (code) => shownAt[code]);
      return sendPage(reply, reportPage(office, sent, refused), status);
    }
  });
};
