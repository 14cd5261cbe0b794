import { connect as dial } from 'node:net';
import { sql } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { health } from '../answers.ts';
import type { ApiDeps } from '../deps.ts';

type Parts = Record<string, 'up' | 'down'>;

/** Which part is up. Public on purpose: it names parts, never addresses or reasons. */
export const healthRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  // However many ask at once, the parts are asked at most once a second.
  let answer: { at: number; parts: Promise<Parts> } | null = null;
  app.get('/health', {
    config: { access: 'public' }, schema: { tags: ['operasi'], summary: 'Keadaan setiap bagian', response: { 200: health, 503: health } },
  }, async (_request, reply) => {
    if (!answer || Date.now() - answer.at > 1000) answer = { at: Date.now(), parts: checkAll(deps) };
    const parts = await answer.parts;
    const ok = Object.values(parts).every((state) => state === 'up');
    return reply.code(ok ? 200 : 503).send({ status: ok ? 'ok' : 'degraded', parts });
  });
};

async function checkAll(deps: ApiDeps): Promise<Parts> {
  const checks = {
    postgres: () => deps.db.execute(sql`select 1`),
    temporal: () => deps.client.withDeadline(Date.now() + 2000, () => deps.client.workflowService.getSystemInfo({})),
    worker: () => requireWorker(deps),
    mail: () => reachable(deps.config.SMTP_URL),
    documents: async () => { if (!await deps.documents.writable()) throw new Error('not writable'); },
  };
  return Object.fromEntries(await Promise.all(Object.entries(checks).map(async ([name, check]) =>
    [name, await within(2500, check).then(() => 'up' as const, () => 'down' as const)] as const)));
}

async function within(ms: number, check: () => PromiseLike<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error('no answer in time')), ms); });
  await Promise.race([Promise.resolve(check()), late]).finally(() => clearTimeout(timer));
}

/** A worker polled the task queue within the last minute. */
async function requireWorker({ client, config }: ApiDeps): Promise<void> {
  const { pollers } = await client.withDeadline(Date.now() + 2000, () => client.workflowService.describeTaskQueue({
    namespace: config.TEMPORAL_NAMESPACE, taskQueue: { name: config.TEMPORAL_TASK_QUEUE }, taskQueueType: 1,
  }));
  const newest = Math.max(0, ...(pollers ?? []).map((poller) => Number(poller.lastAccessTime?.seconds ?? 0)));
  if (Date.now() / 1000 - newest > 70) throw new Error('no worker polls');
}

function reachable(url: string): Promise<void> {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = dial({ host: hostname, port: Number(port || (protocol === 'smtps:' ? 465 : 25)) }, () => { socket.destroy(); resolve(); });
    socket.setTimeout(2000, () => { socket.destroy(); reject(new Error('no answer in time')); });
    socket.once('error', reject);
  });
}
