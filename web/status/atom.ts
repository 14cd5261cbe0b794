import type { Announced } from '../../api/status/announced.ts';
import type { Board, ShownOffice } from '../../api/status/board.ts';
import { printable } from '../../api/status/printable.ts';
import { zoned } from '../../api/status/status-json.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { stepsOf } from './step-words.ts';
import { stateWords, titleOf } from './words.ts';
import { moment } from './moment.ts';

/**
 * The announcements as a feed (RFC 4287): one entry each under an id that never changes, `updated` with every piece of news.
 * @param publicUrl where Sigap is reached; its host is the authority of the ids (RFC 4151)
 */
export function atomFeed({ office, announced }: Board, publicUrl: string): string {
  const page = new URL(`/status/${office.id}`, publicUrl).href;
  const at = (instant: number) => zoned(instant, office.utcOffsetMinutes);
  const entries = announced.toSorted((a, b) => b.updatedAt - a.updatedAt);
  const id = (since: number, name: string) => `tag:${new URL(publicUrl).hostname},${at(since).slice(0, 10)}:${name}`;
  const feed = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">
<id>${id(office.since, `status/${office.id}`)}</id>
<title>Status layanan ${office.name}</title>
<updated>${at(entries[0]?.updatedAt ?? office.since)}</updated>
<link rel="self" type="application/atom+xml" href="${page}/atom.xml"/>
<link rel="alternate" type="text/html" href="${page}"/>
<author><name>${office.name}</name></author>
<generator>Sigap</generator>
${entries.map((one) => html`<entry>
<id>${id(one.createdAt, one.number)}</id>
<title>${titleOf(one)}: ${stateWords(one, one.updatedAt)}</title>
<published>${at(one.news[0]?.at ?? one.createdAt)}</published>
<updated>${at(one.updatedAt)}</updated>
<link rel="alternate" type="text/html" href="${page}#${one.number}"/>
<category term="${one.kind}"/>
<content type="html">${String(content(one, office))}</content>
</entry>
`)}</feed>
`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${printable(String(feed))}`;
}

function content(one: Announced, { utcOffsetMinutes }: ShownOffice): Html {
  const at = (instant: number) => moment(instant, utcOffsetMinutes);
  return html`<p>${one.number}: ${at(one.startsAt)}${one.endsAt !== null && html` sampai ${at(one.endsAt)}`}</p>
${one.words !== null && html`<blockquote>${one.words}</blockquote>`}
<ol>${stepsOf(one, utcOffsetMinutes).map((step) => html`<li>${at(step.at)} ${step.text}${step.words !== null && html`<blockquote>${step.words}</blockquote>`}</li>`)}</ol>`;
}
