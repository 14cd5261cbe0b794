import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import { officeInForce } from '../offices.ts';
import { storeFile } from '../store-file.ts';
import { Problem } from '../problems.ts';

export const maxFileBytes = 5 * 1024 * 1024;

/** Files come first and are cited by their hash; nobody can read one back without a login. */
export const fileRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  await app.register(multipart, { limits: { fileSize: maxFileBytes, files: 1, fields: 0 } });
  app.post('/api/v1/offices/:office/files', {
    config: { access: 'public', rateLimit: {} },
    schema: {
      tags: ['laporan'], summary: 'Unggah satu berkas (PDF, JPEG, atau PNG, paling besar 5 MB)', consumes: ['multipart/form-data'],
      params: z.object({ office: z.string() }),
      response: { 201: z.object({ sha256: z.string(), mediaType: z.string(), size: z.number() }) },
    },
  }, async (request, reply) => {
    const office = await officeInForce(deps.db, request.params.office);
    const part = await request.file();
    if (!part) throw new Problem('file-empty');
    const file = await storeFile(deps, office.id, { bytes: await part.toBuffer(), mediaType: part.mimetype, name: part.filename, by: 'public' });
    return reply.code(201).send(file);
  });
};
