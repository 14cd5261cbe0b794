import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createTransport } from 'nodemailer';

/** The bare baseline, in a process of its own: a nodemailer pool that sends the same words to each address and writes nothing down. */
interface Order { url: string; connections: number; subject: string; text: string; html: string; stopUrl: string; addresses: string[] }

if (process.argv[2] === 'run') {
  process.on('message', (order) => {
    void send(order as Order).then((seconds) => process.send?.({ seconds }, () => process.exit()));
  });
  process.send?.('ready');
}

async function send({ url, connections, subject, text, html, stopUrl, addresses }: Order): Promise<number> {
  const transport = createTransport({ url, pool: true, maxConnections: connections, maxMessages: 200 } as Parameters<typeof createTransport>[0]);
  const start = performance.now();
  await Promise.all(addresses.map((to, index) => {
    const own = `${stopUrl}${String(index).padStart(44, '0')}`;
    return transport.sendMail({
      from: { name: 'LPSE Kota Salatiga', address: 'sigap@lpse.example' }, to, subject, text: text.replaceAll(stopUrl, own), html: html.replaceAll(stopUrl, own), messageId: `<${index}@lpse.example>`,
      headers: { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk', 'X-Sigap-Notice': String(index), 'List-Unsubscribe': `<${own}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    });
  }));
  const seconds = (performance.now() - start) / 1000;
  transport.close();
  return seconds;
}

/** @returns seconds */
export async function sendBare(order: Order): Promise<number> {
  const child = fork(import.meta.filename, ['run'], { execPath: process.execPath });
  await once(child, 'message');
  child.send(order);
  const [{ seconds }] = await once(child, 'message') as [{ seconds: number }];
  return seconds;
}
