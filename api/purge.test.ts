import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { documents, imports } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { purge } from './purge.ts';
import { storeFile } from './store-file.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ offices: ['kota-contoh'], startWorker: false, sweep: false }); });
afterAll(() => house?.stop());

it('goes on with what comes after a purge that fails, and says which one failed', async () => {
  const dayBefore = new Date(Date.now() - 25 * 3_600_000);
  const { sha256 } = await storeFile(house.deps, 'contoh', { bytes: Buffer.from('%PDF-1.7 lama'), mediaType: 'application/pdf', name: 'a.pdf', by: 'public' });
  await house.db.update(documents).set({ createdAt: dayBefore }).where(eq(documents.sha256, sha256));
  await house.db.insert(imports).values({ id: randomUUID(), office: 'contoh', person: 'cth-05', sha256: '', state: 'ready', createdAt: dayBefore });
  const warned: unknown[] = [];
  const broken = { ...house.deps.documents, remove: () => Promise.reject(Object.assign(new Error('no disk'), { code: 'EIO' })) };
  await purge({ ...house.deps, documents: broken, log: { warn: (what: unknown) => { warned.push(what); } } as never });
  expect(await house.db.$count(imports)).toBe(0);
  expect(warned).toEqual([{ code: 'EIO', purge: 'uploads' }]);
});
