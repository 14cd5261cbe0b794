import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intakes, texts } from '../db/schema.ts';
import { aReport, startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { forgetKeys } from './forget-keys.ts';
import { nextNumber } from '../db/next-number.ts';
import { officeInForce } from './offices.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false }); });
afterAll(() => house.stop());

const withKey = (key: string) => ({ 'idempotency-key': key });

describe('a report sent again under its Idempotency-Key', () => {
  it('gets its first number and its first link', async () => {
    const first = await house.report('contoh', {}, withKey('kunci-0001'));
    const again = await house.report('contoh', {}, withKey('kunci-0001'));
    expect(first.status).toBe(202);
    expect(again.body).toEqual(first.body);
    expect(first.body.trackingUrl).toMatch(/\/lacak\/CTH-\d{4}-\d{6}\/[A-Za-z0-9_-]{22}$/);
  });

  it('is the same report when only blanks and the order of fields differ', async () => {
    const { description, ...rest } = aReport;
    const first = await house.call('POST', '/api/v1/offices/contoh/problem', { ...rest, description }, withKey('kunci-0002'));
    const again = await house.call('POST', '/api/v1/offices/contoh/problem', { description: `  ${description} `, ...rest }, withKey('kunci-0002'));
    expect(again.body).toEqual(first.body);
  });

  it('is refused when it says something else', async () => {
    await house.report('contoh', {}, withKey('kunci-0003'));
    const other = await house.report('contoh', { description: 'Sesuatu yang lain.' }, withKey('kunci-0003'));
    expect([other.status, other.body.code]).toEqual([409, 'key-reused']);
  });

  it('is another report when another person chose the same key', async () => {
    const [sari, budi] = [await house.report('contoh', {}, withKey('12345678')), await house.report('contoh', { reporter: { name: 'Budi', mail: 'budi@penyedia.example' } }, withKey('12345678'))];
    expect([sari.status, budi.status]).toEqual([202, 202]);
    expect(budi.body.number).not.toBe(sari.body.number);
    expect((await house.report('contoh', {}, withKey('12345678'))).body).toEqual(sari.body);
    const stored = (await house.db.select().from(intakes)).filter(({ idempotencyKey }) => idempotencyKey === '12345678');
    expect(JSON.stringify(stored.map(({ principal }) => principal))).not.toMatch(/sari|budi/i);
  });

  it('is another report when the first one is older than a week', async () => {
    const first = await house.report('contoh', {}, withKey('kunci-lama'));
    const day = 24 * 3_600_000;
    expect(await forgetKeys(house.deps, Date.now() + 6 * day)).toBe(0);
    expect(await forgetKeys(house.deps, Date.now() + 8 * day)).toBeGreaterThan(0);
    const second = await house.report('contoh', { description: 'Masalah yang lain.' }, withKey('kunci-lama'));
    expect(second.status).toBe(202);
    expect(second.body.number).not.toBe(first.body.number);
  });

  it('is another report in another office', async () => {
    const [here, there] = [await house.report('contoh', {}, withKey('kunci-0004')), await house.report('malang', {}, withKey('kunci-0004'))];
    expect([here.status, there.status]).toEqual([202, 202]);
    expect(here.body.number).not.toBe(there.body.number);
  });

  it('is one report when ten arrive at once', async () => {
    const before = [(await house.db.select().from(intakes)).length, (await house.db.select().from(texts)).length] as const;
    const answers = await Promise.all(Array.from({ length: 10 }, () => house.report('contoh', {}, withKey('kunci-0005'))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect([(await house.db.select().from(intakes)).length, (await house.db.select().from(texts)).length]).toEqual([before[0] + 1, before[1] + 1]);
  });
});

describe('numbers', () => {
  it('have no gaps, also when reports are refused between them and keys race', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => house.report('katingan', i % 4 === 3 ? { category: 'cuaca' } : {}, withKey(`lomba-${i % 10}-00`))));
    const given = (await house.db.select().from(intakes)).filter(({ office }) => office === 'katingan').map(({ number }) => Number(number.slice(-6))).sort((a, b) => a - b);
    expect(given.length).toBeGreaterThan(5);
    expect(given).toEqual(given.map((_, i) => i + 1));
  });

  it('belong to the local year: 31 December 23.30 UTC is next year in WIB', async () => {
    const office = await officeInForce(house.db, 'salatiga');
    const numbers = await house.db.transaction(async (tx) => [
      await nextNumber(tx, office, new Date('2030-12-31T16:59:59Z')),
      await nextNumber(tx, office, new Date('2030-12-31T17:00:00Z')),
      await nextNumber(tx, office, new Date('2030-12-31T23:30:00Z')),
    ]);
    expect(numbers).toEqual(['SLT-2030-000001', 'SLT-2031-000001', 'SLT-2031-000002']);
  });

  it('given in a transaction that fails are given again', async () => {
    const office = await officeInForce(house.db, 'malang');
    const at = new Date('2040-06-01T00:00:00Z');
    await house.db.transaction(async (tx) => { await nextNumber(tx, office, at); throw new Error('undo'); }).catch(() => {});
    expect(await house.db.transaction((tx) => nextNumber(tx, office, at))).toBe('MLG-2040-000001');
  });
});
