import type { Source } from '../regulations/rules.ts';

/** 'P9(2)' as a reader of laws writes it: 'Pasal 9 ayat (2)'. */
export function inFull(article: string): string {
  return article.replace(/\bP(\d+)(\(\d+\))?/g, (_all, number: string, verse: string | undefined) => `Pasal ${number}${verse ? ` ayat ${verse}` : ''}`).replace(/^Lamp /, 'Lampiran ');
}

/** The place that a requirement comes from, as short as a reader of laws writes it. */
export function cited(source: Source): string {
  switch (source.kind) {
    case 'law': return inFull(source.article);
    case 'statute': return source.article;
    case 'office': return `${source.document}, ${source.number}`;
    case 'sigap': return source.why;
  }
}
