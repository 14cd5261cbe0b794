import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../api/deps.ts';
import { sendLinkAgain } from '../api/tracking.ts';
import { errorSummary, field, select } from './fields.ts';
import type { FieldError } from './fields.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import type { Page } from './layout.ts';
import { listOffices } from './offices.ts';

interface Asked { kantor: string; nomor: string }

/** Asking for a lost tracking link. The answer never tells whether a number exists. */
export const lostLinkPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'public', rateLimit: {} } as const;

  app.get('/lacak', { config, schema: { hide: true } }, async (_request, reply) =>
    sendPage(reply, await lostLinkPage(deps, { kantor: '', nomor: '' }, [])));

  app.post('/lacak', {
    config, schema: { hide: true, body: z.object({ kantor: z.string().catch(''), nomor: z.string().catch('') }) },
  }, async (request, reply) => {
    const asked = { kantor: request.body.kantor, nomor: request.body.nomor.trim().toUpperCase() };
    void reply.header('cache-control', 'no-store');
    const errors = [
      ...(asked.kantor === '' ? [{ field: 'kantor', sentence: 'Pilih kantornya.' }] : []),
      ...(/^[A-Z0-9-]{1,40}$/.test(asked.nomor) ? [] : [{ field: 'nomor', sentence: 'Isi nomornya, misalnya SLT-2026-000123.' }]),
    ];
    if (errors.length > 0) return sendPage(reply, await lostLinkPage(deps, { ...asked, nomor: request.body.nomor }, errors), 422);
    if (/^[a-z0-9-]{1,60}$/.test(asked.kantor)) await sendLinkAgain(deps, asked.kantor, asked.nomor);
    return sendPage(reply, sentPage);
  });
};

const sentPage: Page = {
  title: 'Permintaan diterima', here: 'lost-link',
  body: html`<h1>Permintaan diterima</h1>
<p class="lead">Jika nomor itu tercatat, tautannya dikirim ke alamat surel yang tercatat.</p>
<p>Surelnya tiba dalam beberapa menit; periksa juga folder spam. Tautan yang sama dikirim paling banyak satu kali dalam satu jam.</p>
<p><a href="/">Ke daftar kantor</a></p>`,
};

async function lostLinkPage(deps: ApiDeps, { kantor, nomor }: Asked, errors: FieldError[]): Promise<Page> {
  const offices = await listOffices(deps);
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const body = html`${errors.length > 0 && errorSummary(errors)}
<h1>Minta tautan pelacakan</h1>
<p class="lead">Tautan dikirim ulang ke alamat surel yang tercatat pada laporan atau permohonan.</p>
<form method="post" action="/lacak" novalidate>
${field({ id: 'kantor', label: 'Kantor', error: error('kantor') }, (aria) =>
    select('kantor', offices.map(({ id, name }) => ({ value: id, label: name })), kantor, 'Pilih kantor', aria))}
${field({ id: 'nomor', label: 'Nomor laporan atau permohonan', hint: 'Misalnya SLT-2026-000123.', error: error('nomor') }, (aria) =>
    html`<input id="nomor" name="nomor" class="short" required autocomplete="off" autocapitalize="characters" value="${nomor}"${aria}>`)}
<button type="submit">Kirim tautan</button>
</form>`;
  return { title: `${errors.length > 0 ? 'Perbaiki isian: ' : ''}Minta tautan pelacakan`, body, here: 'lost-link' };
}
