import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refusals, solutionList } from '../answers.ts';
import type { ApiDeps } from '../deps.ts';
import { staffOf } from '../plugins/access.ts';
import { searchSolutions, similarSolutions } from '../solutions.ts';

const ofOffice = z.object({ office: z.string() });
const filter = z.object({
  category: z.string().max(100).optional().describe('Kode kategori; tanpa ini semua kategori.'),
  limit: z.coerce.number().int().min(1).max(20).default(5),
});
const question = z.string().trim().min(1).max(500).describe('Kata-kata yang dicari; cukup salah satu ada, bentuk berimbuhan ikut ditemukan.');
const answers = { 200: solutionList, ...refusals };

/** The look-up of known solutions (ERR-21). */
export const solutionRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  // Each call opens words of other people's reports: counted per person, because a whole desk may share one address.
  const config = { access: 'staff', rateLimit: { keyGenerator: personOf } } as const;
  const security = [{ kunci: [] }];
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store'); });

  app.get('/api/v1/offices/:office/solutions', {
    config,
    schema: { tags: ['laporan'], summary: 'Cari solusi di laporan yang sudah selesai; pembacaan dicatat', params: ofOffice, querystring: filter.extend({ q: question }), security, response: answers },
  }, async (request) => {
    const { q, ...filters } = request.query;
    return { solutions: await searchSolutions(deps, staffOf(request), q, filters) };
  });

  app.get('/api/v1/offices/:office/cases/:number/similar', {
    config,
    schema: { tags: ['laporan'], summary: 'Laporan serupa yang sudah selesai; pembacaan dicatat', params: ofOffice.extend({ number: z.string() }), querystring: filter, security, response: answers },
  }, async (request) => ({ solutions: await similarSolutions(deps, staffOf(request), request.params.number, request.query) }));
};

function personOf(request: FastifyRequest): string {
  const { office, person } = staffOf(request);
  return `${office}.${person}`;
}
