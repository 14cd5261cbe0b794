import { beforeEach, describe, expect, it } from 'vitest';
import { createPace } from './pace.ts';
import type { Pace } from './pace.ts';

let now: number;
let pace: Pace;
beforeEach(() => {
  now = 1_000_000;
  pace = createPace(600, () => now);
});
const taken = () => {
  const room = pace.room();
  pace.take(room);
  return room;
};

describe('six hundred a minute', () => {
  it('are ten a second, also after a long time of nothing', () => {
    expect(taken()).toBe(10);
    expect(taken()).toBe(0);
    expect(pace.waitMs()).toBe(100);
    now += 100;
    expect(taken()).toBe(1);
    now += 3_600_000;
    expect(taken()).toBe(10);
  });

  it('never come to more in any minute than the saved second and the minute itself', () => {
    let count = 0;
    for (const end = now + 60_000; now < end; now += 37) count += taken();
    expect(count).toBeLessThanOrEqual(610);
    expect(count).toBeGreaterThanOrEqual(600);
  });
});

describe('a server that asks for patience', () => {
  const pause = () => {
    pace.deferred();
    const waits = pace.waitMs();
    now += waits;
    return waits;
  };

  it('gets twice as much each time, up to a minute, until it takes one', () => {
    expect(Array.from({ length: 8 }, pause)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    pace.accepted();
    expect(pause()).toBe(1000);
  });

  it('says so once for all that were under way', () => {
    for (let copy = 0; copy < 40; copy += 1) pace.deferred();
    expect(pace.room()).toBe(0);
    now += 1000;
    expect(pace.room()).toBe(10);
    expect(pause()).toBe(2000);
  });
});
