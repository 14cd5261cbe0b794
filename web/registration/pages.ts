import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RouteDeps } from '../../api/deps.ts';
import { takeIn } from '../../api/intake.ts';
import type { OfficeInForce } from '../../api/offices.ts';
import { registrationContract } from '../../workflows/registration/contract.ts';
import { errorSummary } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import { emptyDraft, readDraft } from '../form-draft.ts';
import type { Draft } from '../form-draft.ts';
import { html } from '../html.ts';
import { knownOffice } from '../known-office.ts';
import { sendPage } from '../layout.ts';
import type { Page } from '../layout.ts';
import { refusedForm } from '../refused-form.ts';
import { trackingPath } from '../tracking.ts';
import { bodyOf, errorsIn, fileSlot, refusedAt } from './body.ts';
import { choiceErrors, choiceForm, choiceOf, choiceQuery } from './choice.ts';
import type { Asked, Choice } from './choice.ts';
import { registrationForm } from './form.ts';
import { maxRequestBytes, registrationLimits } from './limits.ts';
import { beforeYouApply } from './notes.ts';

const text = z.string().max(60).catch('');
/** A registration or a later service at an office: first the choice, then the form for it. One form makes one application. */
export const registrationPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  await app.register(multipart, registrationLimits);
  const options = {
    config: { access: 'public', rateLimit: {} },
    schema: { hide: true, params: z.object({ office: z.string() }), querystring: z.object({ layanan: text, jenis: text }) },
  } as const;

  app.get('/daftar/:office', options, async (request, reply) => {
    const office = await knownOffice(deps, request.params.office, registrationContract);
    const choice = choiceOf(office.rules.registration, request.query);
    return sendPage(reply.header('cache-control', 'private, no-cache'), choice ? formPage(office, choice, emptyDraft(), []) : choicePage(office, request.query));
  });

  app.post('/daftar/:office', options, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const office = await knownOffice(deps, request.params.office, registrationContract);
    const rules = office.rules.registration;
    const choice = choiceOf(rules, request.query);
    if (!choice) return sendPage(reply, choicePage(office, request.query), 422);
    const draft = await readDraft(deps, request, { office: office.id, by: 'public', slot: fileSlot, maxRequestBytes });
    const errors = errorsIn({ rules, choice, draft, desk: null }, registrationContract.start.body);
    if (errors.length > 0) return sendPage(reply, formPage(office, choice, draft, errors), 422);
    try {
      const body = registrationContract.start.body.parse(bodyOf({ rules, choice, draft, desk: null }));
      const intake = await takeIn(deps, { office: office.id, contract: registrationContract, body, principal: 'public', idempotencyKey: draft.key });
      deps.starter.startSoon(intake);
      return reply.redirect(trackingPath(deps, intake), 303);
    } catch (error) {
      const refused = refusedForm(error, draft, refusedAt);
      return sendPage(reply, formPage(office, choice, refused.sent, refused.errors), refused.status);
    }
  });
};

function choicePage(office: OfficeInForce, asked: Asked): Page {
  const rules = office.rules.registration;
  const wrong = choiceErrors(rules, asked).length > 0;
  const body = html`<p class="place">${office.name}</p>
<h1>Akun pengguna SPSE</h1>
<p class="lead">Untuk mendaftar sebagai pengguna SPSE, atau mengubah akun yang sudah ada. Pilih dahulu, kemudian formulir dan daftar berkasnya muncul.</p>
${choiceForm(rules, asked, `/daftar/${office.id}`)}`;
  return { title: `${wrong ? 'Perbaiki isian: ' : ''}Akun pengguna SPSE · ${office.name}`, body, here: 'accounts' };
}

function formPage(office: OfficeInForce, choice: Choice, draft: Draft, errors: readonly FieldError[]): Page {
  const rules = office.rules.registration;
  const body = html`${errors.length > 0 && errorSummary(errors)}
<p class="place">${office.name}</p>
<h1>${choice.service.label}</h1>
<p class="lead">${choice.kind.label}. <a href="/daftar/${office.id}">Ganti pilihan</a></p>
${beforeYouApply(rules, choice)}
${registrationForm({ rules, choice, draft, errors, arrival: null, action: `/daftar/${office.id}?${choiceQuery(choice)}&kirim` })}`;
  return { title: `${errors.length > 0 ? 'Perbaiki isian: ' : ''}${choice.service.label} · ${office.name}`, body, here: 'accounts' };
}
