import { inFull } from '../workflows/kernel/cite.ts';
import type { Source } from '../regulations/rules.ts';

/** The place that a requirement comes from, as short as a reader of laws writes it. */
export function cited(source: Source): string {
  switch (source.kind) {
    case 'law': return inFull(source.article);
    case 'statute': return source.article;
    case 'office': return `${source.document}, ${source.number}`;
    case 'sigap': return source.why;
  }
}
