import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { paperList, pdfBytes, refusals } from '../answers.ts';
import { attachment } from '../attachment.ts';
import { findIntake } from '../cases.ts';
import type { ApiDeps } from '../deps.ts';
import { paperBody } from '../paper-body.ts';
import { draftPaper } from '../paper-draft.ts';
import { papersOf, readPaper } from '../papers.ts';
import { staffOf } from '../plugins/access.ts';
import { idempotency } from './sops.ts';

const ofCase = z.object({ office: z.string(), number: z.string() });
const ofPaper = ofCase.extend({ id: z.string() });
const security = [{ kunci: [] }];

/** Papers with an official number. A signed copy comes back by the upload of files and the act `sign`. */
export const paperRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'staff' } as const;
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store'); });

  app.post('/api/v1/offices/:office/cases/:number/papers', {
    config,
    schema: {
      tags: ['berita acara'], summary: 'Simpan isian berita acara (kesaksian) dan pesan nomornya (ERR-10)', params: ofCase, headers: idempotency, body: paperBody, security,
      response: { 201: z.object({ id: z.string(), number: z.string() }), ...refusals },
    },
  }, async (request, reply) => {
    const staff = staffOf(request);
    const intake = await findIntake(deps, staff.office, request.params.number);
    const { id, number } = await draftPaper(deps, { intake, staff, body: request.body, idempotencyKey: request.headers['idempotency-key'] ?? randomUUID() });
    return reply.code(201).send({ id, number });
  });

  app.get('/api/v1/offices/:office/cases/:number/papers', {
    config, schema: { tags: ['berita acara'], summary: 'Berita acara satu laporan', params: ofCase, security, response: { 200: paperList, ...refusals } },
  }, async (request) => ({ papers: await papersOf(deps, await findIntake(deps, staffOf(request).office, request.params.number)) }));

  for (const [copy, summary] of [['pdf', 'Unduh berita acara buatan Sigap; pembacaan dicatat'], ['signed', 'Unduh salinan yang sudah ditandatangani; pembacaan dicatat']] as const) {
    app.get(`/api/v1/offices/:office/cases/:number/papers/:id/${copy}`, {
      config, schema: { tags: ['berita acara'], summary, params: ofPaper, security, response: { 200: pdfBytes, ...refusals } },
    }, async (request, reply) => {
      const staff = staffOf(request);
      const intake = await findIntake(deps, staff.office, request.params.number);
      const { bytes, name } = await readPaper(deps, intake, staff, request.params.id, copy);
      return reply.type('application/pdf').header('content-disposition', attachment(name)).send(bytes);
    });
  }
};
