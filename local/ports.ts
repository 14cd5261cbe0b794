import { randomInt } from 'node:crypto';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { portVariables, type PortName, type Ports } from './settings.ts';

const host = '127.0.0.1';

/** A port nobody listens on now. Somebody may take it before you do. */
export async function freePort(): Promise<number> {
  const [port] = await takeTogether(1);
  return port as number;
}

/** Below what systems give to a connection or a listener that wishes no certain port (32768 on Linux), so that only who looks here, too, can take one before its user does. */
const [lowest, highest] = [12_000, 32_000];

/** Held all at once before they are let go, so that they differ. */
async function takeTogether(count: number): Promise<number[]> {
  const servers: Server[] = [];
  while (servers.length < count) {
    const server = createServer();
    const port = randomInt(lowest, highest);
    const took = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
      server.listen({ port, host, exclusive: true }, () => resolve(true));
    });
    if (took) servers.push(server);
  }
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Six different free ports, for a stack beside others. */
export async function freePorts(): Promise<Ports> {
  const [api, temporal, temporalUi, mailboxWeb, smtp, postgres] = await takeTogether(6);
  return { api, temporal, temporalUi, mailboxWeb, smtp, postgres } as Ports;
}

export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen({ port, host, exclusive: true }, () => resolve(true));
  });
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
}

/** @throws Error naming each port that is taken or given twice, and the variable that changes it. */
export async function requirePorts(ports: Ports): Promise<void> {
  const names = Object.keys(portVariables) as PortName[];
  const twice = names.find((name, index) => names.findIndex((other) => ports[other] === ports[name]) !== index);
  if (twice) {
    throw new Error(`Port ${ports[twice]} diberikan dua kali. Ubah salah satunya, misalnya ${portVariables[twice].variable}=${ports[twice] + 100}.`);
  }
  const free = await Promise.all(names.map((name) => isFree(ports[name])));
  const lines = names.filter((_, index) => !free[index]).map((name) => {
    const { variable } = portVariables[name];
    return `Port ${ports[name]} sudah dipakai program lain. Hentikan program itu, atau pilih port lain: ${variable}=${ports[name] + 100} npm start`;
  });
  if (lines.length > 0) throw new Error(lines.join('\n'));
}
