import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { purgeUploads } from './purge-uploads.ts';
import { storeFile } from './store-file.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ offices: ['kota-contoh'], startWorker: false }); });
afterAll(() => house.stop());

it('forgets an upload that no report cited within a day, and keeps the cited one', async () => {
  const upload = (text: string) => storeFile(house.deps, 'contoh', { bytes: Buffer.from(`%PDF-1.7 ${text}`), mediaType: 'application/pdf', name: 'a.pdf', by: 'public' });
  const [cited, forgotten] = [await upload('cited'), await upload('forgotten')];
  expect((await house.report('contoh', { files: [cited.sha256] })).status).toBe(202);
  expect(await purgeUploads(house.deps)).toBe(0);
  expect(await purgeUploads(house.deps, Date.now() + 25 * 3_600_000)).toBe(1);
  expect((await house.deps.documents.get('contoh', cited.sha256)).toString()).toContain('cited');
  await expect(house.deps.documents.get('contoh', forgotten.sha256)).rejects.toThrow();
  expect((await house.report('contoh', { files: [forgotten.sha256] })).body.code).toBe('unknown-file');
});
