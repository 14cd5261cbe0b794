import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RouteDeps } from '../../api/deps.ts';
import { requireSections } from '../../api/offices.ts';
import { decideHeld, decisions, listMailings } from '../../api/mailings.ts';
import { endRecurrence, listRecurrences } from '../../api/recurrences.ts';
import { requireFunction } from '../../api/plugins/access.ts';
import { announcementForms } from './announcement-forms.ts';
import { openAnnounced } from './announcement-rows.ts';
import { announcementsPage, operationNotice } from './announcements-page.ts';
import { beginningRoutes } from './beginning-routes.ts';
import { deskOf, sendStaffPage } from './desk.ts';

/** Windows and outages of the office, and the forms that begin one; the same functions as the API's, each form under its key. */
export const announcementPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;
  const params = z.object({ office: z.string() });
  const atDesk = async (request: FastifyRequest) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    requireSections(desk.office, { sections: ['maintenance', 'outage'] });
    return desk;
  };

  app.get('/kantor/:office/pengumuman', { config, schema: { hide: true, params, querystring: z.object({ selesai: z.string().catch('') }) } }, async (request, reply) => {
    const desk = await atDesk(request);
    const [open, recurring, mailings] = await Promise.all([openAnnounced(deps, desk), listRecurrences(deps, desk.staff), listMailings(deps, desk.staff, { limit: 20 })]);
    return sendStaffPage(reply, desk, announcementsPage(desk, { open, recurring, mailings, done: request.query.selesai }));
  });

  app.post('/kantor/:office/pengumuman/berulang/:recurrence', { config, schema: { hide: true, params: params.extend({ recurrence: z.uuid() }) } }, async (request, reply) => {
    const { base, staff } = await atDesk(request);
    await endRecurrence(deps, staff, request.params.recurrence);
    return reply.redirect(`${base}/pengumuman?selesai=akhiri#berulang`, 303);
  });

  app.post('/kantor/:office/pengumuman/surat/:id', {
    config, schema: { hide: true, params: params.extend({ id: z.uuid() }), body: z.object({ keputusan: z.enum(decisions) }) },
  }, async (request, reply) => {
    const { base, staff } = await atDesk(request);
    await decideHeld(deps, staff, request.params.id, request.body.keputusan);
    return reply.redirect(`${base}/pengumuman?selesai=surat#surat`, 303);
  });

  beginningRoutes(app, deps, { path: '/pengumuman', here: 'announcements', forms: announcementForms, atDesk, after: operationNotice });
};
