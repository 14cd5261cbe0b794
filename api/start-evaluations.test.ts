import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOfficeFiles } from '../db/offices.ts';
import { intakes, texts } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { lastEndedPeriod } from './evaluation/ended-period.ts';
import { forgetKeys } from './forget-keys.ts';
import { startEvaluations } from './start-evaluations.ts';

/** The text of Tulang Bawang Barat makes it a duty (ERR-17); its interval is Sigap's three months, until the office sets its own. */
const office = 'tulang-bawang-barat';
const zone = 420;
let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false, offices: ['kab-tulang-bawang-barat', 'kab-katingan'] }); });
afterAll(() => house.stop());

/** The instant at which the quarter of today ends, and the local midnights that begin the months after it. */
const quarterEnd = (): number => monthsAfter(lastEndedPeriod(3, Date.now(), zone).endedAt, 3);
function monthsAfter(at: number, months: number): number {
  const local = new Date(at + zone * 60_000);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1) - zone * 60_000;
}
const taken = () => house.db.select().from(intakes).where(eq(intakes.sop, 'evaluation')).orderBy(asc(intakes.number));
const periods = async () => (await taken()).map(({ facts }) => `${facts.from} ${facts.to}`);

/** Loads the office anew with its own interval. */
async function setInterval(months: number): Promise<void> {
  const text = readFileSync(fileURLToPath(new URL('../offices/kab-tulang-bawang-barat.yaml', import.meta.url)), 'utf8');
  const file = join(mkdtempSync(join(tmpdir(), 'sigap-office-')), 'kab-tulang-bawang-barat.yaml');
  writeFileSync(file, text.replace('  problem:\n', `  problem:\n    evaluation:\n      value: ${months}\n      document: { title: Uji, number: UJI/1, date: 2024-12-20 }\n`));
  await loadOfficeFiles(house.db, house.vault, [file]);
}

describe('the evaluation of an office', () => {
  const end = quarterEnd();
  const quarter = lastEndedPeriod(3, end, zone);

  it('is not asked for of a time in which the office had no Sigap, nor before its period is over', async () => {
    await startEvaluations(house.deps, Date.now());
    await startEvaluations(house.deps, end - 1);
    expect(await taken()).toEqual([]);
  });

  it('is taken in once, however many look for it at once and again, also when its key was forgotten', async () => {
    const before = (await house.report(office)).body.number as string;
    await Promise.all(Array.from({ length: 8 }, () => startEvaluations(house.deps, end)));
    await startEvaluations(house.deps, end + 60_000);
    await forgetKeys(house.deps, end + 30 * 86_400_000);
    await Promise.all(Array.from({ length: 4 }, () => startEvaluations(house.deps, monthsAfter(end, 3) - 1)));
    expect(await periods()).toEqual([`${quarter.from} ${quarter.to}`]);
    // One series for all SOPs of an office, without a gap after those that came second.
    const after = (await house.report(office)).body.number as string;
    expect(Number(after.slice(9)) - Number(before.slice(9))).toBe((await taken())[0]!.number.slice(4, 8) === before.slice(4, 8) ? 2 : 1);
  });

  it('has no reporter, and its words are the figures of that moment, sealed', async () => {
    const [row] = await taken();
    expect(row).toMatchObject({ office, principal: 'system', reporterNameSealed: null, reporterMailSealed: null, facts: { from: quarter.from, to: quarter.to, figures: row!.textId } });
    const [words] = await house.db.select().from(texts).where(and(eq(texts.id, row!.textId), eq(texts.author, 'system')));
    const text = house.vault.open(words!.bodySealed, `texts:${row!.textId}`);
    expect(text).toMatch(/^Penanganan masalah \w+ sampai \w+ \d{4}: 1 laporan masuk, menurut catatan pada /);
    expect(words!.bodySealed).not.toContain('Penanganan');
  });

  it('follows a new interval of the office from the first period that no evaluation covers', async () => {
    await setInterval(1);
    await startEvaluations(house.deps, end + 120_000);
    expect(await taken()).toHaveLength(1);
    const month = lastEndedPeriod(1, monthsAfter(end, 1), zone);
    await startEvaluations(house.deps, monthsAfter(end, 1));
    expect(await periods()).toEqual([`${quarter.from} ${quarter.to}`, `${month.from} ${month.to}`]);
    expect((await taken())[1]!.rules).toMatchObject({ officeVersion: 2, problem: { evaluation: { value: 1, source: { kind: 'office' } } } });
    await setInterval(3);
    await startEvaluations(house.deps, monthsAfter(end, 2));
    expect(await taken()).toHaveLength(2);
  });

  it('never comes in an office whose text has no such duty and which set no interval', async () => {
    for (const months of [1, 3, 12]) await startEvaluations(house.deps, monthsAfter(end, months));
    expect((await taken()).filter((row) => row.office !== office)).toEqual([]);
  });
});

describe('the public', () => {
  it('cannot start an evaluation, and no act of a report reaches one', async () => {
    expect((await house.call('POST', `/api/v1/offices/${office}/evaluation`, {})).status).toBe(404);
    expect((await house.call('POST', `/api/v1/offices/${office}/evaluation/on-behalf`, {})).status).toBe(404);
    const desk = await house.staff(office, 'helpdesk');
    const [evaluation] = await taken();
    const taskId = evaluation!.id;
    expect((await desk.act(evaluation!.number, 'claim', { taskId })).body.code).toBe('unknown-case');
  });
});
