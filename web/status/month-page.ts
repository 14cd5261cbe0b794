import type { MonthBoard } from '../../api/status/month.ts';
import { html } from '../html.ts';
import type { Page } from '../layout.ts';
import { article } from './article.ts';
import { moment, monthName } from './moment.ts';
import { staleNote } from './page.ts';

/** The windows and outages of one month, with the ways to the months beside. */
export function monthPage({ office, madeAt, month, announced, before, after }: MonthBoard, isStale: boolean): Page {
  const { id, name, utcOffsetMinutes } = office;
  const link = (code: string, words: string) => html`<a href="/status/${id}?bulan=${code}">${words} ${monthNameOf(code)}</a>`;
  const title = `Riwayat ${monthName(month.from, utcOffsetMinutes)}`;
  const body = html`${isStale && staleNote(moment(madeAt, utcOffsetMinutes))}
<p class="place">${name}</p>
<h1>${title}</h1>
<p class="hint">Halaman ini dibuat ${moment(madeAt, utcOffsetMinutes)}. <a href="/status/${id}">Ke keadaan sekarang</a></p>
<h2>Pemeliharaan dan gangguan</h2>
${announced.length === 0 ? html`<p>Tidak ada pemeliharaan atau gangguan yang diumumkan dalam bulan ini.</p>` : announced.map((one) => article(one, { utcOffsetMinutes, madeAt, basis: [] }))}
<nav aria-label="Bulan lain">${before !== null && link(before, 'Bulan sebelumnya:')} ${after !== null && link(after, 'Bulan berikutnya:')}</nav>`;
  return { title: `${title}, ${name}`, body, here: 'status' };
}

const monthNameOf = (code: string) => monthName(Date.parse(`${code}-15T00:00:00Z`), 0);
