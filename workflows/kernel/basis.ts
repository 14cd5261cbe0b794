import { inFull } from './cite.ts';
import type { Source } from '../../regulations/rules.ts';

/** Where a rule stands, for a person who reads a mail: 'Pasal 10 ayat (4), Perbup 1/2018'; what the office or Sigap chose is never called law. */
export function basisOf(source: Source, regulation: string): string {
  switch (source.kind) {
    case 'law': return `${inFull(source.article)}, ${regulation}`;
    case 'statute': return source.article;
    case 'office': return `${source.document} Nomor ${source.number}`;
    case 'sigap': return 'ketentuan kantor';
  }
}
