import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { caseList, fileBytes, ledger, openTaskList, refusals, wholeCase } from '../answers.ts';
import { findIntake, listCases, noticesOf, openTasks, readCase } from '../cases.ts';
import type { ApiDeps } from '../deps.ts';
import { staffOf } from '../plugins/access.ts';
import { readFile } from '../read-file.ts';

const ofOffice = z.object({ office: z.string() });
const ofCase = ofOffice.extend({ number: z.string() });
const security = [{ kunci: [] }];

/** What the people of an office read; all of it from SQL, so it works while no worker runs. */
export const staffRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'staff' } as const;
  // People's data stays in no cache between here and the screen.
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store'); });

  app.get('/api/v1/offices/:office/tasks', { config, schema: { tags: ['tugas'], summary: 'Tugas saya yang terbuka, tenggat terdekat lebih dahulu', params: ofOffice, security, response: { 200: openTaskList, ...refusals } } },
    async (request) => ({ tasks: await openTasks(deps, staffOf(request)) }));

  app.get('/api/v1/offices/:office/cases', {
    config,
    schema: {
      tags: ['laporan'], summary: 'Daftar laporan, terbaru lebih dahulu', params: ofOffice, security, response: { 200: caseList, ...refusals },
      querystring: z.object({
        sop: z.string().optional(), state: z.string().optional(), open: z.stringbool().optional(), before: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
    },
  }, async (request) => ({ cases: await listCases(deps, staffOf(request).office, request.query) }));

  app.get('/api/v1/offices/:office/cases/:number', { config, schema: { tags: ['laporan'], summary: 'Satu laporan selengkapnya; pembacaan dicatat', params: ofCase, security, response: { 200: wholeCase, ...refusals } } },
    async (request) => readCase(deps, await findIntake(deps, staffOf(request).office, request.params.number), staffOf(request)));

  app.get('/api/v1/offices/:office/cases/:number/notices', { config, schema: { tags: ['laporan'], summary: 'Buku surat satu laporan', params: ofCase, security, response: { 200: ledger, ...refusals } } },
    async (request) => ({ notices: await noticesOf(deps, await findIntake(deps, staffOf(request).office, request.params.number)) }));

  app.get('/api/v1/offices/:office/cases/:number/files/:sha256', {
    config,
    schema: {
      tags: ['laporan'], summary: 'Unduh satu lampiran; pembacaan dicatat', params: ofCase.extend({ sha256: z.string() }), security,
      response: { 200: fileBytes, ...refusals },
    },
  }, async (request, reply) => {
    const { mediaType, disposition, bytes } = await readFile(deps, staffOf(request), request.params.number, request.params.sha256);
    return reply.type(mediaType).header('content-disposition', disposition).send(bytes);
  });
};
