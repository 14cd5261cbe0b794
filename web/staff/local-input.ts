/** The value of a datetime-local control, in the office's zone, as an instant (ISO 8601); null when it is none. */
export function instantOf(local: string, utcOffsetMinutes: number): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local)) return null;
  const at = Date.parse(`${local}Z`) - utcOffsetMinutes * 60_000;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** An instant (epoch ms) as a datetime-local control shows it, to the minute. */
export function localInput(at: number, utcOffsetMinutes: number): string {
  return new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 16);
}
