import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { endHold } from '../../api/backup/holds.ts';
import { readBackups } from '../../api/backup/overview.ts';
import { mediaOf, mediumOf } from '../../api/custody/register.ts';
import type { RouteDeps } from '../../api/deps.ts';
import { drillsOf } from '../../api/drill/list.ts';
import { requireSections } from '../../api/offices.ts';
import { requireFunction } from '../../api/plugins/access.ts';
import { backupForms } from './backup-forms.ts';
import { backupsPage } from './backups-page.ts';
import { beginningRoutes } from './beginning-routes.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import { mediumPage } from './medium-page.ts';

/** Backups of the office, the register of its media, its drills and holds, and the forms that begin each of them. */
export const backupPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;
  const params = z.object({ office: z.string() });
  const atDesk = async (request: FastifyRequest) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    requireSections(desk.office, { sections: ['backup'] });
    return desk;
  };

  app.get('/kantor/:office/cadangan', { config, schema: { hide: true, params, querystring: z.object({ selesai: z.string().catch('') }) } }, async (request, reply) => {
    const desk = await atDesk(request);
    const [overview, media, drills] = await Promise.all([readBackups(deps, desk.staff), mediaOf(deps, desk.staff), drillsOf(deps, desk.staff)]);
    return sendStaffPage(reply, desk, backupsPage(desk, { overview, media, drills, done: request.query.selesai }));
  });

  app.get('/kantor/:office/cadangan/media/:code', { config, schema: { hide: true, params: params.extend({ code: z.string() }) } }, async (request, reply) => {
    const desk = await atDesk(request);
    const medium = await mediumOf(deps, desk.staff, request.params.code);
    const drills = await drillsOf(deps, desk.staff, { of: { store: medium.code, sets: medium.sets.map(({ set }) => set) }, limit: 100 });
    return sendStaffPage(reply, desk, mediumPage(desk, medium, drills));
  });

  app.post('/kantor/:office/cadangan/penahanan/:hold/akhiri', { config, schema: { hide: true, params: params.extend({ hold: z.uuid() }) } }, async (request, reply) => {
    const { base, staff } = await atDesk(request);
    await endHold(deps, staff, request.params.hold);
    return reply.redirect(`${base}/cadangan?selesai=lepas#penahanan`, 303);
  });

  beginningRoutes(app, deps, { path: '/cadangan', here: 'backups', forms: backupForms, atDesk, after: () => false });
};
