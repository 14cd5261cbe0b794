/**
 * An article as the packs write it short, cited as on a paper: 'P28(2)' is 'Pasal 28 ayat (2) Perbup ...', 'Lamp 2.6.3.b'
 * is 'Lampiran angka 2.6.3 huruf b Perwali ...'. What has another shape stands behind its regulation as it is.
 */
export function citation(article: string, regulation: string): string {
  const [, pasal, ayat, huruf] = /^P(\d+)(?:\((\d+)\))?([a-z])?$/.exec(article) ?? [];
  if (pasal) return `Pasal ${pasal}${ayat ? ` ayat (${ayat})` : ''}${huruf ? ` huruf ${huruf}` : ''} ${regulation}`;
  const [, angka, butir] = /^Lamp (\d+(?:\.\d+)*)(?:\.([a-z]))?$/.exec(article) ?? [];
  if (angka) return `Lampiran angka ${angka}${butir ? ` huruf ${butir}` : ''} ${regulation}`;
  return `${regulation} (${article})`;
}
