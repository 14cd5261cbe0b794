import type { FastifyReply } from 'fastify';
import { iconHref, styleHref } from './assets.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

export interface Page {
  title: string;
  body: Html;
  /** Which entry of the menu this page is. */
  here?: 'offices' | 'lost-link';
  /** Kept out of search engines; the page of one person's report. */
  hidden?: boolean;
}

/** Sends a page; every page is a whole document that works without JavaScript. */
export function sendPage(reply: FastifyReply, page: Page, status = 200): FastifyReply {
  if (page.hidden) void reply.header('x-robots-tag', 'noindex, nofollow');
  return reply.code(status).type('text/html; charset=utf-8').send(String(documentOf(page)));
}

function documentOf({ title, body, here, hidden }: Page): Html {
  const current = (entry: Page['here']) => here === entry && html` aria-current="page"`;
  return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${hidden && html`<meta name="robots" content="noindex, nofollow">`}
<title>${title} · Sigap</title>
<link rel="icon" href="${iconHref}" type="image/svg+xml">
<link rel="stylesheet" href="${styleHref}">
</head>
<body>
<a class="skip" href="#isi">Langsung ke isi</a>
<header class="top"><div class="wide">
<a class="brand" href="/">Sigap <span>Layanan LPSE</span></a>
<nav aria-label="Menu utama"><a href="/"${current('offices')}>Lapor masalah</a> <a href="/lacak"${current('lost-link')}>Tautan hilang</a></nav>
</div></header>
<main id="isi" class="wide" tabindex="-1">
${body}
</main>
<footer class="wide"><p>Sigap menangani masalah teknis SPSE. Substansi pengadaan (pemilihan, evaluasi, penetapan pemenang) berada di luar kewenangan LPSE.</p></footer>
</body>
</html>
`;
}
