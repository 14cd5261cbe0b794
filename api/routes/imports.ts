import type { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { csvText, importAnswer, importRowList, refusals, uploadForm } from '../answers.ts';
import { attachment } from '../attachment.ts';
import type { ApiDeps } from '../deps.ts';
import { fatesAsCsv, importOf, rowsOf } from '../imports/fates.ts';
import { runImport } from '../imports/run.ts';
import { dropImport, stageImport } from '../imports/stage.ts';
import { requireFunction, staffOf } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { cutOff } from '../whole-parts.ts';
import { afterRow } from '../query-fields.ts';

const maxImportBytes = 50 * 1024 * 1024;
export const importLimits = { limits: { fileSize: maxImportBytes, files: 1, fields: 0 }, throwFileSizeLimit: false };
const ofOffice = z.object({ office: z.string() });
const ofImport = ofOffice.extend({ id: z.string() });
const shared = { tags: ['impor'], security: [{ kunci: [] }] };
const config = { access: 'staff' } as const;

/** A register comes in two steps: the upload reads and judges every row, the run makes reports of all of them. */
export const importRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  await app.register(multipart, importLimits);
  const atWork = (request: FastifyRequest): Staff => {
    const staff = staffOf(request);
    requireFunction(staff);
    return staff;
  };
  /** Anything that is no id of ours is no import either. */
  const known = async (request: FastifyRequest) => {
    const { office } = atWork(request);
    const { id } = request.params as { id: string };
    if (!z.uuid().safeParse(id).success) throw new Problem('unknown-import');
    return importOf(deps, office, id);
  };

  app.post('/api/v1/offices/:office/imports', {
    config, schema: { ...shared, summary: 'Periksa register CSV (paling besar 50 MB); belum ada yang diimpor', params: ofOffice, consumes: ['multipart/form-data'], body: uploadForm, response: { 201: importAnswer, ...refusals } },
  }, async (request, reply) => {
    const staff = atWork(request);
    return reply.code(201).send(await importOf(deps, staff.office, await stageUpload(deps, staff, request)));
  });

  app.get('/api/v1/offices/:office/imports/:id', { config, schema: { ...shared, summary: 'Keadaan satu impor', params: ofImport, response: { 200: importAnswer, ...refusals } } },
    async (request) => known(request));

  app.get('/api/v1/offices/:office/imports/:id/rows', {
    config,
    schema: {
      ...shared, summary: 'Nasib setiap baris, menurut urutan berkas', params: ofImport, response: { 200: importRowList, ...refusals },
      querystring: z.object({
        after: afterRow.default(0), limit: z.coerce.number().int().min(1).max(1000).default(200),
        fate: z.enum(['open', 'solved', 'broken', 'duplicate']).optional(),
      }),
    },
  }, async (request) => ({ rows: await rowsOf(deps, (await known(request)).id, request.query) }));

  app.get('/api/v1/offices/:office/imports/:id/rows.csv', { config, schema: { ...shared, summary: 'Nasib setiap baris sebagai CSV', params: ofImport, response: { 200: csvText, ...refusals } } },
    async (request, reply) => {
      const { id } = await known(request);
      return reply.type('text/csv; charset=utf-8').header('content-disposition', attachment('hasil-pemeriksaan.csv')).send(fatesAsCsv(deps, id));
    });

  app.post('/api/v1/offices/:office/imports/:id/run', { config, schema: { ...shared, summary: 'Impor seluruh baris sekaligus; pengulangan tidak mengubah apa pun', params: ofImport, response: { 200: importAnswer, ...refusals } } },
    async (request) => {
      const staff = atWork(request);
      const { id } = await known(request);
      await runImport(deps, staff, id);
      return importOf(deps, staff.office, id);
    });
};

/** Reads to the end, so that the refusal reaches who is still sending, and a second file is refused, not dropped. */
export async function stageUpload(deps: ApiDeps, staff: Staff, request: FastifyRequest): Promise<string> {
  let id: string | null = null;
  let refusal: unknown = null;
  try {
    for await (const { file } of request.files()) {
      id = await stageImport(deps, staff, wholeForm(file)).catch((error: unknown) => { refusal = error; return null; });
      await drain(file);
      if (file.truncated) refusal = new Problem('import-too-large');
    }
  } catch (error) {
    refusal ??= typeof (error as { statusCode?: unknown }).statusCode === 'number' ? error : cutOff();
  }
  if (refusal === null && id !== null) return id;
  if (id !== null) await dropImport(deps, id);
  throw refusal ?? new Problem('file-empty');
}

/** The bytes of the file, which stays open when its reader gives up; the parser's own words become ours. */
async function* wholeForm(file: Readable): AsyncGenerator<Buffer> {
  const bytes = file.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  try {
    yield* bytes;
  } catch {
    throw cutOff();
  }
}

async function drain(file: Readable): Promise<void> {
  for await (const _rest of file.iterator({ destroyOnReturn: false })) { /* what nobody wants any more */ }
}
