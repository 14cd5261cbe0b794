import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { attachment } from '../../api/attachment.ts';
import { findIntake, requireSop } from '../../api/cases.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { outageFacts } from '../../api/outage/facts.ts';
import { noticePdf } from '../../api/outage/notice.ts';
import { readyTexts } from '../../api/outage/ready-texts.ts';
import { staffOf } from '../../api/plugins/access.ts';
import { field } from '../fields.ts';
import { html } from '../html.ts';
import { deskOf, sendStaffPage } from './desk.ts';

/** The ready texts of an outage, to be copied and posted by a person (SVC-4, ERR-9), and the notice on the office's letterhead. */
export const outageTextPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;
  const schema = { hide: true, params: z.object({ office: z.string(), number: z.string() }) };

  app.get('/kantor/:office/laporan/:number/teks', { config, schema }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const intake = requireSop('outage', await findIntake(deps, desk.staff.office, request.params.number));
    const { spse, whatsapp, inaproc } = readyTexts(await outageFacts(deps, intake, desk.staff), intake.rules.outage.inaproc !== null);
    const path = `${desk.base}/laporan/${intake.number}`;
    const title = 'Teks siap pasang';
    const text = (id: string, label: string, words: string, hint?: string) => field({ id, label, hint }, (aria) => html`<textarea id="${id}" rows="12" readonly${aria}>
${words}</textarea>`);
    const body = html`<h1>${title}</h1>
<p class="lead">Gangguan <a class="number" href="${path}">${intake.number}</a>. Salin, pasang sendiri, lalu catat di mana dan kapan dipasang pada <a href="${path}#tugas-anda">tugasnya</a>.</p>
${text('spse', `Berita di SPSE: ${spse.title}`, spse.body)}
${text('whatsapp', 'WhatsApp', whatsapp)}
${inaproc && text('inaproc', `INAPROC: ${inaproc.title}`, inaproc.body, 'Dipasang sesudah pengumumannya disetujui.')}
<p><a href="${path}/pengumuman.pdf">Unduh surat pengumuman dengan kop kantor (PDF)</a></p>`;
    return sendStaffPage(reply, desk, { title, body, here: 'announcements' });
  });

  app.get('/kantor/:office/laporan/:number/pengumuman.pdf', { config, schema }, async (request, reply) => {
    const staff = staffOf(request);
    const { bytes, name } = await noticePdf(deps, requireSop('outage', await findIntake(deps, staff.office, request.params.number)), staff);
    return reply.type('application/pdf').header('content-disposition', attachment(name)).send(bytes);
  });
};
