import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { labelsOf } from '../../activities/figures/labels.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { staffOf } from '../../api/plugins/access.ts';
import { Problem } from '../../api/problems.ts';
import { registerQuery } from '../../api/reading/register-filter.ts';
import { fileNameOf, readRegister } from '../../api/reading/register.ts';
import { states } from '../../workflows/problem/messages.ts';
import { errorSummary, field } from '../fields.ts';
import { html } from '../html.ts';
import type { Option } from '../fields.ts';
import { pick } from './controls.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import type { Desk } from './desk.ts';

const params = z.object({ office: z.string() });
const query = z.record(z.string(), z.string().catch(''));
const wrongPeriod = { field: 'from', sentence: 'Tanggal awal harus sama dengan atau sebelum tanggal akhir, dan setiap pilihan harus yang berlaku di kantor ini.' };

/** The register of the office: choose, then download. */
export const registerPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;
  app.get('/kantor/:office/register', { config, schema: { hide: true, params } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    return sendStaffPage(reply, desk, await registerPage(deps, desk, {}, false));
  });

  app.get('/kantor/:office/register/unduh', { config, schema: { hide: true, params, querystring: query } }, async (request, reply) => {
    const staff = staffOf(request);
    const chosen = Object.fromEntries(Object.entries(request.query).filter(([, value]) => value !== ''));
    const parsed = registerQuery.safeParse(chosen);
    const found = parsed.success ? await readRegister(deps, staff, parsed.data).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'bad-request') return null;
      throw error;
    }) : null;
    if (!parsed.success || !found) {
      const desk = await deskOf(deps, request);
      return sendStaffPage(reply, desk, await registerPage(deps, desk, chosen, true), 422);
    }
    const { format, from, to } = parsed.data;
    const name = fileNameOf('register', staff.office, from, to);
    return reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${format === 'csv' ? name : name.replace(/csv$/, 'json')}"`).send(found);
  });
};

async function registerPage({ db }: ApiDeps, desk: Desk, chosen: Record<string, string>, wrong: boolean) {
  const labels = await labelsOf(db, desk.staff.office);
  const options = (all: ReadonlyMap<string, string>): Option[] => [...all].map(([value, label]) => ({ value, label }));
  const choice = (name: string, label: string, all: Option[]) => all.length > 0 && pick({ id: name, name, label, optional: false, all: 'Semua', value: chosen[name] ?? '', options: all });
  const date = (name: string, label: string) => field({ id: name, label, ...(wrong && name === wrongPeriod.field ? { error: wrongPeriod.sentence } : {}) }, (aria) =>
    html`<input id="${name}" name="${name}" type="date" value="${chosen[name] ?? ''}"${aria}>`);
  const body = html`${wrong && errorSummary([wrongPeriod])}
<h1>Register laporan</h1>
<p class="lead">Semua isian yang diperlukan pemeriksa, satu baris tiap laporan. Register memuat nama pelapor, sehingga setiap pengunduhan dicatat.</p>
<form class="filters" method="get" action="${desk.base}/register/unduh" novalidate>
${date('from', 'Diterima sejak')}
${date('to', 'Diterima sampai')}
${choice('state', 'Keadaan', Object.entries(states).map(([value, label]) => ({ value, label })))}
${choice('category', 'Kategori', options(labels.categories))}
${choice('kind', 'Jenis', options(labels.kinds))}
${choice('channel', 'Saluran', options(labels.channels))}
${choice('late', 'Keterlambatan', [{ value: 'true', label: 'Hanya yang terlambat' }, { value: 'false', label: 'Hanya yang tepat waktu' }])}
${choice('open', 'Penutupan', [{ value: 'true', label: 'Hanya yang belum ditutup' }, { value: 'false', label: 'Hanya yang sudah ditutup' }])}
<div class="buttons"><button type="submit" name="format" value="csv">Unduh CSV</button> <button type="submit" class="second" name="format" value="json">Unduh JSON</button></div>
</form>
<p class="hint">CSV terbuka di Excel dan LibreOffice; pemisahnya titik koma.</p>`;
  return { title: `${wrong ? 'Perbaiki isian: ' : ''}Register laporan`, body, here: 'register' as const };
}
