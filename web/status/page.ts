import type { Announced } from '../../api/status/announced.ts';
import type { Board, ShownSystem } from '../../api/status/board.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page } from '../layout.ts';
import { article } from './article.ts';
import { chart } from './chart.ts';
import { moment } from './moment.ts';
import { subscribeForm } from './subscribe-form.ts';
import { systemWords } from './words.ts';

/** What the public reads of an office's systems; a page of the moment, without script, complete in itself. */
export function statusPage(board: Board, isStale: boolean): Page {
  const { office, madeAt, systems, announced, basis } = board;
  const base = `/status/${office.id}`;
  const at = (instant: number) => moment(instant, office.utcOffsetMinutes);
  const looks = systems.flatMap(({ checkedAt }) => checkedAt ?? []);
  const shown = (one: Announced) => article(one, { utcOffsetMinutes: office.utcOffsetMinutes, madeAt, basis: one.phase === 'over' ? [] : basis[one.kind] });
  const of = (phase: Announced['phase']) => announced.filter((one) => one.phase === phase);
  // Outages first.
  const [open, planned, over] = [of('open').sort((a, b) => b.kind.localeCompare(a.kind)), of('planned').reverse(), of('over')];
  const body = html`${isStale && staleNote(at(madeAt))}
<p class="place">${office.name}</p>
<h1>Status layanan</h1>
${summary(systems)}
<p class="hint">Halaman ini dibuat ${at(madeAt)}. ${looks.length > 0 ? html`Pemeriksaan otomatis terakhir ${at(Math.max(...looks))}.` : 'Belum ada data pemeriksaan otomatis.'}</p>
${open.length > 0 && html`<h2>Sedang berlangsung</h2>${open.map(shown)}`}
<h2>Keadaan tiap sistem</h2>
<ul class="systems">${systems.map((system) => html`<li>${systemOf(system, at)}${chart(system, office.utcOffsetMinutes)}</li>`)}</ul>
<p class="hint">“Baik” berarti tidak ada gangguan yang diumumkan dan pemeriksaan otomatis berjalan. Ketersediaan dihitung dari gangguan yang diumumkan, di luar pemeliharaan dan waktu yang tidak terpantau; batang grafik mulai dari 95%.</p>
<h2>Pemeliharaan yang direncanakan</h2>
${planned.length === 0 ? html`<p>Tidak ada pemeliharaan yang direncanakan.</p>` : planned.map(shown)}
<h2>Riwayat 90 hari terakhir</h2>
${over.length === 0 ? html`<p>Tidak ada pemeliharaan atau gangguan yang diumumkan.</p>` : over.map(shown)}
<p><a href="${base}?bulan=${lastMonth(systems)}">Riwayat per bulan</a></p>
<h2>Ikuti kabarnya</h2>
<ul class="notes"><li><a href="${base}/kalender.ics">Kalender pemeliharaan (iCalendar)</a></li><li><a href="${base}/atom.xml">Kabar sebagai umpan Atom</a></li><li><a href="${base}/status.json">Data untuk program (JSON)</a></li></ul>
${subscribeForm(office.id, systems, { mail: '', chosen: [], errors: [] })}
${basis.maintenance.length + basis.outage.length > 0 && html`<h2>Dasar pengumuman</h2>
<ul class="notes">${basisOf('Pemeliharaan', basis.maintenance)}${basisOf('Gangguan', basis.outage)}</ul>`}`;
  const head = html`<link rel="alternate" type="application/atom+xml" title="Status layanan ${office.name}" href="${base}/atom.xml">`;
  return { title: `Status layanan ${office.name}`, body, here: 'status', head };
}

export function staleNote(madeAt: Html): Html {
  return html`<p class="notice bad">Data terbaru sedang tidak dapat dibaca. Yang tampil di sini adalah keadaan pada ${madeAt}.</p>`;
}

function summary(systems: ShownSystem[]): Html {
  const named = (state: ShownSystem['state']) => systems.filter((system) => system.state === state).map(({ label }) => label).join(', ');
  const [down, maintained, unknown] = [named('gangguan'), named('dalam-pemeliharaan'), named('tidak-terpantau')];
  const isGood = down === '' && maintained === '' && unknown === '';
  return html`<div class="notice ${down !== '' ? 'bad' : isGood ? 'good' : ''}">
${down !== '' && html`<p><strong>Ada gangguan</strong>: ${down}.</p>`}
${maintained !== '' && html`<p><strong>Dalam pemeliharaan</strong>: ${maintained}.</p>`}
${down === '' && html`<p>Tidak ada gangguan yang diumumkan.</p>`}
${unknown !== '' && html`<p><strong>Tidak terpantau</strong>: ${unknown}. Keadaannya sekarang tidak kami ketahui.</p>`}
</div>`;
}

function systemOf({ label, state, checkedAt }: ShownSystem, at: (instant: number) => Html): Html {
  const { words, tag } = systemWords[state];
  return html`<h3>${label} <span class="tag ${tag}">${words}</span></h3>
<p class="hint">${checkedAt === null ? 'Belum ada pemeriksaan otomatis untuk sistem ini.' : html`Diperiksa otomatis ${at(checkedAt)}.`}</p>`;
}

const basisOf = (kind: string, norms: string[]): Html | false => norms.length > 0 && html`<li>${kind}: ${norms.join('; ')}</li>`;
const lastMonth = (systems: ShownSystem[]): string => systems[0]?.months.at(-1)?.code ?? '';
