import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refusals } from '../answers.ts';
import type { ApiDeps } from '../deps.ts';
import { copyStates, decideHeld, decisions, listMailings, readMailing } from '../mailings.ts';
import { staffOf } from '../plugins/access.ts';

const instant = z.date().nullable();
const mailing = z.object({
  id: z.string(), number: z.string(), sop: z.string(), template: z.string(), systems: z.array(z.string()), isUrgent: z.boolean(), createdAt: z.date(), until: instant,
  addressedAt: instant.describe('Kapan daftar penerimanya disusun; null: belum.'), doneAt: instant.describe('Kapan tidak ada lagi yang menunggu.'),
  copies: z.number(), counts: z.record(z.enum(copyStates), z.number()), progress: z.number().describe('0 sampai 1: bagian yang tidak lagi menunggu.'),
});
const ofOffice = z.object({ office: z.string() });
const ofMailing = ofOffice.extend({ id: z.uuid().toLowerCase() });

/** The mails to many of an office, for its people: how far they are, and a person's word on copies that may not have arrived. */
export const mailingRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'staff' } as const;
  const security = [{ kunci: [] }];
  const tags = ['pengumuman'];

  app.get('/api/v1/offices/:office/mailings', {
    config,
    schema: {
      tags, summary: 'Surat pengumuman kepada banyak penerima, terbaru lebih dahulu', params: ofOffice, security, response: { 200: z.object({ mailings: z.array(mailing) }), ...refusals },
      querystring: z.object({ limit: z.coerce.number().int().min(1).max(50).default(20), before: z.iso.datetime({ offset: true }).transform((at) => new Date(at)).optional() }),
    },
  }, async (request) => ({ mailings: await listMailings(deps, staffOf(request), request.query) }));

  app.get('/api/v1/offices/:office/mailings/:id', { config, schema: { tags, summary: 'Satu surat pengumuman dan keadaan salinannya', params: ofMailing, security, response: { 200: mailing, ...refusals } } },
    async (request) => readMailing(deps, staffOf(request), request.params.id));

  app.post('/api/v1/offices/:office/mailings/:id/held', {
    config,
    schema: {
      tags, summary: 'Putuskan semua salinan yang tidak pasti terkirim: kirim lagi, atau anggap terkirim', params: ofMailing, security,
      body: z.strictObject({ decision: z.enum(decisions) }), response: { 200: mailing, ...refusals },
    },
  }, async (request) => decideHeld(deps, staffOf(request), request.params.id, request.body.decision));
};
