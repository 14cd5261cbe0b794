/** Spans of time [from, to) in epoch ms. Pure. */
export interface Span { from: number; to: number }

/** In order and without overlaps; what touches becomes one, what is empty or reversed goes. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { from, to } of spans.filter((span) => span.to > span.from).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** What is left of `spans` outside `holes`. */
export function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  return merged(holes).reduce((left, hole) => left.flatMap(({ from, to }) => [
    { from, to: Math.min(to, hole.from) }, { from: Math.max(from, hole.to), to },
  ].filter((span) => span.to > span.from)), merged(spans));
}

/** Milliseconds that the spans cover; overlaps count once. */
export function covered(spans: readonly Span[]): number {
  return merged(spans).reduce((sum, { from, to }) => sum + to - from, 0);
}
