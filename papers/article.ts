import { inFull } from '../workflows/kernel/cite.ts';

/** An article as the packs write it short, cited as on a paper: 'Pasal 28 ayat (2) Perbup ...'. What has another shape stands behind its regulation as it is. */
export function citation(article: string, regulation: string): string {
  const full = inFull(article);
  return full === article ? `${regulation} (${article})` : `${full} ${regulation}`;
}
