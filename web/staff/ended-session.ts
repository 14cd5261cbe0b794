import type { FastifyInstance } from 'fastify';
import { Problem } from '../../api/problems.ts';
import { html } from '../html.ts';
import { sendPage } from '../layout.ts';

/**
 * Who is not logged in (any more) is asked to, and comes back to the same page. Every form is sent to an address that is a page, too.
 * A link in a mail is opened by another site, and there the browser keeps the cookie back: such a visit is asked to come once more by itself.
 */
export function sendToLogin(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof Problem && error.code === 'session-ended')) throw error;
    const page = request.method === 'GET' ? request.url : (request.url.split('?')[0] ?? '').replace(/\/keluar$/, '');
    if (request.headers['sec-fetch-site'] === 'cross-site' && request.method === 'GET') {
      return sendPage(reply.header('refresh', '0'), {
        title: 'Membuka halaman', hidden: true, body: html`<h1>Membuka halaman</h1><p class="lead">Bila halaman tidak terbuka sendiri, <a href="${page}">lanjutkan di sini</a>.</p>`,
      });
    }
    const ended = request.headers.cookie?.includes('sigap-sesi=') ? '&berakhir=ya' : '';
    return reply.redirect(`/masuk?kembali=${encodeURIComponent(page)}${ended}`, 303);
  });
}
