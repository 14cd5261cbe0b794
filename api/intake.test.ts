import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReport, startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { problemContract } from '../workflows/problem/contract.ts';
import { takeIn } from './intake.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false, offices: ['kota-contoh'] }); });
afterAll(() => house.stop());

describe('a report that reached the office before it is entered', () => {
  const receivedAt = (moment: string) => takeIn(house.deps, {
    office: 'contoh', contract: problemContract, body: { ...aReport, files: [] }, principal: 'cth-05', idempotencyKey: randomUUID(), receivedAt: new Date(moment),
  });

  it('keeps its moment, from the first local second of the record of the office', async () => {
    expect((await receivedAt('2025-01-01T00:00:00+07:00')).receivedAt).toEqual(new Date('2024-12-31T17:00:00Z'));
  });

  it('is refused when the record of the office begins later', async () => {
    await expect(receivedAt('2024-12-31T23:59:59+07:00')).rejects.toMatchObject({ code: 'before-since', extra: { since: '2025-01-01' } });
  });
});
