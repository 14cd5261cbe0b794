import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RouteDeps } from '../../api/deps.ts';
import { keyFrom, newKey } from '../form-key.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { refusedForm } from '../refused-form.ts';
import { beginningForm, bodyOf, errorsIn, fieldOf } from './beginning-form.ts';
import type { BeginningForm, Shown, Typed } from './beginning-form.ts';
import { sendStaffPage } from './desk.ts';
import type { Desk, Place } from './desk.ts';
import { sentValue } from './sent.ts';

interface Folder {
  /** Where the forms stand: '/pengumuman'. */
  path: string;
  here: Place;
  forms: readonly BeginningForm[];
  /** Who may see them. @throws Problem */
  atDesk(request: FastifyRequest): Promise<Desk>;
  /** What every form of the folder says beneath. */
  after(desk: Desk): Html | false;
}

/** Forms that begin something, each the same function as the API's, under the key of its form. */
export function beginningRoutes(app: Parameters<FastifyPluginAsyncZod>[0], deps: RouteDeps, { path: folder, here, forms, atDesk, after }: Folder): void {
  const config = { access: 'page' } as const;
  const params = z.object({ office: z.string() });
  for (const form of forms) {
    const path = `/kantor/:office${folder}/${form.path}`;
    const page = (desk: Desk, shown: Shown) => ({
      title: `${shown.errors.length > 0 ? 'Perbaiki isian: ' : ''}${form.title}`, here, body: html`${beginningForm(desk, form, `${desk.base}${folder}/${form.path}`, shown)}${after(desk)}`,
    });
    app.get(path, { config, schema: { hide: true, params, querystring: z.record(z.string(), z.string().catch('')) } }, async (request, reply) => {
      const desk = await atDesk(request);
      // A link may have filled in what it is about.
      return sendStaffPage(reply, desk, page(desk, { typed: request.query, key: newKey(), errors: [] }));
    });

    app.post(path, { bodyLimit: 256 * 1024, config, schema: { hide: true, params, body: z.looseObject({ kunci: z.string().catch('') }) } }, async (request, reply) => {
      const desk = await atDesk(request);
      const typed: Typed = Object.fromEntries(Object.entries(request.body).map(([name, value]) => [name, sentValue(value)]));
      const key = keyFrom(request.body.kunci);
      const body = bodyOf(form, typed, desk.office.settings.utcOffsetMinutes);
      const errors = errorsIn(form, typed, body);
      if (errors.length > 0) return sendStaffPage(reply, desk, page(desk, { typed, key, errors }), 422);
      try {
        return await reply.redirect(`${desk.base}${await form.begin(deps, { desk, body, key })}`, 303);
      } catch (error) {
        const refused = refusedForm(error, { key, files: new Map() }, (_code, { field }) => fieldOf(form, field));
        return sendStaffPage(reply, desk, page(desk, { typed, key: refused.sent.key, errors: refused.errors }), refused.status);
      }
    });
  }
}
