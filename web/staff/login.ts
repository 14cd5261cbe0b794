import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../../api/deps.ts';
import { ownerOf } from '../../api/plugins/access.ts';
import { endSession, startSession } from '../../api/plugins/session.ts';
import { Problem } from '../../api/problems.ts';
import { errorSummary, field, select } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import { html } from '../html.ts';
import { sendPage } from '../layout.ts';
import type { Page } from '../layout.ts';
import { listOffices } from '../offices.ts';
import { sentenceOf } from '../sentences.ts';
import { officeIn, wayBack } from './way-back.ts';

const text = z.string().catch('');
const noKey: FieldError = { field: 'kunci-api', sentence: 'Kunci itu tidak dikenal di kantor ini. Periksa kembali, atau minta kunci baru kepada pengelola Sigap.' };

const ended = sentenceOf('session-ended');

/** Logging in with the personal API key, and out. A wrong key, a wrong office and a withdrawn key look the same. */
export const loginPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'public', rateLimit: {} } as const;
  const secure = new URL(deps.config.PUBLIC_URL).protocol === 'https:';

  app.get('/masuk', {
    config, schema: { hide: true, querystring: z.object({ kembali: text, berakhir: text, keluar: text }) },
  }, async (request, reply) => {
    const { kembali, berakhir, keluar } = request.query;
    const note = berakhir !== '' ? `${ended.title}. ${ended.detail}` : keluar !== '' ? 'Anda sudah keluar.' : undefined;
    return sendPage(reply, await loginPage(deps, { office: officeIn(kembali) ?? '', back: kembali, errors: [], note }));
  });

  app.post('/masuk', {
    config, schema: { hide: true, body: z.object({ kantor: text, 'kunci-api': text, kembali: text }) },
  }, async (request, reply) => {
    const { kantor, kembali, 'kunci-api': key } = request.body;
    const show = async (errors: FieldError[], status: number) => sendPage(reply, await loginPage(deps, { office: kantor, back: kembali, errors }), status);
    const missing = [
      ...(kantor === '' ? [{ field: 'kantor', sentence: 'Pilih kantor Anda.' }] : []),
      ...(key.trim() === '' ? [{ field: 'kunci-api', sentence: 'Isi kunci API Anda.' }] : []),
    ];
    if (missing.length > 0) return show(missing, 422);
    const owner = await ownerOf(deps, key.trim()).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'key-wrong') return null;
      throw error;
    });
    if (owner?.office !== kantor) return show([noKey], 401);
    return reply.header('set-cookie', startSession(deps.vault, owner, secure)).redirect(wayBack(kembali, owner.office), 303);
  });

  app.post('/kantor/:office/keluar', { config: { access: 'page' }, schema: { hide: true, params: z.object({ office: z.string() }) } },
    async (_request, reply) => reply.header('set-cookie', endSession(secure)).redirect('/masuk?keluar=ya', 303));
};

interface Shown { office: string; back: string; errors: FieldError[]; note?: string | undefined }

async function loginPage(deps: ApiDeps, { office, back, errors, note }: Shown): Promise<Page> {
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const offices = (await listOffices(deps)).map(({ id, name }) => ({ value: id, label: name }));
  const body = html`${errors.length > 0 && errorSummary(errors)}
${note !== undefined && html`<p class="notice" role="status">${note}</p>`}
<h1>Masuk untuk petugas</h1>
<p class="lead">Halaman kerja LPSE. Pelapor tidak perlu masuk: <a href="/">laporkan masalah</a> atau buka tautan pelacakan Anda.</p>
<form method="post" action="/masuk" novalidate>
${officeIn(back) !== null && html`<input type="hidden" name="kembali" value="${back}">`}
${field({ id: 'kantor', label: 'Kantor', error: error('kantor') }, (aria) => select('kantor', offices, office, 'Pilih kantor', aria))}
${field({ id: 'kunci-api', label: 'Kunci API pribadi', hint: 'Diawali sgp_. Diberikan oleh pengelola Sigap, dan hanya untuk Anda.', error: error('kunci-api') }, (aria) =>
    html`<input id="kunci-api" name="kunci-api" type="password" required autocomplete="current-password" autocapitalize="none" spellcheck="false"${aria}>`)}
<button type="submit">Masuk</button>
</form>
<p class="hint after">Sesi berlaku 12 jam. Mengganti kunci mengakhiri semua sesi yang dibuat dengan kunci lama.</p>`;
  return { title: `${errors.length > 0 ? 'Perbaiki isian: ' : ''}Masuk untuk petugas`, body, hidden: true };
}
