import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RouteDeps } from '../../api/deps.ts';
import { requireSections } from '../../api/offices.ts';
import { requireFunction } from '../../api/plugins/access.ts';
import { startByOffice } from '../../api/start-by-office.ts';
import type { FieldError } from '../fields.ts';
import { keyFrom, newKey } from '../form-key.ts';
import { html } from '../html.ts';
import { refusedForm } from '../refused-form.ts';
import { announcementForm, announcementForms, bodyOf, errorsIn } from './announcement-form.ts';
import type { AnnouncementForm, Typed } from './announcement-form.ts';
import { openAnnounced } from './announcement-rows.ts';
import { announcementsPage, operationNotice } from './announcements-page.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import type { Desk } from './desk.ts';
import { sentValue } from './sent.ts';

/** Fields of the contracts, as the forms name them. */
const named: Record<string, string> = { systems: 'sistem', startsAt: 'mulai', endsAt: 'selesai', since: 'sejak' };

/** Windows and outages of the office, and the forms that begin one; the same functions as the API's, each form under its key. */
export const announcementPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;
  const params = z.object({ office: z.string() });
  const atDesk = async (request: FastifyRequest) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    for (const { contract } of announcementForms) requireSections(desk.office, contract);
    return desk;
  };

  app.get('/kantor/:office/pengumuman', { config, schema: { hide: true, params } }, async (request, reply) => {
    const desk = await atDesk(request);
    return sendStaffPage(reply, desk, announcementsPage(desk, await openAnnounced(deps, desk)));
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
        const { intake } = await startByOffice(deps, { contract: form.contract, staff: desk.staff, body: form.contract.start.body.parse(body), idempotencyKey: key });
        deps.starter.startSoon(intake);
        return await reply.redirect(`${desk.base}/laporan/${intake.number}?selesai=lapor`, 303);
      } catch (error) {
        const { sent, errors: refused, status } = refusedForm(error, { key, files: new Map() }, (_code, { field }) => named[String(field)] ?? 'sistem');
        return sendStaffPage(reply, desk, formPage(desk, form, { typed, key: sent.key, errors: refused }), status);
      }
    });
  }
};

function formPage(desk: Desk, form: AnnouncementForm, shown: { typed: Typed; key: string; errors: readonly FieldError[] }) {
  const body = html`${announcementForm(desk, form, shown)}${operationNotice(desk)}`;
  return { title: `${shown.errors.length > 0 ? 'Perbaiki isian: ' : ''}${form.title}`, body, here: 'announcements' as const };
}
