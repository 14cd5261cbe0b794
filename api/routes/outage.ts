import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { pdfBytes, refusals } from '../answers.ts';
import { attachment } from '../attachment.ts';
import { findIntake, requireSop } from '../cases.ts';
import type { ApiDeps } from '../deps.ts';
import { outageFacts } from '../outage/facts.ts';
import { noticePdf } from '../outage/notice.ts';
import { readyTexts } from '../outage/ready-texts.ts';
import { staffOf } from '../plugins/access.ts';

const params = z.object({ office: z.string(), number: z.string() });
const ready = z.object({ title: z.string(), body: z.string() });
const texts = z.object({ spse: ready, whatsapp: z.string(), inaproc: ready.nullable().describe('null: peraturan kantor ini tidak mengatur pengumuman di INAPROC (ERR-9).') });

/** Ready texts of an outage for the places where people post them by hand (SVC-4). Where they were posted is recorded by the act `posted`. */
export const outageRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'staff' } as const;
  const schema = { tags: ['pengumuman'], params, security: [{ kunci: [] }] };
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store'); });

  app.get('/api/v1/offices/:office/outage/:number/texts', {
    config, schema: { ...schema, summary: 'Teks siap pasang untuk berita SPSE, WhatsApp, dan INAPROC (SVC-4, ERR-9); pembacaan dicatat', response: { 200: texts, ...refusals } },
  }, async (request) => {
    const staff = staffOf(request);
    const intake = requireSop('outage', await findIntake(deps, staff.office, request.params.number));
    return readyTexts(await outageFacts(deps, intake, staff), intake.rules.outage.inaproc !== null);
  });

  app.get('/api/v1/offices/:office/outage/:number/notice.pdf', {
    config, schema: { ...schema, summary: 'Surat pengumuman gangguan dengan kop kantor; pembacaan dicatat', response: { 200: pdfBytes, ...refusals } },
  }, async (request, reply) => {
    const staff = staffOf(request);
    const { bytes, name } = await noticePdf(deps, requireSop('outage', await findIntake(deps, staff.office, request.params.number)), staff);
    return reply.type('application/pdf').header('content-disposition', attachment(name)).send(bytes);
  });
};
