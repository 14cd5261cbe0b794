import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { openTasks } from '../../api/cases.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { registry } from '../../workflows/registry.ts';
import { html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { deskOf, nameOf, sendStaffPage, titleOf } from './desk.ts';
import { dueText, isLate } from './due.ts';

/** What a person of the office can do now, nearest deadline first. */
export const taskPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;

  // A way in that needs no office, to be kept as a bookmark.
  app.get('/kantor', { config, schema: { hide: true } }, async (request, reply) => reply.redirect(`/kantor/${request.staff?.office}`, 303));

  app.get('/kantor/:office', { config, schema: { hide: true, params: z.object({ office: z.string() }) } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const { staff, base, office } = desk;
    const tasks = await openTasks(deps, staff);
    const offset = office.settings.utcOffsetMinutes;
    const late = tasks.filter(isLate).length;
    const body = html`<h1>Tugas saya</h1>
${staff.functions.length === 0 && html`<p class="notice">Anda sedang tidak memegang fungsi di kantor ini (masa tugas berakhir, sedang cuti, atau digantikan), sehingga tidak ada tugas untuk Anda.</p>`}
${staff.functions.length > 0 && html`<p class="lead">${tasks.length === 0 ? 'Tidak ada tugas yang terbuka.' : `${tasks.length} tugas terbuka${late > 0 ? `, ${late} melewati tenggat` : ''}. Tenggat terdekat lebih dahulu.`}</p>`}
<ol class="rows">${tasks.map((task) => html`<li${isLate(task) && html` class="late"`}>
<h2><a href="${base}/laporan/${task.number}">${task.title} · <span class="number">${task.number}</span></a></h2>
<p>${dueText(task, offset) || 'Tanpa tenggat'}</p>
<p class="quiet">${registry[task.sop]?.states[task.state] ?? task.state} · Diterima ${localTime(task.receivedAt.toISOString(), offset)} · ${titleOf(desk, task.function)} ·
${task.claimedBy === null ? 'belum diambil' : task.claimedBy === staff.person ? 'Anda pegang' : `dipegang ${nameOf(desk, task.claimedBy)}`}</p></li>`)}</ol>
${tasks.some(({ provisional }) => provisional) && html`<p class="hint">Sementara: hari libur untuk tanggal itu belum ditetapkan, sehingga tenggatnya masih dapat berubah.</p>`}`;
    return sendStaffPage(reply, desk, { title: 'Tugas saya', body, here: 'tasks' });
  });
};
