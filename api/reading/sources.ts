import type { Source } from '../../regulations/rules.ts';

/** Where a value comes from, for people; only a clause is called a regulation. */
export function sayOrigin(source: Source, regulation: string): string {
  switch (source.kind) {
    case 'law': {
      const { reading } = source;
      const read = reading ? `; cara membacanya menurut SOP kantor: ${reading.document}, ${reading.number}, ${reading.date}` : '';
      return `Peraturan: ${regulation}, ${source.article} (${source.clause})${read}`;
    }
    case 'statute': return `Undang-undang: ${source.article}`;
    case 'office': return `SOP kantor: ${source.document}, ${source.number}, ${source.date}`;
    case 'sigap': return `Bawaan Sigap: ${source.why}`;
  }
}
