import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { onTestFinished } from 'vitest';

/** Servers on 127.0.0.1 that end with the test that asked for them. */
async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => { sockets.add(socket.on('error', () => {})); });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port;
}

export interface Page { url: string; host: string; port: number; /** Method, path and headers of what came. */ asked: { path: string; headers: Record<string, unknown> }[] }

export async function page(answer: RequestListener): Promise<Page> {
  const asked: Page['asked'] = [];
  const port = await listen(createHttp((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    answer(request, response);
  }));
  return { url: `http://127.0.0.1:${port}/`, host: '127.0.0.1', port, asked };
}

/** A server below HTTP. */
export const raw = (connected: (socket: Socket) => void): Promise<number> => listen(createServer(connected));

export const secure = (certificate: { cert: string; key: string }): Promise<number> => listen(createTls(certificate, (socket) => socket.on('error', () => {})));

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A name server that answers every question with this address, with NXDOMAIN (null), or not at all (undefined). @returns 'address:port' */
export async function nameServer(address: string | null | undefined): Promise<string> {
  const socket = createSocket('udp4', (question, from) => {
    if (address === undefined) return;
    const answer = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...(address ?? '0.0.0.0').split('.').map(Number)]);
    const head = Buffer.from([question[0]!, question[1]!, 0x81, address === null ? 0x83 : 0x80, 0, 1, 0, address === null ? 0 : 1, 0, 0, 0, 0]);
    // The question of c-ares, without what it adds behind it (EDNS).
    const end = question.indexOf(0, 12) + 5;
    socket.send(Buffer.concat([head, question.subarray(12, end), ...(address === null ? [] : [answer])]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return `127.0.0.1:${socket.address().port}`;
}
