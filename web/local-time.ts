import { formatLocal } from '../calendar/local-time.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** An instant (ISO 8601) in the office's zone, readable by machines too. */
export function localTime(at: string, utcOffsetMinutes: number): Html {
  return html`<time datetime="${at}">${formatLocal(Date.parse(at), utcOffsetMinutes)}</time>`;
}
