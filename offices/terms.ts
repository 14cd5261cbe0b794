/** Terms of office: local ISO dates, both ends included; `until: null` is open-ended. */
export interface Term {
  from: string;
  until: string | null;
}

export function covers(term: Term, date: string): boolean {
  return term.from <= date && (term.until === null || date <= term.until);
}

export function overlap(a: Term, b: Term): boolean {
  return (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until);
}

/** The local date at an instant (epoch ms) for a fixed offset: WIB, WITA and WIT have no DST. */
export function localDate(at: number, utcOffsetMinutes: number): string {
  return new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 10);
}
