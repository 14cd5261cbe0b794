import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RouteDeps } from '../../api/deps.ts';
import { requireSections } from '../../api/offices.ts';
import { enterOnBehalf, onBehalfBody } from '../../api/on-behalf.ts';
import { requireFunction } from '../../api/plugins/access.ts';
import { registrationContract } from '../../workflows/registration/contract.ts';
import { errorSummary } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import { emptyDraft, readDraft } from '../form-draft.ts';
import type { Draft } from '../form-draft.ts';
import { html } from '../html.ts';
import { refusedForm } from '../refused-form.ts';
import { bodyOf, errorsIn, fileSlot, refusedAt } from '../registration/body.ts';
import { choiceErrors, choiceForm, choiceOf, choiceQuery } from '../registration/choice.ts';
import type { Asked, Choice } from '../registration/choice.ts';
import { registrationForm } from '../registration/form.ts';
import { maxRequestBytes, registrationLimits } from '../registration/limits.ts';
import { pick } from './controls.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import type { Desk } from './desk.ts';
import { localInput } from './local-input.ts';

const text = z.string().max(100).catch('');

/** An application that reached the counter by itself, by letter or by mail, entered for the applicant. */
export const applicationEntryPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  await app.register(multipart, registrationLimits);
  const options = { config: { access: 'page' }, schema: { hide: true, params: z.object({ office: z.string() }), querystring: z.object({ layanan: text, jenis: text, tanda: text }) } } as const;
  const schema = onBehalfBody(registrationContract);

  const counter = async (request: FastifyRequest) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    requireSections(desk.office, registrationContract);
    return desk;
  };

  app.get('/kantor/:office/daftar', options, async (request, reply) => {
    const desk = await counter(request);
    const choice = choiceOf(desk.office.rules.registration, request.query);
    const draft = emptyDraft([['diterima', localInput(Date.now(), desk.office.settings.utcOffsetMinutes)], ['saluran', 'loket']]);
    return sendStaffPage(reply, desk, choice ? formPage(desk, choice, draft, []) : choicePage(desk, request.query));
  });

  app.post('/kantor/:office/daftar', options, async (request, reply) => {
    const desk = await counter(request);
    const { office, staff, base } = desk;
    const choice = choiceOf(office.rules.registration, request.query);
    if (!choice) return sendStaffPage(reply, desk, choicePage(desk, request.query), 422);
    const draft = await readDraft(deps, request, { office: office.id, by: staff.person, slot: fileSlot, maxRequestBytes });
    const filled = { rules: office.rules.registration, choice, draft, desk: office.settings };
    const errors = errorsIn(filled, schema);
    if (errors.length > 0) return sendStaffPage(reply, desk, formPage(desk, choice, draft, errors), 422);
    try {
      const intake = await enterOnBehalf(deps, { contract: registrationContract, staff, body: schema.parse(bodyOf(filled)), idempotencyKey: draft.key });
      deps.starter.startSoon(intake);
      return reply.redirect(`${base}/laporan/${intake.number}?selesai=lapor`, 303);
    } catch (error) {
      const { sent, errors: refused, status } = refusedForm(error, draft, refusedAt);
      return sendStaffPage(reply, desk, formPage(desk, choice, sent, refused), status);
    }
  });
};

const title = 'Catat permohonan untuk pemohon';

function choicePage({ office, base }: Desk, asked: Asked) {
  const rules = office.rules.registration;
  const body = html`<h1>${title}</h1>
<p class="lead">Untuk permohonan akun SPSE yang sampai lewat loket, surat, surel, atau WhatsApp.</p>
${choiceForm(rules, asked, `${base}/daftar`)}`;
  return { title: `${choiceErrors(rules, asked).length > 0 ? 'Perbaiki isian: ' : ''}${title}`, body, here: 'apply' as const };
}

function formPage({ office, base, token }: Desk, choice: Choice, draft: Draft, errors: readonly FieldError[]) {
  const arrival = pick({
    id: 'saluran', name: 'saluran', label: 'Saluran', optional: false, value: draft.values.get('saluran') ?? '', error: errors.find((one) => one.field === 'saluran')?.sentence,
    options: registrationContract.start.channels.map(({ code, label }) => ({ value: code, label })),
  });
  const action = `${base}/daftar?${choiceQuery(choice)}&${new URLSearchParams({ tanda: token }).toString()}`;
  const body = html`${errors.length > 0 && errorSummary(errors)}
<h1>${choice.service.label}</h1>
<p class="lead">${choice.kind.label}. <a href="${base}/daftar">Ganti pilihan</a></p>
${registrationForm({ rules: office.rules.registration, choice, draft, errors, arrival, action })}`;
  return { title: `${errors.length > 0 ? 'Perbaiki isian: ' : ''}${title}`, body, here: 'apply' as const };
}
