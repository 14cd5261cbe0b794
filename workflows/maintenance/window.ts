/** From when to when, epoch ms. */
export interface Window { startsAt: number; endsAt: number }

/** @param said ISO 8601 with a zone, as the API has checked it */
export function windowOf({ startsAt, endsAt }: { startsAt?: string | null; endsAt?: string | null }): Window {
  return { startsAt: Date.parse(startsAt ?? ''), endsAt: Date.parse(endsAt ?? '') };
}

/** Longer than this it is a slip of the pen, or no window any more. */
export const longestMs = 31 * 86_400_000;

export const isSame = (one: Window, other: Window): boolean => one.startsAt === other.startsAt && one.endsAt === other.endsAt;
