import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findIntake, requireSop } from '../../api/cases.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { nounsOf } from '../../api/reading/nouns.ts';
import { aboutUsers, readArchive, shelve } from '../../api/registration/archive.ts';
import { sayDate } from '../../workflows/appointment/day.ts';
import { errorSummary, field } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { deskOf, nameOf, sendStaffPage } from './desk.ts';
import type { Desk } from './desk.ts';

type Archive = Awaited<ReturnType<typeof readArchive>>;
const ofCase = z.object({ office: z.string(), number: z.string() });
const shelfOf = z.string().trim().min(1).max(100);

/** What is kept of a case about a user, and where its papers stand (REG-21). */
export const archivePages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;
  const path = '/kantor/:office/laporan/:number/arsip';

  app.get(path, { config, schema: { hide: true, params: ofCase, querystring: z.object({ tersimpan: z.string().optional().catch(undefined) }) } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const intake = requireSop(aboutUsers, await findIntake(deps, desk.staff.office, request.params.number));
    return sendStaffPage(reply, desk, archivePage(desk, intake.sop, await readArchive(deps, intake, desk.staff), { saved: request.query.tersimpan !== undefined }));
  });

  app.post(path, { config, schema: { hide: true, params: ofCase, body: z.object({ berkas: z.string(), rak: z.string().catch(''), tanda: z.string() }) } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const intake = requireSop(aboutUsers, await findIntake(deps, desk.staff.office, request.params.number));
    const { berkas, rak } = request.body;
    const shelf = shelfOf.safeParse(rak);
    if (!shelf.success) return sendStaffPage(reply, desk, archivePage(desk, intake.sop, await readArchive(deps, intake, desk.staff), { wrong: { file: berkas, typed: rak } }), 422);
    await shelve(deps, intake, desk.staff, berkas, shelf.data);
    return reply.redirect(`${desk.base}/laporan/${intake.number}/arsip?tersimpan=ya`, 303);
  });
};

function archivePage(desk: Desk, sop: string, { number, documents, retention, trigger }: Archive, outcome: { saved?: boolean; wrong?: { file: string; typed: string } }): { title: string; body: Html; here: 'cases' } {
  const { base, office, seal } = desk;
  const { wrong } = outcome;
  const { thing, who } = nounsOf(sop);
  const at = (instant: Date) => localTime(instant.toISOString(), office.settings.utcOffsetMinutes);
  const idOf = (index: number) => `rak-${index + 1}`;
  const sentence = 'Isi rak, kotak, atau map tempat kertasnya disimpan, paling banyak 100 huruf.';
  const from = trigger.kind === 'account-deactivated' ? 'akun dinonaktifkan' : `${thing} selesai`;
  const body = html`${wrong && errorSummary([{ field: idOf(documents.findIndex(({ sha256 }) => sha256 === wrong.file)), sentence }])}
${outcome.saved && html`<p class="notice good" role="status">Tempat simpan tercatat.</p>`}
<h1>Arsip <span class="number">${number}</span></h1>
<p><a href="${base}/laporan/${number}">Ke ${thing}</a></p>
<p>Masa simpan: ${retention.years === null ? 'menurut jadwal retensi arsip' : `${retention.years} tahun`} sejak ${from}${trigger.at !== null && html` (${at(trigger.at)})`}${retention.until !== null && `, sampai ${sayDate(retention.until)}`}. <span class="quiet">${retention.source}</span></p>
${documents.length === 0 && html`<p>Belum ada berkas.</p>`}
<ol class="rows">${documents.map((file, index) => html`<li><h2>${file.itemLabel ?? 'Berkas lain'}</h2>
<p><a href="${base}/laporan/${number}/berkas/${file.sha256}">Buka salinan</a> <span class="quiet">${file.mediaType} · ${file.source === 'reporter' ? `dari ${who}` : `dari ${nameOf(desk, file.source)}`} · ${at(file.receivedAt)}</span></p>
<p class="quiet">SHA-256: ${file.sha256}</p>
<form method="post" action="${base}/laporan/${number}/arsip" novalidate>${seal}<input type="hidden" name="berkas" value="${file.sha256}">
${field({ id: idOf(index), label: 'Tempat simpan kertasnya', error: wrong?.file === file.sha256 ? sentence : undefined }, (aria) =>
    html`<input id="${idOf(index)}" name="rak" class="short" autocomplete="off" maxlength="100" value="${wrong?.file === file.sha256 ? wrong.typed : file.shelf ?? ''}"${aria}>`)}
<button type="submit" class="second" aria-label="Simpan tempat simpan: ${file.itemLabel ?? 'berkas lain'}">Simpan</button></form></li>`)}</ol>`;
  return { title: `${wrong ? 'Perbaiki isian: ' : ''}Arsip ${number}`, body, here: 'cases' };
}
