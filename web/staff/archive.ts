import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findIntake, requireSop } from '../../api/cases.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { nounsOf } from '../../api/reading/nouns.ts';
import { aboutUsers, readArchive } from '../../api/registration/archive.ts';
import { keyOf, mayShelve, shelfWords, shelve } from '../../api/registration/shelf.ts';
import type { Shelved } from '../../api/registration/shelf.ts';
import { sayDate } from '../../workflows/appointment/day.ts';
import { errorSummary, field } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { deskOf, nameOf, sendStaffPage } from './desk.ts';
import type { Desk } from './desk.ts';

type Archive = Awaited<ReturnType<typeof readArchive>>;
const ofCase = z.object({ office: z.string(), number: z.string() });
const saved = z.object({ berkas: z.string().optional(), persyaratan: z.string().catch(''), rak: z.string().catch(''), tanda: z.string() });

/** What is kept of a case about a user, and where its papers stand (REG-21). */
export const archivePages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;
  const path = '/kantor/:office/laporan/:number/arsip';

  app.get(path, { config, schema: { hide: true, params: ofCase, querystring: z.object({ tersimpan: z.string().optional().catch(undefined) }) } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const intake = requireSop(aboutUsers, await findIntake(deps, desk.staff.office, request.params.number));
    return sendStaffPage(reply, desk, archivePage(desk, intake.sop, await readArchive(deps, intake, desk.staff), { saved: request.query.tersimpan !== undefined }));
  });

  app.post(path, { config, schema: { hide: true, params: ofCase, body: saved } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const intake = requireSop(aboutUsers, await findIntake(deps, desk.staff.office, request.params.number));
    const { berkas, persyaratan, rak } = request.body;
    const kept: Shelved = berkas === undefined ? { item: persyaratan } : { sha256: berkas };
    const shelf = shelfWords.safeParse(rak);
    if (!shelf.success) return sendStaffPage(reply, desk, archivePage(desk, intake.sop, await readArchive(deps, intake, desk.staff), { wrong: { kept, typed: rak } }), 422);
    await shelve(deps, intake, desk.staff, kept, shelf.data);
    return reply.redirect(`${desk.base}/laporan/${intake.number}/arsip?tersimpan=ya`, 303);
  });
};

interface Outcome { saved?: boolean; wrong?: { kept: Shelved; typed: string } }

function archivePage(desk: Desk, sop: string, archive: Archive, { saved: isSaved, wrong }: Outcome): { title: string; body: Html; here: 'cases' } {
  const { base, office } = desk;
  const { number, retention, trigger } = archive;
  const { thing } = nounsOf(sop);
  const rows = rowsOf(desk, sop, archive);
  const isWrong = ({ kept }: Row) => wrong !== undefined && keyOf(wrong.kept) === keyOf(kept);
  const from = trigger.kind === 'account-deactivated' ? 'akun dinonaktifkan' : `${thing} selesai`;
  const body = html`${wrong && errorSummary([{ field: idOf(rows.findIndex(isWrong)), sentence }])}
${isSaved && html`<p class="notice good" role="status">Tempat simpan tercatat.</p>`}
<h1>Arsip <span class="number">${number}</span></h1>
<p><a href="${base}/laporan/${number}">Ke ${thing}</a></p>
<p>Masa simpan: ${retention.years === null ? 'menurut jadwal retensi arsip' : `${retention.years} tahun`} sejak ${from}${trigger.at !== null && html` (${at(desk, trigger.at)})`}${retention.until !== null && `, sampai ${sayDate(retention.until)}`}. <span class="quiet">${retention.source}</span></p>
${rows.length === 0 && html`<p>Belum ada berkas.</p>`}
<ol class="rows">${rows.map((row, index) => html`<li><h2>${row.label}</h2>
${row.about}
${mayShelve(office.rules, desk.staff) ? shelfForm(desk, `${base}/laporan/${number}/arsip`, row, idOf(index), isWrong(row) ? wrong?.typed : undefined)
    : html`<p>Tempat simpan kertasnya: ${row.shelf ?? 'belum dicatat'}</p>`}</li>`)}</ol>`;
  return { title: `${wrong ? 'Perbaiki isian: ' : ''}Arsip ${number}`, body, here: 'cases' };
}

interface Row { kept: Shelved; label: string; about: Html; shelf: string | null }

const sentence = 'Isi rak, kotak, atau map tempat kertasnya disimpan, dalam satu baris, paling banyak 100 huruf.';
const idOf = (index: number): string => `rak-${index + 1}`;
const at = ({ office }: Desk, instant: Date): Html => localTime(instant.toISOString(), office.settings.utcOffsetMinutes);

/** Copies first, then the papers that nobody copied. */
function rowsOf(desk: Desk, sop: string, { number, documents, papers }: Archive): Row[] {
  const from = ({ source, receivedAt }: { source: string; receivedAt: Date }) => html`dari ${source === 'reporter' ? nounsOf(sop).who : nameOf(desk, source)} · ${at(desk, receivedAt)}`;
  return [
    ...documents.map((file) => ({
      kept: { sha256: file.sha256 }, label: file.itemLabel ?? 'Berkas lain', shelf: file.shelf,
      about: html`<p><a href="${desk.base}/laporan/${number}/berkas/${file.sha256}">Buka salinan</a> <span class="quiet">${file.mediaType} · ${from(file)}</span></p>
<p class="quiet">SHA-256: ${file.sha256}</p>`,
    })),
    ...papers.map((paper) => ({ kept: { item: paper.item }, label: paper.itemLabel, shelf: paper.shelf, about: html`<p>Kertas, tanpa salinan <span class="quiet">${from(paper)}</span></p>` })),
  ];
}

/** `typed`: what was refused. */
function shelfForm({ seal }: Desk, path: string, { kept, label, shelf }: Row, id: string, typed: string | undefined): Html {
  return html`<form method="post" action="${path}" novalidate>${seal}<input type="hidden" name="${'sha256' in kept ? 'berkas' : 'persyaratan'}" value="${keyOf(kept)}">
${field({ id, label: 'Tempat simpan kertasnya', error: typed === undefined ? undefined : sentence }, (aria) =>
    html`<input id="${id}" name="rak" class="short" autocomplete="off" maxlength="100" value="${typed ?? shelf ?? ''}"${aria}>`)}
<button type="submit" class="second" aria-label="Simpan tempat simpan: ${label}">Simpan</button></form>`;
}
