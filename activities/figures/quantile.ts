/** The value at `share` of the sorted numbers, between two of them in proportion (as `percentile_cont` of SQL), rounded; null of none. */
export function quantile(values: number[], share: number): number | null {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return Math.round(below + (above - below) * (place - Math.floor(place)));
}
