import type { Announced } from '../../api/status/announced.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { lasting, moment } from './moment.ts';
import { stepsOf } from './step-words.ts';
import { stateWords, titleOf } from './words.ts';

interface Place { utcOffsetMinutes: number; madeAt: number; /** The norms it rests on, where they are said with it. */ basis: string[] }

/** One window or outage under its number, which is also its address on the page. */
export function article(one: Announced, { utcOffsetMinutes, madeAt, basis }: Place): Html {
  const { number, kind, startsAt, endsAt, span, isOfficial, phase, words } = one;
  const at = (instant: number) => moment(instant, utcOffsetMinutes);
  const steps = stepsOf(one, utcOffsetMinutes);
  const tag = phase === 'over' ? 'unknown' : kind === 'outage' ? 'late' : '';
  return html`<article class="announced" id="${number}" aria-labelledby="judul-${number}">
<h3 id="judul-${number}">${titleOf(one)} <span class="tag ${tag}">${stateWords(one, madeAt)}</span></h3>
<dl class="facts">
<dt>Nomor</dt><dd><a href="#${number}">${number}</a></dd>
<dt>${kind === 'outage' || isOfficial ? 'Mulai' : 'Jadwal mulai'}</dt><dd>${at(startsAt)}</dd>
<dt>${kind === 'outage' || isOfficial ? 'Berakhir' : 'Jadwal selesai'}</dt><dd>${endsAt === null ? 'belum' : at(endsAt)}</dd>
${span && html`<dt>Lama</dt><dd>${lasting(span.to - span.from)}${phase === 'open' && ' sampai sekarang'}</dd>`}
${kind === 'outage' && html`<dt>Waktu</dt><dd>${isOfficial ? 'ditetapkan resmi' : 'sementara, belum ditetapkan resmi'}</dd>`}
</dl>
${words !== null && html`<blockquote>${words}</blockquote>`}
${steps.length > 0 && html`<details${phase === 'open' && html` open`}><summary>Kronologi (${steps.length})</summary>
<ol class="history">${steps.map((step) => html`<li>${at(step.at)} ${step.text}
${step.words !== null && html`<blockquote>${step.words}</blockquote>`}</li>`)}</ol></details>`}
${basis.length > 0 && html`<p class="hint">Dasar pengumuman: ${basis.join('; ')}.</p>`}
</article>`;
}
