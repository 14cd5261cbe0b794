import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RouteDeps } from '../../api/deps.ts';
import { requireSections } from '../../api/offices.ts';
import { decideHeld, decisions, listMailings } from '../../api/mailings.ts';
import { endRecurrence, listRecurrences } from '../../api/recurrences.ts';
import { requireFunction } from '../../api/plugins/access.ts';
import { keyFrom, newKey } from '../form-key.ts';
import { html } from '../html.ts';
import { refusedForm } from '../refused-form.ts';
import { announcementForm, bodyOf, errorsIn, fieldOf } from './announcement-form.ts';
import type { AnnouncementForm, Shown, Typed } from './announcement-form.ts';
import { announcementForms } from './announcement-forms.ts';
import { openAnnounced } from './announcement-rows.ts';
import { announcementsPage, operationNotice } from './announcements-page.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import type { Desk } from './desk.ts';
import { sentValue } from './sent.ts';

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

  for (const form of announcementForms) {
    const path = `/kantor/:office/pengumuman/${form.path}`;
    app.get(path, { config, schema: { hide: true, params } }, async (request, reply) => {
      const desk = await atDesk(request);
      return sendStaffPage(reply, desk, formPage(desk, form, { typed: {}, key: newKey(), errors: [] }));
    });

    app.post(path, { bodyLimit: 256 * 1024, config, schema: { hide: true, params, body: z.looseObject({ kunci: z.string().catch('') }) } }, async (request, reply) => {
      const desk = await atDesk(request);
      const typed: Typed = Object.fromEntries(Object.entries(request.body).map(([name, value]) => [name, sentValue(value)]));
      const key = keyFrom(request.body.kunci);
      const body = bodyOf(form, typed, desk.office.settings.utcOffsetMinutes);
      const errors = errorsIn(form, typed, body);
      if (errors.length > 0) return sendStaffPage(reply, desk, formPage(desk, form, { typed, key, errors }), 422);
      try {
        return await reply.redirect(`${desk.base}${await form.begin(deps, { desk, body, key })}`, 303);
      } catch (error) {
        const { sent, errors: refused, status } = refusedForm(error, { key, files: new Map() }, (_code, { field }) => fieldOf(form, field));
        return sendStaffPage(reply, desk, formPage(desk, form, { typed, key: sent.key, errors: refused }), status);
      }
    });
  }
};

function formPage(desk: Desk, form: AnnouncementForm, shown: Shown) {
  const body = html`${announcementForm(desk, form, shown)}${operationNotice(desk)}`;
  return { title: `${shown.errors.length > 0 ? 'Perbaiki isian: ' : ''}${form.title}`, body, here: 'announcements' as const };
}
