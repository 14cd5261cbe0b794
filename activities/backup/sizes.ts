/** How many runs before say what is usual. */
export const usualRuns = 7;

/** Of no numbers: undefined. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : sorted.length === 0 ? undefined : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Below half of the usual: something is gone that had been there. */
export function hasShrunk(size: number, earlier: readonly number[]): boolean {
  const usual = median(earlier);
  return usual !== undefined && size < usual / 2;
}

/** Room that a run needs: one and a half times the last dump, in bytes. */
export const roomFor = (lastDump: number): number => Math.ceil(lastDump * 1.5);
