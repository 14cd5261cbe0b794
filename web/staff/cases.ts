import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listCases } from '../../api/cases.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { registry } from '../../workflows/registry.ts';
import { check, field } from '../fields.ts';
import { html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { pick } from './controls.ts';
import { factsOfRows, numbersLike } from './case-rows.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import { dueText, isLate } from './due.ts';

const pageSize = 50;
const text = z.string().trim().max(60).catch('');

/** The reports, applications and other cases of the office, newest number first; a number that one report has leads straight to it. */
export const casePages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  app.get('/kantor/:office/laporan', {
    config: { access: 'page' },
    schema: { hide: true, params: z.object({ office: z.string() }), querystring: z.object({ urusan: text, keadaan: text, terbuka: text, nomor: text, sebelum: text }) },
  }, async (request, reply) => {
    const { urusan, keadaan, terbuka, sebelum } = request.query;
    const nomor = request.query.nomor.toUpperCase();
    const desk = await deskOf(deps, request);
    const path = `${desk.base}/laporan`;
    const numbers = nomor === '' ? null : await numbersLike(deps, desk.staff.office, nomor);
    if (numbers?.length === 1) return reply.redirect(`${path}/${numbers[0]}`, 303);
    const found = await listCases(deps, desk.staff.office, {
      limit: pageSize + 1, ...(numbers === null ? {} : { numbers }), open: terbuka !== '', ...(urusan === '' ? {} : { sop: urusan }), ...(keadaan === '' ? {} : { state: keadaan }), ...(sebelum === '' ? {} : { before: sebelum }),
    });
    const rows = found.slice(0, pageSize);
    const facts = await factsOfRows(deps, desk, rows.map(({ number }) => number));
    // SOPs share some states; the first SOP names them.
    const states = [...new Map(Object.values(registry).reverse().flatMap((sop) => Object.entries(sop.states)))].map(([value, label]) => ({ value, label }));
    const offset = desk.office.settings.utcOffsetMinutes;
    const older = new URLSearchParams({ ...(urusan === '' ? {} : { urusan }), ...(keadaan === '' ? {} : { keadaan }), ...(terbuka === '' ? {} : { terbuka }), sebelum: rows.at(-1)?.number ?? '' });
    const body = html`<h1>Semua kasus</h1>
<form class="filters" method="get" action="${path}">
${field({ id: 'nomor', label: 'Nomor', hint: 'Lengkap, atau angkanya saja.' }, (aria) => html`<input id="nomor" name="nomor" autocomplete="off" value="${nomor}"${aria}>`)}
${pick({ id: 'urusan', name: 'urusan', label: 'Urusan', optional: false, all: 'Semua', value: urusan, options: Object.values(registry).map(({ sop, title }) => ({ value: sop, label: title })) })}
${pick({ id: 'keadaan', name: 'keadaan', label: 'Keadaan', optional: false, all: 'Semua', value: keadaan, options: states })}
${check({ id: 'terbuka', label: 'Hanya yang belum ditutup', on: terbuka !== '' })}
<button type="submit">Tampilkan</button>
</form>
${rows.length === 0 && html`<p role="status">${numbers === null ? 'Tidak ada yang cocok.' : `Tidak ada laporan atau permohonan dengan nomor ${nomor}.`}</p>`}
<ol class="rows">${rows.map((row) => html`<li${isLate(row) && html` class="late"`}>
<h2><a href="${path}/${row.number}" class="number">${row.number}</a></h2>
<p>${registry[row.sop]?.states[row.state] ?? row.state}</p>
<p>${[facts.get(row.number)?.what, facts.get(row.number)?.reporter].filter((one) => one !== null && one !== undefined).join(' · ')}</p>
<p class="quiet">Diterima ${localTime(row.receivedAt.toISOString(), offset)}
${row.closedAt && html` · Ditutup ${localTime(row.closedAt.toISOString(), offset)}`}${row.closedAt === null && row.dueAt && html` · ${dueText(row, offset)}`}</p></li>`)}</ol>
<nav class="pages" aria-label="Halaman daftar">${sebelum !== '' && html`<a href="${path}">Ke yang terbaru</a>`}${found.length > pageSize && html`<a href="${path}?${older.toString()}">Lebih lama</a>`}</nav>`;
    return sendStaffPage(reply, desk, { title: 'Semua kasus', body, here: 'cases' });
  });
};
