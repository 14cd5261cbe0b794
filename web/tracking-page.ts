import { capital, nounsOf, saidOf } from '../api/reading/nouns.ts';
import type { StillDue } from '../api/registration/originals.ts';
import type { Tracked } from '../api/tracking.ts';
import { registry } from '../workflows/registry.ts';
import { actForm } from './act-forms.ts';
import type { Attempt } from './act-forms.ts';
import { wordsOf } from './act-words.ts';
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
  /** Papers that can be fetched by the same link. */
  downloads: { href: string; label: string }[];
  /** A booked hour to show the originals (REG-4, REG-24). */
  booked: { at: string; how: string; place: string | null } | null;
  /** What an applicant still shows or brings, though nothing is asked for now. */
  due: StillDue | null;
  /** Whether the reporter left a mail address. */
  hasMail: boolean;
}

/** One case as its reporter may see it. */
export function trackingPage(tracked: Tracked, view: View): Page {
  const { number, office, title, stateText, receivedAt, closedAt, history } = tracked;
  const { thing } = nounsOf(view.sop);
  const at = (instant: string) => localTime(instant, tracked.utcOffsetMinutes);
  const body = html`${messages(tracked, view)}
<p class="place">${office}</p>
<h1>${capital(thing)} <span class="number">${number}</span></h1>
<p class="state"><span class="quiet">Keadaan sekarang</span> <strong>${stateText}</strong></p>
${deadlineOf(tracked)}
${bookedOf(tracked, view)}
${nextStep(tracked, view)}
<h2>Riwayat</h2>
<ol class="history">${history.map((step) => html`<li>${at(step.at)} <strong>${step.text}</strong>
${step.words !== null && html`<blockquote>${step.words}</blockquote>`}</li>`)}</ol>
<h2>Tentang ${thing} ini</h2>
<dl class="facts">
<dt>Jenis</dt><dd>${title}</dd>
<dt>Diterima</dt><dd>${at(receivedAt)}</dd>
${closedAt !== null && html`<dt>Ditutup</dt><dd>${at(closedAt)}</dd>`}
</dl>
${view.downloads.map(({ href, label }) => html`<p><a href="${href}">${label}</a></p>`)}
<p class="notice">Alamat halaman ini rahasia: siapa pun yang memilikinya dapat membaca dan menanggapi ${thing} Anda. Simpan, dan jangan bagikan.</p>`;
  const wrong = view.attempt !== null;
  return { title: `${wrong ? 'Belum terkirim: ' : ''}${capital(thing)} ${number}`, body, hidden: true };
}

function messages({ acts, receivedAt, state }: Tracked, { attempt, sent, sop }: View): Html | false {
  if (attempt && attempt.errors.length > 0) return errorSummary(attempt.errors);
  if (attempt?.refusal) {
    const words = attempt.draft.values.get('teks') ?? '';
    return html`<section class="notice bad" role="alert" aria-labelledby="galat" tabindex="-1" autofocus>
<h2 id="galat">${attempt.refusal.title}</h2>
<p>${saidOf(sop, attempt.refusal.detail)}</p>
${words !== '' && !acts.includes(attempt.act) && html`<p>Tulisan Anda yang belum terkirim:</p><blockquote>${words}</blockquote>`}
</section>`;
  }
  // The address stays in the history of the browser; once the act is possible again it says nothing any more, but what is sent in parts does.
  if (sent !== undefined && registry[sop]?.acts[sent]?.by === 'reporter' && (sent === 'complete' || !acts.includes(sent))) return done(wordsOf(sop, sent).done);
  const isNew = registry[sop]?.start?.by === 'public' && state === 'diterima' && Date.now() - Date.parse(receivedAt) < 10 * 60_000;
  return isNew && done(`${capital(nounsOf(sop).thing)} Anda sudah kami terima. Tanda terima dan tautan halaman ini kami kirim lewat surel.`);
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

function bookedOf({ utcOffsetMinutes, closedAt }: Tracked, { booked }: View): Html | false {
  if (booked === null || closedAt !== null) return false;
  return html`<p class="deadline"><span class="quiet">Tunjukkan dokumen asli ${booked.how === 'video' ? 'lewat panggilan video' : booked.place ? `di ${booked.place}` : 'di loket kantor'}</span> ${localTime(booked.at, utcOffsetMinutes)}</p>`;
}

/** Where something new begins once this case is over. */
const again: Record<string, Html> = {
  problem: html` Jika masalah muncul lagi, <a href="/">buat laporan baru</a> dan sebut nomor laporan ini.`,
  registration: html` Untuk hal lain, <a href="/daftar">ajukan permohonan baru</a>.`,
};

/** What the reporter can do now, with the office's last words beside the form that answers them. */
function nextStep(tracked: Tracked, view: View): Html {
  const { acts, asked, history, closedAt } = tracked;
  const { path, sop, attempt } = view;
  if (closedAt !== null) return html`<p>${capital(nounsOf(sop).thing)} ini selesai.${again[sop]}</p>`;
  const isAside = (act: string) => wordsOf(sop, act).aside !== undefined;
  const forms = (all: string[]) => all.map((act) => actForm(sop, act, path, asked, attempt));
  const wanted = acts.filter((act) => !isAside(act));
  const words = history.findLast((step) => step.words !== null);
  return html`${wanted.length === 0 && waiting(tracked, view)}
${wanted.length > 0 && html`<section class="turn" aria-labelledby="giliran">
<h2 id="giliran">Giliran Anda</h2>
${words && html`<p>${words.text}:</p><blockquote>${words.words}</blockquote>`}
${forms(wanted)}
</section>`}
${forms(acts.filter(isAside))}`;
}

/** Nothing can be sent now; what is still to be fetched or shown is said all the same. */
function waiting({ state, deadline, utcOffsetMinutes }: Tracked, { sop, due, booked, hasMail }: View): Html {
  const news = hasMail ? 'Kami mengirim surel setiap kali ada perkembangan.' : 'Kami menghubungi Anda setiap kali ada perkembangan.';
  if (sop === 'data-request' && state === 'diberikan') return dataReady(deadline && localTime(deadline.dueAt, utcOffsetMinutes), hasMail);
  if (due === null) return html`<p>Anda tidak perlu melakukan apa-apa sekarang. ${news}</p>`;
  const { originals, copies, place } = due;
  return html`<p>Anda tidak perlu mengirim apa-apa sekarang. ${news}</p>
${originals.length > 0 && html`<section class="turn" aria-labelledby="asli"><h2 id="asli">Dokumen asli yang masih harus ditunjukkan</h2>
<ul>${originals.map((label) => html`<li>${label}</li>`)}</ul>
<p>${booked ? 'Tunjukkan pada waktu yang dijadwalkan di atas.' : `Tunjukkan di ${place ?? 'loket kantor'}: datang pada jam kerja, atau tunggu kantor menjadwalkan waktunya.`}</p></section>`}
${copies.length > 0 && html`<p>Salinan yang belum kami terima: ${copies.join('; ')}. Kantor akan memintanya kepada Anda.</p>`}`;
}

/** The link itself stands in no page: who found this one may not have the mail, too. */
function dataReady(until: Html | null, hasMail: boolean): Html {
  return html`<section class="turn" aria-labelledby="giliran"><h2 id="giliran">Giliran Anda</h2>
<p>Salinan data Anda dapat diambil ${until && html`sampai ${until} `}${hasMail ? 'lewat tautan dalam surel yang kami kirim kepada Anda, atau di loket kantor.' : 'di loket kantor.'}</p></section>`;
}
