import type { FastifyReply } from 'fastify';
import { iconHref, styleHref } from './assets.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

export interface Page {
  title: string;
  body: Html;
  /** Which entry of the menu this page is. */
  here?: 'offices' | 'accounts' | 'lost-link' | 'status' | undefined;
  /** Kept out of search engines; the page of one person's report. */
  hidden?: boolean;
  /** What else stands in the head: the feeds of the page. */
  head?: Html;
  /** The pages of an office have a menu of their own. */
  menu?: Menu;
}

export interface Menu { home: string; entries: { href: string; label: string; here: boolean }[]; who: Html }

/** Sends a page; every page is a whole document that works without JavaScript. */
export function sendPage(reply: FastifyReply, page: Page, status = 200): FastifyReply {
  if (page.hidden) void reply.header('x-robots-tag', 'noindex, nofollow');
  return reply.code(status).type('text/html; charset=utf-8').send(pageText(page));
}

/** The whole document. */
export function pageText(page: Page): string {
  return String(documentOf(page));
}

function documentOf({ title, body, here, hidden, head, menu }: Page): Html {
  const entries = menu?.entries ?? [
    { href: '/', label: 'Lapor masalah', here: here === 'offices' }, { href: '/daftar', label: 'Akun SPSE', here: here === 'accounts' },
    { href: '/lacak', label: 'Tautan hilang', here: here === 'lost-link' }, { href: '/status', label: 'Status layanan', here: here === 'status' },
  ];
  const broad = menu ? 'wide broad' : 'wide';
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
${head}
</head>
<body>
<a class="skip" href="#isi">Langsung ke isi</a>
<header class="top"><div class="${broad}">
<a class="brand" href="${menu?.home ?? '/'}">Sigap <span>${menu ? 'Petugas' : 'Layanan LPSE'}</span></a>
${menu?.who}
<nav aria-label="Menu utama">${entries.map((entry) => html`<a href="${entry.href}"${entry.here && html` aria-current="page"`}>${entry.label}</a> `)}</nav>
</div></header>
<main id="isi" class="${broad}" tabindex="-1">
${body}
</main>
<footer class="${broad}"><p>Sigap melayani masalah teknis dan akun pengguna SPSE. Substansi pengadaan (pemilihan, evaluasi, penetapan pemenang) berada di luar kewenangan LPSE.</p>
${!menu && html`<p><a href="/data-pribadi">Minta data pribadi Anda</a> · <a href="/masuk">Masuk untuk petugas</a></p>`}</footer>
</body>
</html>
`;
}
