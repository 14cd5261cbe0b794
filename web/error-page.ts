import type { FastifyError, FastifyInstance } from 'fastify';
import { placesOf, translate } from '../api/plugins/problem-details.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { sentenceOf } from './sentences.ts';

/** Pages answer an error with a page; the API's problem details stay as they are. A 500 never shows what went wrong inside. */
export function answerErrorsWithPages(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { code } = translate(error);
    const { status, title, detail } = sentenceOf(code);
    if (status >= 500) request.log.error({ code, reason: error.code ?? error.name, stack: placesOf(error) }, 'page failed');
    if (status === 503) void reply.header('retry-after', '2');
    void reply.header('cache-control', 'no-store');
    const atWork = request.url.startsWith('/kantor');
    const body = html`<h1>${title}</h1>
<p class="lead">${detail}</p>
${code === 'internal' && html`<p>Kode: <code>${request.id}</code></p>`}
${code === 'unknown-case' && !atWork && html`<p>Tautan pelacakan mudah terpotong saat disalin. Buka kembali tautan dari surel tanda terima, atau
<a href="/lacak">minta tautannya dikirim ulang</a>.</p>`}
<p>${atWork ? html`<a href="/kantor">Ke tugas saya</a>` : html`<a href="/">Ke daftar kantor</a>`}</p>`;
    return sendPage(reply, { title, body, hidden: true }, status);
  });
}
