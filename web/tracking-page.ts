import type { Tracked } from '../api/tracking.ts';
import { actForm, textId, wordsOf } from './act-forms.ts';
import type { Attempt } from './act-forms.ts';
import { errorSummary } from './fields.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Page } from './layout.ts';
import { localTime } from './local-time.ts';

interface View {
  path: string;
  sop: string;
  /** What the reporter tried just now and did not get. */
  attempt: Attempt | null;
  /** The act that brought the reporter here. */
  sent: string | undefined;
}

/** One report as its reporter may see it. */
export function trackingPage(tracked: Tracked, view: View): Page {
  const { number, office, title, stateText, receivedAt, closedAt, history } = tracked;
  const at = (instant: string) => localTime(instant, tracked.utcOffsetMinutes);
  const body = html`${messages(tracked, view)}
<p class="place">${office}</p>
<h1>Laporan <span class="number">${number}</span></h1>
<p class="state"><span class="quiet">Keadaan sekarang</span> <strong>${stateText}</strong></p>
${deadlineOf(tracked)}
${nextStep(tracked, view)}
<h2>Riwayat</h2>
<ol class="history">${history.map((step) => html`<li>${at(step.at)} <strong>${step.text}</strong>
${step.words !== null && html`<blockquote>${step.words}</blockquote>`}</li>`)}</ol>
<h2>Tentang laporan ini</h2>
<dl class="facts">
<dt>Jenis</dt><dd>${title}</dd>
<dt>Diterima</dt><dd>${at(receivedAt)}</dd>
${closedAt !== null && html`<dt>Ditutup</dt><dd>${at(closedAt)}</dd>`}
</dl>
<p class="notice">Alamat halaman ini rahasia: siapa pun yang memilikinya dapat membaca dan menanggapi laporan Anda. Simpan, dan jangan bagikan.</p>`;
  const wrong = view.attempt?.textError !== undefined || view.attempt?.refusal !== undefined;
  return { title: `${wrong ? 'Belum terkirim: ' : ''}Laporan ${number}`, body, hidden: true };
}

function messages({ acts, receivedAt, state }: Tracked, { attempt, sent, sop }: View): Html | false {
  if (attempt?.textError) return errorSummary([{ field: textId(attempt.act), sentence: attempt.textError }]);
  if (attempt?.refusal) {
    return html`<section class="notice bad" role="alert" aria-labelledby="galat" tabindex="-1" autofocus>
<h2 id="galat">${attempt.refusal.title}</h2>
<p>${attempt.refusal.detail}</p>
${attempt.text !== '' && !acts.includes(attempt.act) && html`<p>Tulisan Anda yang belum terkirim:</p><blockquote>${attempt.text}</blockquote>`}
</section>`;
  }
  // The address stays in the history of the browser; once the act is possible again it says nothing any more.
  if (sent !== undefined && !acts.includes(sent) && ['reply', 'confirm', 'reopen'].includes(sent)) return done(wordsOf(sop, sent).done);
  const isNew = state === 'diterima' && Date.now() - Date.parse(receivedAt) < 10 * 60_000;
  return isNew && done('Laporan Anda sudah kami terima. Tanda terima dan tautan halaman ini kami kirim lewat surel.');
}

function done(sentence: string): Html {
  return html`<p class="notice good" role="status">${sentence}</p>`;
}

function deadlineOf({ deadline, utcOffsetMinutes, closedAt }: Tracked): Html | false {
  if (deadline === null || closedAt !== null) return false;
  const isPast = Date.parse(deadline.dueAt) < Date.now();
  return html`<p class="deadline"><span class="quiet">${deadline.text}</span> ${localTime(deadline.dueAt, utcOffsetMinutes)}
${isPast && html`<span class="tag late">sudah lewat</span>`} ${deadline.provisional && html`<span class="tag">sementara</span>`}</p>
${deadline.provisional && html`<p class="hint">Sementara: hari libur untuk tanggal itu belum ditetapkan, sehingga tenggat ini masih dapat berubah.</p>`}`;
}

/** What the reporter can do now, with the office's last words beside the form that answers them. */
function nextStep({ acts, history, closedAt }: Tracked, { path, sop, attempt }: View): Html {
  if (closedAt !== null) return html`<p>Laporan ini selesai. Jika masalah muncul lagi, <a href="/">buat laporan baru</a> dan sebut nomor laporan ini.</p>`;
  if (acts.length === 0) return html`<p>Anda tidak perlu melakukan apa-apa sekarang. Kami mengirim surel setiap kali ada perkembangan.</p>`;
  const words = history.findLast((step) => step.words !== null);
  return html`<section class="turn" aria-labelledby="giliran">
<h2 id="giliran">Giliran Anda</h2>
${words && html`<p>${words.text}:</p><blockquote>${words.words}</blockquote>`}
${acts.map((act) => actForm(sop, act, path, attempt))}
</section>`;
}
