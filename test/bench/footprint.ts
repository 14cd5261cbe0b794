import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../local/ports.ts';
import { portVariables, readSettings } from '../../local/settings.ts';
import { usage } from './house.ts';
import type { BenchHouse } from './house.ts';
import { openDue } from './lateness.ts';
import { spread, until } from './statistics.ts';
import type { Row } from './table.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Resident memory of server and worker with few and with many cases open. */
export async function measureMemory(house: BenchHouse, few: number, many: number): Promise<Row[]> {
  const open = async () => Number((await house.sql`select count(*)::int as n from cases where closed_at is null`)[0]?.n);
  const rss = () => { const { server, worker } = house.pids(); return { server: usage(server).rssMiB, worker: usage(worker).rssMiB }; };
  const fill = async (count: number) => {
    const missing = count - await open();
    if (missing > 0) await openDue(house, missing, 0);
    await until(async () => await open() >= count, `${count} cases are open`, 1_200_000);
    await until(async () => Number((await house.sql`select count(*)::int as n from notices where state <> 'sent'`)[0]?.n) === 0, 'the mails are out');
    return rss();
  };
  const small = await fill(few);
  const large = await fill(many);
  const row = (what: 'server' | 'worker'): Row => ({
    what: `Memory of the ${what} with ${many} cases open; baseline: with ${few}`, sigap: `${large[what].toFixed(0)} MiB`, baseline: `${small[what].toFixed(0)} MiB`,
    ratio: (large[what] / small[what]).toFixed(2), goal: '<= 1.5x',
  });
  return [row('server'), row('worker')];
}

/** `npm start` to the table of addresses, installed, with a data folder that is already there after the first run. */
export async function measureStart(runs: number): Promise<Row[]> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const ports = Object.fromEntries(await Promise.all(Object.values(portVariables).map(async ({ variable }) => [variable, String(await freePort())] as const)));
    const from = performance.now();
    const child = spawn('npm', ['start'], {
      cwd: root, env: { ...readSettings().environment, SIGAP_DATA: await mkdtemp(join(tmpdir(), 'sigap-start-')), ...ports }, stdio: ['ignore', 'pipe', 'inherit'], detached: true,
    });
    const exited = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => { if (chunk.includes(`127.0.0.1:${ports.SIGAP_PORT_API}`)) resolve(); });
      void exited.then(() => reject(new Error('npm start ended before it was ready')));
    });
    seconds.push((performance.now() - from) / 1000);
    if (child.pid) process.kill(-child.pid, 'SIGINT');
    await exited;
  }
  return [{ what: `npm start to ready, installed, new data folder, ${runs} runs`, sigap: `${spread(seconds, 1)} s`, baseline: '-', ratio: '-', goal: 'median <= 10 s' }];
}

/** What a case costs the engine: its own counts, beside the twin's fixed shape. */
export async function measureShape(house: BenchHouse): Promise<Row[]> {
  const { numbers } = await openDue(house, 1, 10_000);
  const [number = ''] = numbers;
  await until(async () => Number((await house.sql`select count(*)::int as n from events e join cases c on c.id = e.case_id where c.number = ${number} and e.type = 'escalated'`)[0]?.n) > 0, 'the rung fired');
  const count = async (workflowId: string) => {
    const { events } = await house.client.workflow.getHandle(workflowId).fetchHistory();
    return { events: events?.length ?? 0, activities: events?.filter((event) => event.activityTaskScheduledEventAttributes).length ?? 0 };
  };
  const sigap = await count(`problem-${number}`);
  const list = house.client.workflow.list({ query: "WorkflowType = 'twin' and ExecutionStatus = 'Completed'" });
  let twin = { events: 0, activities: 0 };
  for await (const { workflowId } of list) { twin = await count(workflowId); break; }
  const say = ({ events, activities }: typeof sigap) => `${activities} activities, ${events} history events`;
  return [{ what: 'What a case costs the engine, from the start to its first rung', sigap: say(sigap), baseline: `${say(twin)} (twin, whole life)`, ratio: '-', goal: '-' }];
}
