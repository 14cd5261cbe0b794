import { asc } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ApiDeps } from '../api/deps.ts';
import { offices } from '../db/schema.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { sendPage } from './layout.ts';
import type { Page } from './layout.ts';

/** Every office by name. */
export function listOffices({ db }: ApiDeps): Promise<{ id: string; name: string }[]> {
  return db.select({ id: offices.id, name: offices.name }).from(offices).orderBy(asc(offices.name));
}

interface FrontPage { title: string; lead: string; path: string; here: Page['here']; again: Html }

const fronts: Record<'/' | '/daftar' | '/data-pribadi' | '/status', FrontPage> = {
  '/': {
    title: 'Laporkan masalah teknis SPSE', path: '/lapor', here: 'offices',
    lead: 'Pilih LPSE tempat masalahnya terjadi. Anda tidak perlu akun; laporan dapat Anda pantau dengan tautan rahasia yang kami kirim lewat surel.',
    again: html`<h2>Sudah pernah melapor?</h2>
<p>Buka tautan pelacakan di surel tanda terima Anda. Bila surel itu hilang, <a href="/lacak">minta tautannya dikirim ulang</a>.</p>
<h2>Perlu akun SPSE?</h2>
<p><a href="/daftar">Daftar sebagai pengguna SPSE atau ubah akun Anda</a>.</p>`,
  },
  '/daftar': {
    title: 'Akun pengguna SPSE', path: '/daftar', here: 'accounts',
    lead: 'Pilih LPSE tempat Anda mendaftar atau terdaftar. Permohonan dapat Anda pantau dengan tautan rahasia yang kami kirim lewat surel.',
    again: html`<h2>Sudah mengajukan permohonan?</h2>
<p>Buka tautan pelacakan di surel tanda terima Anda. Bila surel itu hilang, <a href="/lacak">minta tautannya dikirim ulang</a>.</p>`,
  },
  '/data-pribadi': {
    title: 'Minta data pribadi Anda', path: '/data-pribadi', here: undefined,
    lead: 'Pilih LPSE yang menyimpan data Anda. Anda berhak memperoleh salinannya menurut Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi.', again: html``,
  },
  '/status': {
    title: 'Status layanan', path: '/status', here: 'status',
    lead: 'Pilih LPSE untuk melihat keadaan sistemnya, pemeliharaan yang direncanakan, dan gangguan yang diumumkan.', again: html``,
  },
};

/** The front pages: choose an office to report to, or to apply to. */
export const officesPage: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  for (const [address, { title, lead, path, here, again }] of Object.entries(fronts)) {
    app.get(address, { config: { access: 'public', rateLimit: {} }, schema: { hide: true } }, async (_request, reply) => {
      const all = await listOffices(deps);
      const body = html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${all.length === 0 && html`<p>Belum ada kantor yang dapat menerima kiriman di sini.</p>`}
<ul class="choices">${all.map(({ id, name }) => html`<li><a href="${path}/${id}">${name}</a></li>`)}</ul>
${again}`;
      return sendPage(reply, { title, body, here });
    });
  }
};
