import multipart from '@fastify/multipart';
import { desc, eq } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../../api/deps.ts';
import { importOf, rowsOf } from '../../api/imports/fates.ts';
import { runImport } from '../../api/imports/run.ts';
import { requireFunction, staffOf } from '../../api/plugins/access.ts';
import { translate } from '../../api/plugins/problem-details.ts';
import { Problem } from '../../api/problems.ts';
import { afterRow } from '../../api/query-fields.ts';
import { importLimits, stageUpload } from '../../api/routes/imports.ts';
import { imports } from '../../db/schema.ts';
import { sentenceOf } from '../sentences.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import { importPage, uploadPage } from './imports-page.ts';

const params = z.object({ office: z.string() });
const ofImport = params.extend({ id: z.uuid() });
const pageSize = 200;

/** A register that the desk brings along: upload, see what becomes of every row, then take it in whole. */
export const importPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  await app.register(multipart, importLimits);
  const config = { access: 'page' } as const;
  const before = (office: string) => deps.db.select().from(imports).where(eq(imports.office, office)).orderBy(desc(imports.createdAt)).limit(20);

  app.get('/kantor/:office/impor', { config, schema: { hide: true, params } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    return sendStaffPage(reply, desk, uploadPage(desk, await before(desk.staff.office)));
  });

  app.post('/kantor/:office/impor', { config, schema: { hide: true, params, querystring: z.object({ tanda: z.string() }) } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    try {
      return reply.redirect(`${desk.base}/impor/${await stageUpload(deps, desk.staff, request)}`, 303);
    } catch (error) {
      const { code, extra } = translate(error);
      const { status, detail } = sentenceOf(code);
      if (status >= 500) throw error;
      return sendStaffPage(reply, desk, uploadPage(desk, await before(desk.staff.office), `${detail}${whereWrong(extra)}`), status);
    }
  });

  app.get('/kantor/:office/impor/:id', {
    config, schema: { hide: true, params: ofImport, querystring: z.object({ nasib: z.enum(['open', 'solved', 'broken', 'duplicate']).optional().catch(undefined), sesudah: afterRow.catch(0) }) },
  }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    const { nasib: fate, sesudah: after } = request.query;
    const found = await importOf(deps, desk.staff.office, request.params.id);
    const rows = await rowsOf(deps, found.id, { after, limit: pageSize + 1, fate });
    return sendStaffPage(reply, desk, importPage(desk, { found, rows: rows.slice(0, pageSize), more: rows.length > pageSize, fate }));
  });

  app.post('/kantor/:office/impor/:id', { config, schema: { hide: true, params: ofImport } }, async (request, reply) => {
    const staff = staffOf(request);
    requireFunction(staff);
    const { id } = request.params;
    const path = `/kantor/${staff.office}/impor/${id}`;
    try {
      await importOf(deps, staff.office, id);
      await runImport(deps, staff, id);
      return reply.redirect(path, 303);
    } catch (error) {
      if (!(error instanceof Problem) || sentenceOf(error.code).status >= 500 || error.code === 'unknown-import') throw error;
      const desk = await deskOf(deps, request);
      const found = await importOf(deps, staff.office, id);
      const rows = await rowsOf(deps, id, { after: 0, limit: pageSize });
      return sendStaffPage(reply, desk, importPage(desk, { found, rows, more: found.rows > pageSize, fate: undefined, refusal: sentenceOf(error.code) }), sentenceOf(error.code).status);
    }
  });
};

/** What the refusal of a file says beside its sentence: names of columns and a line, never what stood there. */
function whereWrong({ missing, twice, line }: Record<string, unknown>): string {
  const names = (words: string, list: unknown) => (Array.isArray(list) && list.length > 0 ? ` ${words}: ${list.join(', ')}.` : '');
  return `${names('Kolom yang belum ada', missing)}${names('Kolom kembar', twice)}${typeof line === 'number' ? ` Baris ${line}.` : ''}`;
}
