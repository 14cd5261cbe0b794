import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';
import { silentWork } from './work.ts';
import type { Work } from './work.ts';

/** Two attempts at a step that writes until it is told to end, and then needs a while for it. */
function attempts() {
  const seen: string[] = [];
  const lingering = Promise.withResolvers<undefined>();
  const first = async ({ signal }: Work) => {
    seen.push('first begins');
    await once(signal, 'abort');
    await lingering.promise;
    seen.push('first ends');
    signal.throwIfAborted();
  };
  const second = async () => { seen.push('second'); };
  return { seen, first, second, linger: () => lingering.resolve(undefined) };
}

it('ends the earlier attempt of an office before the next begins', async () => {
  const { seen, first, second, linger } = attempts();
  const inTurn = oneAtATime();
  const ended = expect(inTurn('contoh', silentWork(), first)).rejects.toMatchObject({ name: 'AbortError' });
  await setImmediate();
  const next = inTurn('contoh', silentWork(), second);
  await setImmediate();
  expect(seen).toEqual(['first begins']);
  linger();
  await Promise.all([ended, next]);
  expect(seen).toEqual(['first begins', 'first ends', 'second']);
});

it('leaves other offices alone, and does not begin what was cancelled while it waited', async () => {
  const { seen, first, second, linger } = attempts();
  const inTurn = oneAtATime();
  const ended = expect(inTurn('contoh', silentWork(), first)).rejects.toMatchObject({ name: 'AbortError' });
  await inTurn('salatiga', silentWork(), second);
  expect(seen).toEqual(['first begins', 'second']);
  const cancelled = new AbortController();
  const next = expect(inTurn('contoh', silentWork(cancelled.signal), second)).rejects.toMatchObject({ name: 'AbortError' });
  cancelled.abort();
  linger();
  await Promise.all([ended, next]);
  expect(seen).toEqual(['first begins', 'second', 'first ends']);
});
