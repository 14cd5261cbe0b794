import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Mail, openMail } from './mail.ts';
import { framePolicy, listPage, mailPage, pagePolicy, styles } from './page.ts';
import type { MailStore } from './store.ts';

const shown = 200;

export interface RunningWeb {
  url: string;
  close(): Promise<void>;
}

interface Answer {
  status?: number;
  type: string;
  body: string;
  policy?: string;
}

/** The mailbox as pages and as JSON, on loopback only. @throws the system's error when the port is taken. */
export async function listenWeb(port: number, store: MailStore): Promise<RunningWeb> {
  const server = createServer((request, response) => {
    answer(request, store).then((it) => send(response, it), () => send(response, { status: 500, type: 'text/plain', body: 'Gagal membaca kotak surat.' }));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const actual = address !== null && typeof address === 'object' ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function answer(request: IncomingMessage, store: MailStore): Promise<Answer> {
  // A page elsewhere could point its own name at this address and read the mails: answer only to our own names.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return { status: 403, type: 'text/plain', body: 'Alamat tidak dikenal.' };
  if (request.method !== 'GET') return { status: 405, type: 'text/plain', body: 'Hanya GET.' };
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/') return { type: 'text/html', body: listPage(await newest(store), store.mails.length) };
  if (pathname === '/gaya.css') return { type: 'text/css', body: styles };
  if (pathname === '/api/messages') return { type: 'application/json', body: JSON.stringify((await newest(store)).map(toJson)) };
  const [, id, part] = /^\/pesan\/([\d-]+)(\/html|\/sumber)?$/.exec(pathname) ?? [];
  const stored = store.mails.find((mail) => mail.id === id);
  if (!stored) return { status: 404, type: 'text/plain', body: 'Pesan tidak ada.' };
  const mail = await openMail(stored);
  if (part === '/html') return { type: 'text/html', body: mail.html ?? '', policy: framePolicy };
  if (part === '/sumber') return { type: 'text/plain', body: mail.raw };
  return { type: 'text/html', body: mailPage(mail) };
}

async function newest(store: MailStore): Promise<Mail[]> {
  return Promise.all(store.mails.slice(-shown).reverse().map(openMail));
}

function toJson(mail: Mail): object {
  const { from, to, receivedAtMs, ...rest } = mail;
  return { ...rest, receivedAt: new Date(receivedAtMs).toISOString(), envelope: { from, to } };
}

function send(response: ServerResponse, { status = 200, type, body, policy = pagePolicy }: Answer): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(body);
}
