import { sql } from 'drizzle-orm';
import type { Queryable } from '../db/client.ts';
import { sameStems, stopStems } from './words.ts';

/** The stems of one text in the order of their first appearance, and how often each stands there. */
export type Stems = Map<string, number>;

/**
 * Stems of many texts, by Postgres's Indonesian stemmer in one statement. The texts are parameters: nothing of them stays in
 * the database. Mail addresses and long numbers (telephone, NIP, NPWP) name a person, not a problem, and are left out.
 */
export async function stemsOf(db: Queryable, texts: string[]): Promise<Stems[]> {
  const all: Stems[] = texts.map(() => new Map());
  if (texts.length === 0) return all;
  const rows = await db.execute<{ text: number; lexeme: string; times: number }>(sql`
    select doc.nth::int as text, word.lexeme, cardinality(word.positions) as times
    from jsonb_array_elements_text(${JSON.stringify(texts.map(onlyWords))}::jsonb) with ordinality as doc(body, nth),
      unnest(to_tsvector('pg_catalog.indonesian', doc.body)) as word
    order by doc.nth, word.positions[1]`);
  for (const { text, lexeme, times } of rows) {
    if (lexeme.length < 2 || stopStems.has(lexeme)) continue;
    const stem = sameStems.get(lexeme) ?? lexeme;
    const stems = all[text - 1];
    stems?.set(stem, (stems.get(stem) ?? 0) + times);
  }
  return all;
}

/** No Indonesian word is longer; the time of the stemmer grows with the square of a word. */
const longest = 40;

/** Letters and digits only: else the parser takes 'unggah/unduh' for a path and 'gagal.Mohon' for a host, each as one word. */
function onlyWords(text: string): string {
  return text.replace(/\S{1,64}@\S{1,255}/g, ' ').replace(/\d[\d.-]{7,64}\d/g, ' ').split(/[^\p{L}\p{N}]+/u).filter((word) => word.length <= longest).join(' ');
}
