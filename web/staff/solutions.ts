import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../../api/deps.ts';
import { staffOf } from '../../api/plugins/access.ts';
import type { Staff } from '../../api/plugins/access.ts';
import { searchSolutions, similarSolutions } from '../../api/solutions.ts';
import { intakes, tasks } from '../../db/schema.ts';
import { field } from '../fields.ts';
import { newKey } from '../form-key.ts';
import { html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { actWords } from './act-words.ts';
import { pick } from './controls.ts';
import { deskOf, sendStaffPage } from './desk.ts';

const text = z.string().trim().max(500).catch('');
const limit = 20;

/** The look-up of known solutions (ERR-21): by words, or for one report by its own description. */
export const solutionPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  app.get('/kantor/:office/cari', {
    // As in the API: each search opens words of other people's reports.
    config: { access: 'page', rateLimit: { keyGenerator: (request) => `${staffOf(request).office}.${staffOf(request).person}` } },
    schema: { hide: true, params: z.object({ office: z.string() }), querystring: z.object({ q: text, kategori: text, laporan: text }) },
  }, async (request, reply) => {
    const { q, kategori } = request.query;
    const laporan = request.query.laporan.toUpperCase();
    const desk = await deskOf(deps, request);
    const { base, office, staff } = desk;
    const filter = { limit, ...(kategori === '' ? {} : { category: kategori }) };
    const found = q !== '' ? await searchSolutions(deps, staff, q, filter) : laporan !== '' ? await similarSolutions(deps, staff, laporan, filter) : null;
    const { categories } = office.rules.problem;
    const taskId = q === '' && laporan !== '' ? await taskFor(deps, staff, laporan) : null;
    const body = html`<h1>Cari solusi</h1>
<p class="lead">Mencari di laporan yang sudah selesai di kantor ini. Cukup salah satu kata ada; bentuk berimbuhan ikut ditemukan.</p>
<form class="filters" method="get" action="${base}/cari">
${field({ id: 'q', label: 'Kata-kata' }, (aria) => html`<input id="q" name="q" type="search" autocomplete="off" value="${q}"${aria}>`)}
${pick({ id: 'kategori', name: 'kategori', label: 'Kategori', optional: false, all: 'Semua', value: kategori, options: categories.map(({ code, label }) => ({ value: code, label })) })}
<button type="submit">Cari</button>
</form>
${found !== null && html`<p role="status">${found.length === 0 ? 'Tidak ada laporan selesai yang cocok.' : `${found.length} laporan selesai${q === '' ? `, serupa dengan ${laporan}` : ''}, yang paling cocok lebih dahulu.`}</p>`}
<ol class="rows">${(found ?? []).map((hit) => html`<li>
<h2><a href="${base}/laporan/${hit.number}" class="number">${hit.number}</a></h2>
<p class="quiet">${categories.find(({ code }) => code === hit.category)?.label ?? ''} · Ditutup ${localTime(hit.closedAt.toISOString(), office.settings.utcOffsetMinutes)}</p>
<dl class="facts">${hit.description !== null && html`<dt>Masalah</dt><dd><blockquote>${hit.description}</blockquote></dd>`}
${hit.answer !== null && html`<dt>Jawaban</dt><dd><blockquote>${hit.answer}</blockquote></dd>`}</dl>
${taskId !== null && html`<form class="quick" method="post" action="${base}/laporan/${laporan}?tindakan=use-solution">${desk.seal}<input type="hidden" name="kunci" value="${newKey()}"><input type="hidden" name="tugas" value="${taskId}"><input type="hidden" name="solution" value="${hit.number}">
<button type="submit" class="second" aria-label="Pakai solusi ${hit.number}">Pakai</button></form>`}</li>`)}</ol>`;
    return sendStaffPage(reply, desk, { title: 'Cari solusi', body, here: 'solutions' });
  });
};

/** The open task of the report on which this person may use a solution. */
async function taskFor({ db }: ApiDeps, { office, person, functions }: Staff, number: string): Promise<string | null> {
  if (functions.length === 0) return null;
  const [task] = await db.select({ id: tasks.id }).from(tasks).innerJoin(intakes, eq(intakes.id, tasks.caseId)).where(and(
    eq(intakes.office, office), eq(intakes.number, number), eq(tasks.state, 'open'), inArray(tasks.function, functions),
    inArray(tasks.kind, [...actWords.problem?.['use-solution']?.tasks ?? []]), or(isNull(tasks.claimedBy), eq(tasks.claimedBy, person)),
  ));
  return task?.id ?? null;
}
