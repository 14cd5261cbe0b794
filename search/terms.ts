import type { Vault } from '../db/vault.ts';
import type { Stems } from './stems.ts';

const kept = 20_000;
const known = new WeakMap<Vault, Map<string, string>>();

/** A stem of an office as it stands in the index. The newest 20,000 are kept in memory: a help desk uses few words, often. */
export function termOf(vault: Vault, office: string, stem: string): string {
  const cache = known.get(vault) ?? new Map<string, string>();
  known.set(vault, cache);
  const key = `${office} ${stem}`;
  const hit = cache.get(key);
  if (hit !== undefined) return hit;
  const term = vault.term(office, stem);
  if (cache.size >= kept) for (const oldest of cache.keys()) { cache.delete(oldest); break; }
  cache.set(key, term);
  return term;
}

/** Where a word stands: people look for what they see, so a description weighs most, an answer (often the same words) least. */
type Weight = 'A' | 'B' | 'C';

/** How the weights count, as `ts_rank` wants them: D, C, B, A. */
export const weights = '{0.1, 0.3, 0.5, 1.0}';

/**
 * A tsvector literal. Its positions only count the occurrences of a term: true ones would give away the order of the words,
 * and a ranking of single words asks for none.
 */
export function tsvectorOf(vault: Vault, office: string, parts: { weight: Weight; stems: Stems }[]): string {
  const counted = new Map<string, string[]>();
  for (const { weight, stems } of parts) {
    for (const [stem, times] of stems) {
      const places = counted.get(stem) ?? [];
      counted.set(stem, places);
      for (let n = 0; n < times && places.length < 255; n += 1) places.push(`${places.length + 1}${weight}`);
    }
  }
  return [...counted].map(([stem, places]) => `'${termOf(vault, office, stem)}':${places.join(',')}`).join(' ');
}
