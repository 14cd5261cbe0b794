/** Plain order statistics over measured numbers. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}

export const median = (values: number[]): number => quantile(values, 0.5);

/** 'median (min-max)'. */
export function spread(values: number[], digits = 0): string {
  const show = (value: number) => value.toFixed(digits);
  return `${show(median(values))} (${show(Math.min(...values))}-${show(Math.max(...values))})`;
}

export const msOf = (values: number[]): string =>
  `p50 ${quantile(values, 0.5).toFixed(0)} / p99 ${quantile(values, 0.99).toFixed(0)} / last ${Math.max(...values).toFixed(0)} ms`;

/** Runs `task` for 0..count-1 with at most `width` under way. */
export async function inFlight(count: number, width: number, task: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(width, count) }, async () => {
    while (next < count) await task(next++);
  }));
}

export async function until(ready: () => Promise<boolean> | boolean, what: string, timeoutMs = 300_000, everyMs = 50): Promise<void> {
  for (const end = Date.now() + timeoutMs; !await ready();) {
    if (Date.now() > end) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, everyMs); });
  }
}
