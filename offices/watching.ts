import type { Watch } from './announcement-schema.ts';

/** So long has no round run that what came between nobody knows. Instants in epoch ms. */
export function isLongUnwatched({ every }: Pick<Watch, 'every'>, lastAt: number, now: number): boolean {
  return now - lastAt > 3 * every + 60_000;
}
