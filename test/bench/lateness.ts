import { randomUUID } from 'node:crypto';
import { takeIn } from '../../api/intake.ts';
import { startCase } from '../../api/start-case.ts';
import { problemContract } from '../../workflows/problem/contract.ts';
import type { BenchHouse } from './house.ts';
import { inFlight, median, msOf, quantile, until } from './statistics.ts';
import type { Row } from './table.ts';

export interface Late { committed: number[]; mailed: number[] }

/**
 * Opens cases of the bench office (follow-up of `leadMs`) that are all due at the same instant, and waits until each first
 * rung stands in Postgres and its mail is accepted.
 */
export async function openDue(house: BenchHouse, count: number, leadMs: number): Promise<{ numbers: string[]; dueAt: number }> {
  const receivedAt = new Date();
  const numbers: string[] = [];
  await inFlight(count, 16, async () => {
    const intake = await takeIn(house.deps, {
      office: 'contoh', contract: problemContract, principal: 'bench', idempotencyKey: randomUUID(), receivedAt,
      body: { reporter: { name: 'Beban', mail: 'beban@penyedia.example' }, role: 'penyedia', category: 'aplikasi-spse', description: 'Laporan beban.' },
    });
    await startCase(house.deps, intake);
    numbers.push(intake.number);
  });
  return { numbers, dueAt: receivedAt.getTime() + leadMs };
}

/** Looks after the fact, and seldom: on one machine whoever measures takes from what is measured. */
export async function collect(house: BenchHouse, numbers: string[], dueAt: number): Promise<Late> {
  await until(() => Date.now() > dueAt + 1000, 'the instant is over');
  const cases = house.sql`(select id from cases where office = 'contoh' and number in ${house.sql(numbers)})`;
  const rungs = async () => house.sql<{ late: number }[]>`
    select (extract(epoch from recorded_at) * 1000 - (data->>'dueAt')::float8)::float8 as late from events where type = 'escalated' and case_id in ${cases}`;
  const escalations = async () => house.sql<{ key: string }[]>`
    select key from notices where template = 'escalation' and state = 'sent' and case_id in ${cases}`;
  await until(async () => (await rungs()).length >= numbers.length, 'every rung is committed', 300_000, 500);
  await until(async () => (await escalations()).length >= numbers.length, 'every escalation is mailed', 300_000, 500);
  const wanted = new Set((await escalations()).map(({ key }) => key));
  const mailed = (await house.mailbox.mails()).flatMap(({ notices, receivedAtMs }) => notices.filter((key) => wanted.has(key)).map(() => receivedAtMs - dueAt));
  return { committed: (await rungs()).map((row) => row.late), mailed };
}

/** Far enough apart that rounds do not queue behind each other's openings: at most three a second. */
const pace = (count: number) => new Promise((resolve) => { setTimeout(resolve, 100 + 300 * count); });

/** `count` due at one instant, `rounds` overlapping rounds, pooled. */
export async function pooled(house: BenchHouse, count: number, rounds: number, leadMs: number): Promise<Row[]> {
  const late: Late = { committed: [], mailed: [] };
  const twin: number[] = [];
  const opened: Promise<void>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { numbers, dueAt } = await openDue(house, count, leadMs);
    opened.push(collect(house, numbers, dueAt).then(({ committed, mailed }) => { late.committed.push(...committed); late.mailed.push(...mailed); }));
    await pace(count);
  }
  await Promise.all(opened);
  house.twin.reset();
  for (let round = 0; round < rounds; round += 1) {
    const dueAt = Date.now() + leadMs;
    await inFlight(count, 16, () => house.twin.start(dueAt));
    await pace(count);
  }
  await until(() => house.twin.late().length >= count * rounds, 'the twins fired');
  twin.push(...house.twin.late());
  const ratio = (values: number[]) => (quantile(values, 0.99) / quantile(twin, 0.99)).toFixed(2);
  return [
    { what: `${count} due at once, ${rounds} rounds: to the committed rung`, sigap: msOf(late.committed), baseline: `${msOf(twin)} (twin)`, ratio: `${ratio(late.committed)} (p99)`, goal: 'p99 <= 1 s' },
    { what: `${count} due at once, ${rounds} rounds: to the mail server's yes`, sigap: msOf(late.mailed), baseline: '-', ratio: `${ratio(late.mailed)} (p99)`, goal: 'p99 <= 1 s' },
  ];
}

/** Many due in one second, beside the twin, in alternating pairs. */
export async function burst(house: BenchHouse, count: number, pairs: number, leadMs: number): Promise<Row[]> {
  const committed: number[][] = [];
  const mailed: number[][] = [];
  const twins: number[][] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    house.twin.reset();
    const twinDue = Date.now() + 10_000 + 20 * count;
    await inFlight(count, 16, () => house.twin.start(twinDue));
    await until(() => house.twin.late().length >= count, 'the twins fired');
    twins.push([...house.twin.late()]);
    const { numbers, dueAt } = await openDue(house, count, leadMs);
    const late = await collect(house, numbers, dueAt);
    committed.push(late.committed);
    mailed.push(late.mailed);
  }
  const show = (runs: number[][]) => msOf(runs.flat());
  const ratio = (runs: number[][], share: number) => median(runs.map((run, pair) => quantile(run, share) / quantile(twins[pair] ?? [], share))).toFixed(2);
  const both = (runs: number[][]) => `${ratio(runs, 0.5)} (p50), ${ratio(runs, 0.99)} (p99)`;
  return [
    { what: `${count} due in one second: to the committed rung`, sigap: show(committed), baseline: `${show(twins)} (twin)`, ratio: both(committed), goal: '<= 1.2x' },
    { what: `${count} due in one second: to the mail server's yes`, sigap: show(mailed), baseline: '-', ratio: both(mailed), goal: '<= 1.2x' },
  ];
}

/** The worker is killed at the due second and started again: how long after it polls is the last rung committed? */
export async function killedWorker(house: BenchHouse, count: number, rounds: number, leadMs: number): Promise<Row[]> {
  const afterPoll: number[] = [];
  const fromDue: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { numbers, dueAt } = await openDue(house, count, leadMs);
    await until(async () => Number((await house.sql`select count(*)::int as n from cases where number in ${house.sql(numbers)}`)[0]?.n) === count, 'the cases are open');
    await new Promise((resolve) => { setTimeout(resolve, Math.max(0, dueAt - Date.now())); });
    const { worker: old } = house.pids();
    await house.killWorker();
    await house.startWorker();
    const identity = `${house.pids().worker}@`;
    await until(async () => (await pollers(house)).some((poller) => poller.startsWith(identity)), 'the new worker polls');
    const pollsAt = Date.now();
    const late = await collect(house, numbers, dueAt);
    for (const ms of late.committed) {
      fromDue.push(ms);
      afterPoll.push(Math.max(0, dueAt + ms - pollsAt));
    }
    if (old === house.pids().worker) throw new Error('The worker was not killed');
  }
  return [{ what: `${count} due while the worker is killed and restarted, ${rounds} rounds: committed after it polls again`, sigap: msOf(afterPoll), baseline: `${msOf(fromDue)} from due`, ratio: '-', goal: 'last <= 3 s' }];
}

async function pollers({ client }: BenchHouse): Promise<string[]> {
  const { pollers: seen } = await client.workflowService.describeTaskQueue({ namespace: 'default', taskQueue: { name: 'sigap' }, taskQueueType: 1 });
  return (seen ?? []).map((poller) => poller.identity ?? '');
}
