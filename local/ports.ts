import { createServer } from 'node:net';
import { portVariables, type PortName, type Ports } from './settings.ts';

const host = '127.0.0.1';

/** A port nobody listens on now. Somebody may take it before you do: retry on `EADDRINUSE`. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
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
