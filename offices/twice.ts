import type { Problem } from '../regulations/yaml.ts';

/** Codes of a list that name two things; `path`: the list. */
export function twice(path: PropertyKey[], codes: string[]): Problem[] {
  return codes.flatMap((code, i) => (codes.indexOf(code) < i ? [{ path: [...path, i, 'code'], reason: `tertulis dua kali: ${code}` }] : []));
}
