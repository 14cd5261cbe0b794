import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RouteDeps } from '../../api/deps.ts';
import { enterOnBehalf, onBehalfBody } from '../../api/on-behalf.ts';
import { requireFunction } from '../../api/plugins/access.ts';
import type { ProblemCode } from '../../api/problems.ts';
import { problemContract } from '../../workflows/problem/contract.ts';
import { keyFrom, newKey } from '../form-key.ts';
import { refusedForm } from '../refused-form.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import { entryErrors, entryPage, entryShape } from './entry-page.ts';
import type { Entry } from './entry-page.ts';
import { instantOf, localInput } from './local-input.ts';

/** What an entry can be refused for, and the field that shows it. */
const shownAt: Partial<Record<ProblemCode, string>> = {
  'unknown-role': 'peran', 'unknown-category': 'kategori', 'received-in-future': 'diterima', 'before-since': 'diterima', 'already-entered': 'nomor-luar', 'key-reused': 'uraian',
};

/** A report that reached the desk by telephone, at the counter, by letter (ERR-1), written down by hand. */
export const entryPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;
  const params = z.object({ office: z.string() });
  const body = onBehalfBody(problemContract);

  app.get('/kantor/:office/lapor', { config, schema: { hide: true, params } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    const empty: Entry = { ...entryShape.parse({}), kunci: newKey(), diterima: localInput(Date.now(), desk.office.settings.utcOffsetMinutes) };
    return sendStaffPage(reply, desk, entryPage(desk, empty, []));
  });

  app.post('/kantor/:office/lapor', { bodyLimit: 256 * 1024, config, schema: { hide: true, params, body: entryShape } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    const entry: Entry = { ...request.body, kunci: keyFrom(request.body.kunci), uraian: request.body.uraian.replaceAll('\r\n', '\n') };
    const filled = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });
    const parsed = body.safeParse({
      reporter: { name: entry.nama.trim(), ...filled('mail', entry.surel), ...filled('contact', entry.kontak) },
      role: entry.peran, category: entry.kategori, ...filled('packageCode', entry.paket), description: entry.uraian.trim(), files: [],
      channel: entry.saluran, receivedAt: instantOf(entry.diterima, desk.office.settings.utcOffsetMinutes) ?? '', ...filled('externalNumber', entry['nomor-luar']),
    });
    if (!parsed.success) return sendStaffPage(reply, desk, entryPage(desk, entry, entryErrors(parsed.error)), 422);
    try {
      const intake = await enterOnBehalf(deps, { contract: problemContract, staff: desk.staff, body: parsed.data, idempotencyKey: entry.kunci });
      deps.starter.startSoon(intake);
      return reply.redirect(`${desk.base}/laporan/${intake.number}?selesai=lapor`, 303);
    } catch (error) {
      const { sent, errors, status } = refusedForm(error, { key: entry.kunci, files: new Map() }, (code) => shownAt[code]);
      return sendStaffPage(reply, desk, entryPage(desk, { ...entry, kunci: sent.key }, errors), status);
    }
  });
};
