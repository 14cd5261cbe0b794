import { formatLocal } from '../../calendar/local-time.ts';
import { zoned } from '../../api/status/status-json.ts';
import { sayMs } from '../../regulations/duration.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';

const MINUTE_MS = 60_000;
const whole = (ms: number) => Math.floor(ms / MINUTE_MS) * MINUTE_MS;

/** An instant (epoch ms) by the office's clock, for people and machines; to the minute, so that a page changes once a minute at most. */
export function moment(at: number, utcOffsetMinutes: number): Html {
  return html`<time datetime="${zoned(whole(at), utcOffsetMinutes)}">${formatLocal(at, utcOffsetMinutes)}</time>`;
}

/** 'Nov 2026' for an instant (epoch ms) in it. */
export function monthName(at: number, utcOffsetMinutes: number): string {
  return formatLocal(at, utcOffsetMinutes).split(' ').slice(1, 3).join(' ');
}

/** '2 jam 15 menit'; the seconds are cut off. */
export function lasting(ms: number): string {
  return sayMs(whole(ms)) || 'kurang dari satu menit';
}
