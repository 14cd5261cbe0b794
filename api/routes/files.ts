import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refusals, uploadForm } from '../answers.ts';
import type { ApiDeps } from '../deps.ts';
import { officeInForce } from '../offices.ts';
import { storeFile } from '../store-file.ts';
import { Problem } from '../problems.ts';
import { fromForm, wholeParts } from '../whole-parts.ts';

export const maxFileBytes = 5 * 1024 * 1024;

/** Files come first and are cited by their hash; nobody can read one back without a login. */
export const fileRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  await app.register(multipart, { limits: { fileSize: maxFileBytes, files: 1, fields: 0 } });
  app.post('/api/v1/offices/:office/files', {
    config: { access: 'public', rateLimit: {} },
    schema: {
      tags: ['laporan'], summary: 'Unggah satu berkas (PDF, JPEG, atau PNG, paling besar 5 MB)', consumes: ['multipart/form-data'], body: uploadForm,
      params: z.object({ office: z.string() }),
      response: { 201: z.object({ sha256: z.string(), mediaType: z.string(), size: z.number() }), ...refusals },
    },
  }, async (request, reply) => {
    const office = await officeInForce(deps.db, request.params.office);
    const { bytes, mediaType, name } = await onlyFile(request);
    return reply.code(201).send(await storeFile(deps, office.id, { bytes, mediaType, name, by: 'public' }));
  });
};

/** Reads to the end, so that a second file is refused, not dropped. @throws Problem file-empty, bad-request; the plugin's own errors */
async function onlyFile(request: FastifyRequest): Promise<{ bytes: Buffer; mediaType: string; name: string }> {
  let only: { bytes: Buffer; mediaType: string; name: string } | null = null;
  for await (const part of wholeParts(() => request.files())) only = { bytes: await fromForm(() => part.toBuffer()), mediaType: part.mimetype, name: part.filename ?? '' };
  if (!only) throw new Problem('file-empty');
  return only;
}
