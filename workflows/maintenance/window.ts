/** From when to when, epoch ms. */
export interface Window { startsAt: number; endsAt: number }

/** @param said ISO 8601 with a zone, as the API has checked it */
export function windowOf({ startsAt, endsAt }: { startsAt?: string | null; endsAt?: string | null }): Window {
  return { startsAt: Date.parse(startsAt ?? ''), endsAt: Date.parse(endsAt ?? '') };
}

export const isSame = (one: Window, other: Window): boolean => one.startsAt === other.startsAt && one.endsAt === other.endsAt;
