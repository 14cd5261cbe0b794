import type { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refusals } from '../answers.ts';
import { attachment } from '../attachment.ts';
import { findIntake } from '../cases.ts';
import { exportOf, findByExportLink } from '../data-request/export.ts';
import { readMatches } from '../data-request/matches.ts';
import type { ApiDeps } from '../deps.ts';
import { staffOf } from '../plugins/access.ts';

const zip = { description: 'Berkas ZIP', content: { 'application/zip': { schema: z.custom<Readable>().meta({ type: 'string', format: 'binary' }) } } };
const matchList = z.object({
  matches: z.array(z.object({
    number: z.string(), sop: z.string(), title: z.string(), name: z.string().nullable(),
    by: z.array(z.enum(['nik', 'npwp', 'nip', 'mail', 'named'])).describe('Yang sama; "named": nomornya disebut pemohon. Semuanya diketik pemohon sendiri, jadi bukan bukti.'),
    sameName: z.boolean(),
  })),
});
const ofRequest = z.object({ office: z.string(), number: z.string() });

/** Whose data go out, and the export of them: to the person by the mailed link, and to who hands it over at the counter. */
export const dataRequestRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  // A person's data stays in no cache on the way.
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store'); });

  app.get('/api/v1/exports/:number/:secret/data.zip', {
    config: { access: 'public', rateLimit: {} },
    schema: {
      tags: ['pelacakan'], summary: 'Unduh salinan semua data tentang diri sendiri, lewat tautan dari surel (UU 27/2022 Pasal 32)', params: z.object({ number: z.string(), secret: z.string() }),
      response: { 200: zip, ...refusals },
    },
  }, async (request, reply) => {
    const intake = await findByExportLink(deps, request.params.number, request.params.secret);
    return reply.type('application/zip').header('content-disposition', attachment(`data-${intake.number}.zip`)).send(await exportOf(deps, intake, null));
  });

  app.get('/api/v1/offices/:office/data-request/:number/matches', {
    config: { access: 'staff' },
    schema: {
      tags: ['laporan'], summary: 'Lihat laporan dan permohonan yang mungkin milik pemohon data; pembacaan dicatat', params: ofRequest, security: [{ kunci: [] }],
      response: { 200: matchList, ...refusals },
    },
  }, async (request) => {
    const staff = staffOf(request);
    return { matches: await readMatches(deps, await findIntake(deps, staff.office, request.params.number), staff) };
  });

  app.get('/api/v1/offices/:office/data-request/:number/export.zip', {
    config: { access: 'staff' },
    schema: {
      tags: ['laporan'], summary: 'Unduh data seorang pemohon untuk diserahkan di loket; pengunduhan dicatat', params: ofRequest,
      security: [{ kunci: [] }], response: { 200: zip, ...refusals },
    },
  }, async (request, reply) => {
    const staff = staffOf(request);
    const intake = await findIntake(deps, staff.office, request.params.number);
    return reply.type('application/zip').header('content-disposition', attachment(`data-${intake.number}.zip`)).send(await exportOf(deps, intake, staff));
  });
};
