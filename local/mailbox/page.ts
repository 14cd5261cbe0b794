import type { Mail } from './mail.ts';

/** No script anywhere; a mail's HTML only in a frame that may do nothing. */
export const pagePolicy = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
export const framePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'";

export const styles = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
th { white-space: nowrap; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f4f4; padding: 1rem; }
iframe { width: 100%; height: 30rem; border: 1px solid #ccc; }
a { color: #0b4f9c; }
`;

/** @param mails newest first @param total how many there are */
export function listPage(mails: Mail[], total: number): string {
  const rows = mails.map((mail) => `<tr><td>${time(mail.receivedAtMs)}</td><td>${text(mail.to.join(', '))}</td><td><a href="/pesan/${mail.id}">${text(mail.subject || '(tanpa perihal)')}</a></td></tr>`);
  const table = `<table><thead><tr><th scope="col">Diterima</th><th scope="col">Kepada</th><th scope="col">Perihal</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return page('Kotak surat Sigap', `<h1>Kotak surat Sigap</h1>
<p>Semua surel dari Sigap di mesin ini berhenti di sini; tidak ada yang dikirim keluar. ${total} pesan, terbaru di atas. <a href="/">Muat ulang</a></p>
${mails.length === 0 ? '<p>Belum ada pesan.</p>' : table}`);
}

export function mailPage(mail: Mail): string {
  const headers = [...Map.groupBy(mail.headers, ({ name }) => name)]
    .map(([name, same]) => `<tr><th scope="row">${text(name)}</th><td>${same.map(({ value }) => text(value)).join('<br>')}</td></tr>`);
  return page(`${mail.subject || '(tanpa perihal)'} · Kotak surat Sigap`, `<p><a href="/">Semua pesan</a> · <a href="/pesan/${mail.id}/sumber">Sumber</a></p>
<h1>${text(mail.subject || '(tanpa perihal)')}</h1>
<table><tbody>
<tr><th scope="row">Diterima</th><td>${time(mail.receivedAtMs)}</td></tr>
<tr><th scope="row">Amplop</th><td>dari ${text(mail.from || '(kosong)')} kepada ${text(mail.to.join(', '))}</td></tr>
${headers.join('\n')}
</tbody></table>
<h2>Teks</h2>
<pre>${linked(mail.text ?? '(tanpa bagian teks)')}</pre>
${mail.html === undefined ? '' : `<h2>HTML</h2>\n<iframe sandbox title="Isi HTML pesan" src="/pesan/${mail.id}/html"></iframe>`}`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title><link rel="stylesheet" href="/gaya.css"></head>
<body><main>${body}</main></body></html>`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** Web addresses in plain text become links, so that a tracking link can be followed. */
function linked(value: string): string {
  return value.split(/(https?:\/\/[^\s<>"']+)/).map((part, index) => (index % 2 === 0 ? text(part) : `<a href="${text(part)}" rel="noreferrer noopener">${text(part)}</a>`)).join('');
}

/** UTC, said so: the mailbox belongs to no office and no zone. */
function time(atMs: number): string {
  const iso = new Date(atMs).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}
