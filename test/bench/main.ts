import { cpus, totalmem } from 'node:os';
import { measureAccepting } from './accepting.ts';
import { measureBackup } from './backup.ts';
import { measureBulk } from './bulk.ts';
import { measureCalendar } from './calendar.ts';
import { measureMemory, measureShape, measureStart } from './footprint.ts';
import { startBenchHouse } from './house.ts';
import { measureImports } from './imports.ts';
import { burst, killedWorker, pooled } from './lateness.ts';
import { measureRegistrations } from './registrations.ts';
import { measureSearch } from './search.ts';
import { measureStatus } from './status.ts';
import { toMarkdown } from './table.ts';
import type { Row } from './table.ts';
import { officeWith } from '../quick-office.ts';

/** Every figure beside its bare baseline on the same engine; `npm run bench -- NAME...` runs some of them. */
const wanted = process.argv.slice(2);
const pairs = 5;
const rows: Row[] = [];
const step = async (name: string, measure: () => Promise<Row[]> | Row[]) => {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  console.error(`measuring: ${name}`);
  const measured = await measure();
  rows.push(...measured);
  console.error(toMarkdown(measured));
};

await step('start', () => measureStart(5));
await step('calendar', () => measureCalendar(pairs));
await step('search', () => measureSearch(50_000, 200));
const house = await startBenchHouse();
/** The invented office with a follow-up of `seconds`, nothing after its first rung. */
const lead = async (seconds: number): Promise<number> => {
  await house.loadOffice(officeWith({ followUp: seconds, spacing: 86_400, approval: 86_400, confirm: 86_400, data: 86_400 }));
  return seconds * 1000;
};
try {
  await step('accepting', () => measureAccepting(house, pairs));
  // The openings and the reminders (at 50 % and 80 % of the time) must be over before the instant; the engine fires no timer in its first second.
  await step('one', async () => pooled(house, 1, 100, await lead(10)));
  await step('ten', async () => pooled(house, 10, 100, await lead(15)));
  await step('hundred', async () => burst(house, 100, pairs, await lead(30)));
  await step('thousand', async () => burst(house, 1000, pairs, await lead(240)));
  await step('killed', async () => killedWorker(house, 50, pairs, await lead(20)));
  await step('imports', () => measureImports(house, 2000, 20_000, 3));
  await step('registrations', () => measureRegistrations(house, 1000, pairs));
  await step('status', () => measureStatus(house, pairs));
  await step('bulk', () => measureBulk(house, 10_000, pairs));
  await step('backup', () => measureBackup(house, { rows: 1_000_000, files: 100_000 }, 3));
  await step('shape', async () => { await lead(10); return measureShape(house); });
  await step('memory', async () => { await lead(7 * 86_400); return measureMemory(house, 100, 10_000); });
} finally {
  await house.stop();
}
console.log(`${cpus().length} cores (${cpus()[0]?.model}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}\n`);
console.log(toMarkdown(rows));
