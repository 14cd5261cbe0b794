import { eventWords } from '../../api/reading/event-words.ts';
import { nounsOf } from '../../api/reading/nouns.ts';
import { sayingsOf } from '../../api/reading/sayings.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { WholeCase } from './case-read.ts';
import type { Desk } from './desk.ts';

/** News of a user or an applicant, which a person tells where no mail brings it. */
const news = new Set([
  'deficiency.told', 'appointment.booked', 'appointment.missed', 'approved', 'rejected', 'activated', 'central.recorded', 'carried-out', 'lkpp.replied',
  'clarification.asked', 'deactivation.decided', 'deactivated', 'term.extended', 'term.confirmed', 'term.not-extended', 'term.ended', 'data.given', 'data.refused', 'data.stopped',
]);

/** The reasons of a deactivation go to LKPP, by mail and by voice alike; those of a refusal to deactivate go to the user. */
const staysInside = ({ type, data }: { type: string; data: Record<string, unknown> }) => type === 'deactivated' || (type === 'deactivation.decided' && data.outcome !== 'no');

/** What a person tells the applicant or the user by telephone or otherwise: everything since he was last reached, with its words. */
export function toTellUser({ names }: Desk, { found }: Pick<WholeCase, 'found'>): Html {
  const { events, reporter, texts, sop } = found;
  const said = sayingsOf(found, names);
  const since = events.slice(events.findLastIndex(({ type }) => type === 'reporter.reached') + 1).filter(({ type }) => news.has(type));
  const say = ({ type, data }: (typeof since)[number]) => {
    const words = eventWords[type]?.words ?? type;
    return typeof words === 'string' ? words : words({ ...said, data });
  };
  return html`<p>Hubungi ${reporter.name ?? nounsOf(sop).who}${reporter.contact !== null && ` (${reporter.contact})`}, lalu catat di sini.${since.length > 0 && ' Sampaikan:'}</p>
${since.length > 0 && html`<ul>${since.map((event) => html`<li>${say(event)}${typeof event.data.textId === 'string' && !staysInside(event) && html`<blockquote>${texts[event.data.textId]?.body}</blockquote>`}</li>`)}</ul>`}`;
}
