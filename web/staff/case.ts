import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { act } from '../../api/act.ts';
import { attachment } from '../../api/attachment.ts';
import { findIntake } from '../../api/cases.ts';
import { exportOf } from '../../api/data-request/export.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { staffOf } from '../../api/plugins/access.ts';
import { translate } from '../../api/plugins/problem-details.ts';
import { Problem } from '../../api/problems.ts';
import { readFile } from '../../api/read-file.ts';
import { chronologyPdf } from '../../api/reading/chronology-pdf.ts';
import { registry } from '../../workflows/registry.ts';
import { keyFrom, newKey } from '../form-key.ts';
import { sentenceOf } from '../sentences.ts';
import { bodyOf } from './act-body.ts';
import type { Tried } from './act-body.ts';
import { choicesFor, fieldsOf } from './act-fields.ts';
import { actWords } from './act-words.ts';
import { casePage, isAwaited } from './case-page.ts';
import { readWholeCase } from './case-read.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import { sentValue } from './sent.ts';

const ofCase = z.object({ office: z.string(), number: z.string() });
const text = z.string().catch('');

/** One report of the office, and the acts on its tasks; the same acts as the API's, each under the key of its form. */
export const caseRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;

  app.get('/kantor/:office/laporan/:number', { config, schema: { hide: true, params: ofCase, querystring: z.object({ selesai: text }) } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const intake = await findIntake(deps, desk.staff.office, request.params.number);
    const whole = await readWholeCase(deps, desk, intake);
    const page = casePage(desk, whole, { done: request.query.selesai });
    // Every page works without scripts, so the browser itself asks again until the task is there.
    if (isAwaited(whole, request.query.selesai)) void reply.header('refresh', '2');
    return sendStaffPage(reply, desk, page);
  });

  app.get('/kantor/:office/laporan/:number/berkas/:sha256', { config, schema: { hide: true, params: ofCase.extend({ sha256: z.string() }) } }, async (request, reply) => {
    const { mediaType, disposition, bytes } = await readFile(deps, staffOf(request), request.params.number, request.params.sha256);
    return reply.type(mediaType).header('content-disposition', disposition).send(bytes);
  });

  app.get('/kantor/:office/laporan/:number/kronologi.pdf', { config, schema: { hide: true, params: ofCase } }, async (request, reply) => {
    const staff = staffOf(request);
    const { bytes, name } = await chronologyPdf(deps, await findIntake(deps, staff.office, request.params.number), staff);
    return reply.type('application/pdf').header('content-disposition', attachment(name)).send(bytes);
  });

  app.get('/kantor/:office/laporan/:number/data.zip', { config, schema: { hide: true, params: ofCase } }, async (request, reply) => {
    const staff = staffOf(request);
    const intake = await findIntake(deps, staff.office, request.params.number);
    return reply.type('application/zip').header('content-disposition', attachment(`data-${intake.number}.zip`)).send(await exportOf(deps, intake, staff));
  });

  app.post('/kantor/:office/laporan/:number', {
    // Ten thousand letters of any script, percent-encoded.
    bodyLimit: 256 * 1024, config,
    schema: { hide: true, params: ofCase, querystring: z.object({ tindakan: z.string() }), body: z.looseObject({ kunci: text, tugas: text }) },
  }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const intake = await findIntake(deps, desk.staff.office, request.params.number);
    const name = request.query.tindakan;
    const contract = registry[intake.sop]?.acts[name];
    const words = actWords[intake.sop]?.[name];
    if (contract?.by !== 'staff' || !words || words.page !== undefined) throw new Problem('not-found');
    const { kunci, tugas, tanda: _tanda, ...rest } = request.body;
    const values = Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, sentValue(value)]));
    const tried: Tried = { act: name, taskId: tugas, key: keyFrom(kunci), values };
    const show = async (outcome: Parameters<typeof casePage>[2], status: number) =>
      sendStaffPage(reply, desk, casePage(desk, await readWholeCase(deps, desk, intake), outcome), status);

    const fields = fieldsOf(contract, words, await choicesFor(deps, desk, intake));
    const { body, errors } = bodyOf(contract, fields, tried, desk.office.settings.utcOffsetMinutes);
    if (!body) {
      // A mangled task id is no mistake of a field.
      if (errors.length === 0) throw new Problem('unknown-task');
      return show({ tried, errors }, 422);
    }
    try {
      await act(deps, { intake, act: name, body, staff: desk.staff, idempotencyKey: tried.key });
    } catch (error) {
      const { code } = translate(error);
      const refusal = sentenceOf(code);
      if (!(error instanceof Problem) || code === 'internal') throw error;
      // What was refused is spent; what was never answered is repeated under its own key.
      return show({ tried: { ...tried, key: refusal.status < 500 ? newKey() : tried.key }, refusal, errors: [] }, refusal.status);
    }
    return reply.redirect(`${desk.base}/laporan/${intake.number}?selesai=${name}`, 303);
  });
};
