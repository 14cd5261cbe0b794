import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

const read = (name: string) => readFileSync(join(import.meta.dirname, name));
const style = Buffer.concat([read('style.css'), read('staff/style.css'), read('status/style.css')]);
const icon = read('icon.svg');
const version = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

/** The address changes with the content, so that a browser may keep what it has. */
export const styleHref = `/assets/sigap.css?v=${version(style)}`;
export const iconHref = `/assets/sigap.svg?v=${version(icon)}`;

export const assetRoutes: FastifyPluginAsyncZod = async (app) => {
  const options = { config: { access: 'public' }, schema: { hide: true } } as const;
  const kept = 'public, max-age=31536000, immutable';
  app.get('/assets/sigap.css', options, async (_request, reply) => reply.type('text/css; charset=utf-8').header('cache-control', kept).send(style));
  app.get('/assets/sigap.svg', options, async (_request, reply) => reply.type('image/svg+xml').header('cache-control', kept).send(icon));
};
