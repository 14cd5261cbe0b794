import { request } from 'node:http';

export interface RawAnswer { status: number; type: string; body: string }

/** A request that no client library tidies up, on a connection of its own. */
export const raw = (base: string, method: string, path: string, headers: Record<string, string> = {}, body?: string) => new Promise<RawAnswer>((resolve, reject) => {
  const { hostname, port } = new URL(base);
  const asking = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
    let text = '';
    answer.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', body: text }));
  });
  asking.on('error', reject);
  asking.end(body);
});
