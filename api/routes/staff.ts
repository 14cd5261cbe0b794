import { and, eq } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { accessLog, caseDocuments } from '../../db/schema.ts';
import { caseList, fileBytes, ledger, openTaskList, refusals, wholeCase } from '../answers.ts';
import { filesOf, findIntake, listCases, noticesOf, openTasks, readCase } from '../cases.ts';
import type { ApiDeps } from '../deps.ts';
import { requireFunction, staffOf } from '../plugins/access.ts';
import { Problem } from '../problems.ts';

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
        state: z.string().optional(), open: z.stringbool().optional(), before: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100),
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
    const staff = staffOf(request);
    requireFunction(staff);
    const intake = await findIntake(deps, staff.office, request.params.number);
    const [link] = await deps.db.select().from(caseDocuments).where(and(eq(caseDocuments.caseId, intake.id), eq(caseDocuments.sha256, request.params.sha256)));
    const file = link ? (await filesOf(deps, intake)).find(({ sha256 }) => sha256 === link.sha256) : undefined;
    if (!file) throw new Problem('unknown-file');
    await deps.db.insert(accessLog).values({ office: staff.office, person: staff.person, what: `file:${file.sha256}`, caseId: intake.id });
    return reply.type(file.mediaType)
      .header('content-disposition', `attachment; filename*=UTF-8''${asciiName(file.name)}`)
      .send(await deps.documents.get(staff.office, file.sha256));
  });
};

/** RFC 8187: what `encodeURIComponent` leaves but an extended value may not carry is escaped too. */
function asciiName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
