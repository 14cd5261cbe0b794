import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { act } from '../../api/act.ts';
import { attachment } from '../../api/attachment.ts';
import { findIntake } from '../../api/cases.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { dropDraft } from '../../api/drop-draft.ts';
import { draftPaper, isDrafted } from '../../api/paper-draft.ts';
import { paperBody } from '../../api/paper-body.ts';
import { papersOf, readPaper } from '../../api/papers.ts';
import { requireFunction, staffOf } from '../../api/plugins/access.ts';
import { translate } from '../../api/plugins/problem-details.ts';
import { Problem } from '../../api/problems.ts';
import { maxFileBytes } from '../../api/routes/files.ts';
import { storeFile } from '../../api/store-file.ts';
import { fromForm } from '../../api/whole-parts.ts';
import { keyFrom, newKey } from '../form-key.ts';
import { sentenceOf } from '../sentences.ts';
import { readWholeCase } from './case-read.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import { localInput } from './local-input.ts';
import { paperBodyOf, paperErrors, paperFormOf } from './paper-form.ts';
import { hasSeries, paperPage, signPage } from './paper-page.ts';
import type { PaperEntry } from './paper-form.ts';
import { signersFor } from './paper-signers.ts';
import { requirePaperTask } from './paper-task.ts';

const ofCase = z.object({ office: z.string(), number: z.string() });
const ofPaper = ofCase.extend({ id: z.string() });
const text = z.string().catch('');

/** The paper on a bid document that cannot be opened (ERR-10) or on an outage (STD-33): its form, the PDF, and the signed copy that comes back. */
export const paperPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  await app.register(multipart, { limits: { fileSize: maxFileBytes, files: 1, fields: 0 } });
  const config = { access: 'page' } as const;
  const caseOf = async (request: FastifyRequest) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    const intake = await findIntake(deps, desk.staff.office, (request.params as { number: string }).number);
    return { desk, intake, path: `${desk.base}/laporan/${intake.number}` };
  };
  const path = '/kantor/:office/laporan/:number/berita-acara';

  app.get(path, { config, schema: { hide: true, params: ofCase, querystring: z.object({ tugas: text }) } }, async (request, reply) => {
    const { desk, intake } = await caseOf(request);
    const at = localInput(Date.now(), desk.office.settings.utcOffsetMinutes);
    return sendStaffPage(reply, desk, paperPage(desk, intake, await signersFor(deps, desk, intake), { at, kunci: newKey(), tugas: request.query.tugas }));
  });

  app.post(path, { bodyLimit: 256 * 1024, config, schema: { hide: true, params: ofCase, body: z.record(z.string(), text) } }, async (request, reply) => {
    const { desk, intake, path: back } = await caseOf(request);
    const entry: PaperEntry = { ...request.body, kunci: keyFrom(request.body.kunci ?? '') };
    const show = async (shown: PaperEntry, outcome: Parameters<typeof paperPage>[4], status: number) =>
      sendStaffPage(reply, desk, paperPage(desk, intake, await signersFor(deps, desk, intake), shown, outcome), status);
    const form = paperFormOf(intake);
    const parsed = paperBody.safeParse(paperBodyOf(form, entry, intake.rules, desk.office.settings.utcOffsetMinutes));
    const numberMissing = (entry.number ?? '').trim() === '' && !hasSeries(desk, form.kind);
    const errors = paperErrors(form, parsed.error?.issues ?? [], numberMissing);
    if (!parsed.success || errors.length > 0) return show(entry, { errors }, 422);
    let draft: string | null = null;
    try {
      const key = entry.kunci ?? newKey();
      const taskId = taskOf(entry.tugas);
      // A form that was sent twice finds its paper; only what is new needs a task that still takes it.
      if (!await isDrafted(deps, desk.staff, key)) requirePaperTask(desk, await readWholeCase(deps, desk, intake), taskId, form.act);
      draft = (await draftPaper(deps, { intake, staff: desk.staff, body: parsed.data, idempotencyKey: key })).id;
      await act(deps, { intake, act: form.act, body: { taskId, paper: draft }, staff: desk.staff, idempotencyKey: `${key}:${form.act}` });
      return reply.redirect(`${back}?selesai=${form.act}`, 303);
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'internal') throw error;
      const refusal = sentenceOf(error.code);
      if (draft !== null && refusal.status < 500 && error.code !== 'key-reused') await dropDraft(deps, desk.staff, draft);
      return show({ ...entry, ...(refusal.status < 500 ? { kunci: newKey() } : {}) }, { refusal }, refusal.status);
    }
  });

  app.get(`${path}/:id`, { config, schema: { hide: true, params: ofPaper, querystring: z.object({ tugas: text }) } }, async (request, reply) => {
    const { desk, intake } = await caseOf(request);
    const paper = (await papersOf(deps, intake)).find(({ id }) => id === request.params.id);
    if (!paper) throw new Problem('unknown-paper');
    return sendStaffPage(reply, desk, signPage(desk, intake, paper, { tugas: request.query.tugas, kunci: newKey() }));
  });

  app.post(`${path}/:id`, { config, schema: { hide: true, params: ofPaper, querystring: z.object({ tanda: text, tugas: text, kunci: text }) } }, async (request, reply) => {
    const { desk, intake, path: back } = await caseOf(request);
    const { tugas, kunci } = request.query;
    const paper = (await papersOf(deps, intake)).find(({ id }) => id === request.params.id);
    if (!paper) throw new Problem('unknown-paper');
    try {
      const part = await fromForm(() => request.file());
      if (!part) throw new Problem('file-empty');
      const { sha256 } = await storeFile(deps, desk.staff.office, { bytes: await fromForm(() => part.toBuffer()), mediaType: part.mimetype, name: part.filename, by: desk.staff.person });
      await act(deps, { intake, act: 'sign', body: { taskId: taskOf(tugas), paper: paper.id, file: sha256 }, staff: desk.staff, idempotencyKey: keyFrom(kunci) });
      return reply.redirect(`${back}?selesai=sign`, 303);
    } catch (error) {
      const { code } = translate(error);
      if (code === 'internal') throw error;
      const refusal = sentenceOf(code);
      return sendStaffPage(reply, desk, signPage(desk, intake, paper, { tugas, kunci: newKey() }, refusal), refusal.status);
    }
  });

  app.get(`${path}/:id/:copy`, { config, schema: { hide: true, params: ofPaper.extend({ copy: z.enum(['pdf', 'signed']) }) } }, async (request, reply) => {
    const staff = staffOf(request);
    const { bytes, name } = await readPaper(deps, await findIntake(deps, staff.office, request.params.number), staff, request.params.id, request.params.copy);
    return reply.type('application/pdf').header('content-disposition', attachment(name)).send(bytes);
  });
};

/** @throws Problem unknown-task, for text that Postgres would not take too */
function taskOf(id: string | undefined): string {
  if (!z.uuid().safeParse(id).success) throw new Problem('unknown-task');
  return String(id);
}
