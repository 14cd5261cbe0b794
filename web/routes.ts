import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ApiDeps } from '../api/deps.ts';

export const webRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async () => {};
