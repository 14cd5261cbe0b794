/** What the fonts of papers have: Latin with its marks, Greek, Cyrillic, and the signs of ordinary texts. */
const unknown = /[^\n\x20-\x7e\u00a0-\u017f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0486\u0488-\u0513\u1ea0-\u1ef9\u2010\u2011\u2013-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2212\u2248\u2260\u2264\u2265]/gu;

/**
 * A copy whose texts a paper can show: a character without a picture would be an empty box, so it stands there by its
 * number, '[U+1F600]'; a tab is a space.
 */
export function showable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\t', ' ').replace(unknown, (char) => `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`) as T;
  if (Array.isArray(value)) return value.map((inner: unknown) => showable(inner)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, showable(inner as unknown)])) as T;
}
