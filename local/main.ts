import { once } from 'node:events';
import { readyReport } from './report.ts';
import { readSettings } from './settings.ts';
import type { Stack } from './stack.ts';
import { stopSignal } from './stop-signals.ts';
import { startWhole, type Whole } from './whole.ts';

/** `npm start`: everything on one machine, until Ctrl-C. */
const say = (line: string): void => console.log(line);
const startedAt = Date.now();
const whole: Whole = { children: [] };
const { children } = whole;

/** @returns a sentence when something ends that should not. */
async function firstDeath(running: Stack): Promise<string> {
  const { folder, temporal, postgres } = running;
  const watched = [
    ...children,
    { name: 'temporal', exited: temporal.exited, logFile: await folder.log('temporal') },
    { name: 'postgres', exited: postgres.exited, logFile: await folder.log('postgres') },
  ];
  return Promise.race(watched.map(async ({ name, exited, logFile }) => {
    await exited;
    return `${name} berhenti sendiri; semuanya dihentikan. Sebabnya ada di ${logFile}`;
  }));
}

/** Worker first: what it is doing still needs the rest. */
async function stop(): Promise<void> {
  for (const name of ['worker', 'server']) await children.find((child) => child.name === name)?.stop();
  await whole.stack?.stop();
}

async function kill(): Promise<never> {
  say('Dihentikan paksa.');
  await Promise.all(children.map((child) => child.kill()));
  await whole.stack?.kill();
  process.exit(130);
}

const stopping = stopSignal(() => void kill());
try {
  stopping.addEventListener('abort', () => say('Menghentikan Sigap… (Ctrl-C sekali lagi untuk memaksa)'));
  const settings = readSettings();
  say('Sigap memulai Postgres, Temporal, dan kotak surat…');
  const { stack: running, people } = await startWhole(whole, settings, say, stopping);
  say(readyReport(running.addresses, people, settings.dataDir, Date.now() - startedAt));
  const death = await Promise.race([firstDeath(running), stopping.aborted ? undefined : once(stopping, 'abort').then(() => undefined)]);
  if (death) throw new Error(death);
} catch (error) {
  if (!stopping.aborted) {
    console.error(`Galat: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
await stop();
if (stopping.aborted) say('Sigap berhenti.');
process.exit();
