import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import PostalMime from 'postal-mime';
import { stopUrl, writeLetter } from '../../activities/notify/bulk/letter.ts';
import { broadcast, openWindow, subscribe } from '../../activities/notify/bulk/testing/bulk.ts';
import { mailings, notices } from '../../db/schema.ts';
import { sendBare } from './bulk-sender.ts';
import type { BenchHouse } from './house.ts';
import { median, spread, until } from './statistics.ts';
import type { Row } from './table.ts';

const office = 'salatiga';
const connections = 5;

/**
 * Mails to many by the ledger, from the moment that a step of a case begins the mailing until every copy is written down as
 * sent, beside a bare nodemailer pool with the same words and as many connections; then the same with the worker killed three times.
 */
export async function measureBulk(house: BenchHouse, copies: number, pairs: number): Promise<Row[]> {
  const sink = await startSink();
  const { db, vault } = house.deps;
  await house.killWorker();
  const addresses = Array.from({ length: copies }, (_, index) => `penerima-${index}@penyedia.example`);
  await subscribe({ db, vault }, addresses, { office });
  const window = await openWindow({ db, vault }, office);
  await house.startWorker({ SMTP_URL: sink.url, MAIL_BULK_PER_MINUTE: '10000000' });

  const begin = () => broadcast({ db }, window, { isUrgent: true });
  const done = (id: string) => until(async () => (await db.select({ doneAt: mailings.doneAt }).from(mailings).where(eq(mailings.id, id)))[0]?.doneAt != null, 'the end of the mailing', 300_000, 20);
  const order = { url: sink.url, connections, addresses, ...await wordsOf(house, await begin()) };
  const [ledger, bare, ratios]: [number[], number[], number[]] = [[], [], []];
  // One pair that is not counted warms pools, caches and compilers.
  for (let pair = -1; pair < pairs; pair += 1) {
    await sink.reset();
    const bareRate = copies / await sendBare(order);
    await sink.reset();
    const start = performance.now();
    const id = await begin();
    await until(async () => (await sink.seen()).count >= copies, 'every copy with the mail server', 300_000, 10);
    await done(id);
    const rate = copies / ((performance.now() - start) / 1000);
    if (pair < 0) continue;
    ledger.push(rate); bare.push(bareRate); ratios.push(rate / bareRate);
  }

  await sink.reset();
  const id = await begin();
  for (const share of [0.2, 0.45, 0.7]) {
    await until(async () => (await sink.seen()).count >= copies * share, `${share} of the copies`, 300_000, 2);
    await house.killWorker();
    await house.startWorker({ SMTP_URL: sink.url, MAIL_BULK_PER_MINUTE: '10000000' });
  }
  await done(id);
  const states = Map.groupBy(await db.select({ state: notices.state }).from(notices).where(eq(notices.mailingId, id)), ({ state }) => state);
  const [sent, held] = [states.get('sent')?.length ?? 0, states.get('held')?.length ?? 0];
  const { addresses: reached, more } = await sink.seen();
  sink.stop();
  await house.killWorker();
  await house.startWorker();
  return [
    { what: `Mails to ${copies} subscribers per second, addressing and ledger included; baseline: a bare nodemailer pool, ${connections} connections each`, sigap: spread(ledger), baseline: spread(bare), ratio: median(ratios).toFixed(2), goal: '>= 0.8x' },
    { what: `The same with the worker killed three times: addresses with more than one copy`, sigap: `${more} of ${reached}`, baseline: '-', ratio: '-', goal: '0' },
    { what: `Copies sent, and held for a person, after three kills`, sigap: `${sent} + ${held} = ${sent + held}`, baseline: '-', ratio: '-', goal: `${copies}` },
  ];
}

/** The very words that the ledger sends, with the end of their link left open. */
async function wordsOf({ deps: { db, vault, config } }: BenchHouse, id: string) {
  const letter = await writeLetter({ db, vault, publicUrl: config.PUBLIC_URL, mailFrom: config.MAIL_FROM }, id);
  const mailRef = 'r'.repeat(22);
  const { raw } = letter.copyFor({ key: randomUUID(), messageId: '<words@lpse.example>', mailRef }, 'words@lpse.example');
  const { subject = '', text = '', html = '' } = await PostalMime.parse(String(raw));
  const own = vault.stopToken(office, mailRef);
  return { subject, text: text.replaceAll(own, ''), html: html.replaceAll(own, ''), stopUrl: stopUrl(config.PUBLIC_URL, office, '') };
}

interface Seen { count: number; addresses: number; more: number }

async function startSink() {
  const child = fork(new URL('./bulk-sink.ts', import.meta.url), { execPath: process.execPath });
  const [{ port }] = await once(child, 'message') as [{ port: number }];
  const ask = async (what: 'reset' | 'count'): Promise<Seen> => {
    child.send(what);
    const [seen] = await once(child, 'message') as [Seen];
    return seen;
  };
  return { url: `smtp://127.0.0.1:${port}`, reset: () => ask('reset'), seen: () => ask('count'), stop: () => { child.kill(); } };
}
