import { asc } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ApiDeps } from '../api/deps.ts';
import { offices } from '../db/schema.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';

/** Every office by name. */
export function listOffices({ db }: ApiDeps): Promise<{ id: string; name: string }[]> {
  return db.select({ id: offices.id, name: offices.name }).from(offices).orderBy(asc(offices.name));
}

/** The front page: choose an office to report to. */
export const officesPage: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  app.get('/', { config: { access: 'public', rateLimit: {} }, schema: { hide: true } }, async (_request, reply) => {
    const all = await listOffices(deps);
    const body = html`<h1>Laporkan masalah teknis SPSE</h1>
<p class="lead">Pilih LPSE tempat masalahnya terjadi. Anda tidak perlu akun; laporan dapat Anda pantau dengan tautan rahasia yang kami kirim lewat surel.</p>
${all.length === 0 && html`<p>Belum ada kantor yang dapat menerima laporan di sini.</p>`}
<ul class="choices">${all.map(({ id, name }) => html`<li><a href="/lapor/${id}">${name}</a></li>`)}</ul>
<h2>Sudah pernah melapor?</h2>
<p>Buka tautan pelacakan di surel tanda terima Anda. Bila surel itu hilang, <a href="/lacak">minta tautannya dikirim ulang</a>.</p>`;
    return sendPage(reply, { title: 'Laporkan masalah teknis SPSE', body, here: 'offices' });
  });
};
