/**
 * An article as the packs write it short, as a reader of laws writes it: 'P26(1)a.2.c)' is 'Pasal 26 ayat (1) huruf a angka 2 huruf c',
 * 'P1 a.15' is 'Pasal 1 angka 15', 'Lamp 2.6.3.b' is 'Lampiran angka 2.6.3 huruf b'. What has another shape stays as it is.
 */
export function inFull(article: string): string {
  return article.split(/;\s*/).map(place).join('; ');
}

function place(part: string): string {
  const [, pasal, ayat, gap, below] = /^P(\d+(?:[fo](?=[ (]|$))?)((?:[,–]?\(\d+\))*)( ?)(.*)$/.exec(part) ?? [];
  if (pasal) return `Pasal ${pasal}${ayat ? ` ayat ${ayat}` : ''}${points(gap ? below!.replace(/^a\.(?=\d)/, '') : below!)}`;
  const [, lampiran, angka, rest] = /^(Lamp )?((?:\d+\.)*\d+|[IVX]+)((?:[. ].*)?)$/.exec(part) ?? [];
  if (!angka) return part;
  return `${lampiran ? 'Lampiran ' : ''}${/\d/.test(angka) ? 'angka ' : ''}${angka}${points(rest!.replace(/^\./, ''))}`;
}

/** 'a.2.c)' and 'b.2) strip 3': the letters and figures below a verse. */
function points(below: string): string {
  const [, steps = '', more = ''] = /^(.*?)((?: (?:strip \d+|\(.*\)))?)$/.exec(below) ?? [];
  const named = steps.trim().split(/\.|\)(?=\w)/).filter((step) => step !== '').map((step) => {
    const bare = step.replaceAll(')', '');
    if (/^[a-z]([–-][a-z])?(, ?[a-z])*$/.test(bare)) return ` huruf ${bare}`;
    return /^\d+([–-]\d+)?(, ?\d+)*$/.test(bare) ? ` angka ${bare}` : ` ${step}`;
  });
  return `${named.join('')}${more}`;
}
