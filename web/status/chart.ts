import type { ShownSystem } from '../../api/status/board.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { monthName } from './moment.ts';

/** The chart begins here: between 95 and 100 percent lies what can be told apart. */
const least = 0.95;
const [step, width, tall, top] = [46, 34, 44, 16];

/** '99,98%', cut and not rounded, so that only a month without any outage is 100%. */
export function percent(share: number): string {
  return `${(Math.floor(share * 10_000 + 1e-6) / 100).toLocaleString('id-ID', { minimumFractionDigits: share === 1 ? 0 : 2 })}%`;
}

/** Availability per month as bars and, for whom bars say nothing, as a table. */
export function chart({ code, label, months }: ShownSystem, utcOffsetMinutes: number): Html {
  const shown = months.map(({ from, share }) => ({ name: monthName(from, utcOffsetMinutes), words: share === null ? 'tidak ada data' : percent(share), share }));
  const height = (share: number) => Math.max(2, ((share - least) / (1 - least)) * tall);
  return html`<svg class="chart" viewBox="0 0 ${step * months.length} ${top + tall + 16}" role="img" aria-labelledby="grafik-${code}">
<title id="grafik-${code}">Ketersediaan ${label} per bulan: ${shown.map(({ name, words }) => `${name} ${words}`).join(', ')}</title>
<line x1="0" x2="${step * months.length}" y1="${top + tall}" y2="${top + tall}"></line>
${shown.map(({ name, share }, index) => html`${share !== null && html`<rect x="${index * step + 6}" y="${top + tall - height(share)}" width="${width}" height="${height(share)}"${share < 0.99 && html` class="low"`}></rect>`}
<text x="${index * step + 23}" y="${share === null ? top + tall - 4 : top + tall - height(share) - 4}">${share === null ? '?' : percent(share).slice(0, -1)}</text>
<text x="${index * step + 23}" y="${top + tall + 12}">${name.split(' ')[0]}</text>`)}
</svg>
<details><summary>Angka ketersediaan ${label}</summary>
<table><thead><tr><th scope="col">Bulan</th><th scope="col">Ketersediaan</th></tr></thead>
<tbody>${shown.map(({ name, words }) => html`<tr><th scope="row">${name}</th><td>${words}</td></tr>`)}</tbody></table></details>`;
}
