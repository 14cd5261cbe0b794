import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';

/** Work that ends when it is told to. */
function gate() {
  const running = new Map<number, { end(): void; fail(): void }>();
  const begun: number[] = [];
  return {
    begun, running,
    work: (item: number) => new Promise<string>((resolve, reject) => {
      begun.push(item);
      const done = () => running.delete(item);
      running.set(item, { end: () => { done(); resolve(`did ${item}`); }, fail: () => { done(); reject(new Error(`failed ${item}`)); } });
    }),
  };
}
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

test('never more at a time than allowed, and the results in the order of the items, whichever ends first', async () => {
  const { work, running, begun } = gate();
  const all = inParallel([1, 2, 3, 4, 5], 2, work);
  expect([...running.keys()]).toEqual([1, 2]);
  for (const next of [2, 1, 4, 3, 5]) {
    running.get(next)?.end();
    await turn();
    expect(running.size).toBeLessThanOrEqual(2);
  }
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(await all).toEqual(['did 1', 'did 2', 'did 3', 'did 4', 'did 5']);
});

test('after a failure nothing new is begun', async () => {
  const { work, running, begun } = gate();
  const all = inParallel([1, 2, 3, 4], 2, work);
  running.get(1)?.fail();
  await expect(all).rejects.toThrow('failed 1');
  running.get(2)?.end();
  await turn();
  expect(begun).toEqual([1, 2]);
});

test('of nothing it makes nothing', async () => {
  expect(await inParallel([], 3, () => Promise.reject(new Error('never')))).toEqual([]);
});
