/** When the next copies may leave: so many a minute, and none while the mail server asks for patience. */
export interface Pace {
  /** How many may be taken now. */
  room(): number;
  take(count: number): void;
  /** The server took one. */
  accepted(): void;
  /** It took none for the moment, or is out of reach: the whole lane waits, longer each time. */
  deferred(): void;
  /** Milliseconds until there is room for one. */
  waitMs(): number;
}

const longestPauseMs = 60_000;

/** @param now epoch ms */
export function createPace(perMinute: number, now: () => number = Date.now): Pace {
  const perMs = perMinute / 60_000;
  /** At most what one second allows is saved up. */
  const capacity = Math.max(1, perMs * 1000);
  let saved = capacity;
  let at = now();
  let pausedUntil = 0;
  let pauses = 0;
  const fill = () => {
    const moment = now();
    saved = Math.min(capacity, saved + Math.max(0, moment - at) * perMs);
    at = moment;
  };
  return {
    room() {
      fill();
      return now() < pausedUntil ? 0 : Math.floor(saved);
    },
    take(count) { saved -= count; },
    accepted() { pauses = 0; },
    deferred() {
      // What was under way together is one answer.
      if (now() < pausedUntil) return;
      pausedUntil = now() + Math.min(longestPauseMs, 1000 * 2 ** pauses);
      pauses += 1;
    },
    waitMs() {
      fill();
      return Math.max(pausedUntil - now(), saved >= 1 ? 0 : Math.ceil((1 - saved) / perMs));
    },
  };
}
