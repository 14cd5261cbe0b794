import type { CopyState, Decision, MailingProgress } from '../../api/mailings.ts';
import { noticeStates, noticeWords } from '../../api/reading/notice-words.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { systemWords } from './announced-facts.ts';
import type { Desk } from './desk.ts';

const decisionWords: Record<Decision, string> = { 'kirim-lagi': 'Kirim lagi', 'anggap-terkirim': 'Anggap terkirim' };
/** A held copy is one of which nobody knows whether it arrived. */
const copyWords: Record<CopyState, string> = { ...noticeStates, held: 'belum pasti terkirim' };

/** The mails to many, newest first: how far each is, and what a person decides about copies that may not have arrived. */
export function mailingsList({ base, office, seal }: Desk, mailings: MailingProgress[]): Html {
  const at = (instant: Date) => localTime(instant.toISOString(), office.settings.utcOffsetMinutes);
  return html`<h2 id="surat">Surat untuk banyak orang</h2>
${mailings.length === 0 ? html`<p>Belum ada.</p>` : html`<ul class="rows">${mailings.map((one) => html`<li><h3>${noticeWords[one.template] ?? one.template} · <a class="number" href="${base}/laporan/${one.number}">${one.number}</a></h3>
<p>${sayProgress(one)}</p><p class="quiet">${systemWords(office.settings.systems, one.systems)} · dibuat ${at(one.createdAt)}${one.doneAt && html`, tuntas ${at(one.doneAt)}`}${one.isUrgent && ' · tidak menunggu jam kerja'}</p>
${one.counts.held > 0 && html`<form method="post" action="${base}/pengumuman/surat/${one.id}">${seal}<p>${one.counts.held} salinan belum pasti terkirim. Bila dikirim lagi, sebagian penerima mungkin menerimanya dua kali.</p>
<div class="buttons">${Object.entries(decisionWords).map(([decision, label]) => html`<button type="submit" class="second" name="keputusan" value="${decision}">${label}</button>`)}</div></form>`}</li>`)}</ul>`}`;
}

/** '9.998 terkirim, 2 ditolak server surat, dari 10.000 salinan' */
function sayProgress({ addressedAt, copies, counts, progress }: MailingProgress): string {
  if (addressedAt === null) return 'Daftar penerima sedang disusun.';
  if (copies === 0) return 'Tidak ada penerima.';
  const number = (count: number) => count.toLocaleString('id-ID');
  const some = Object.entries(counts).filter(([, count]) => count > 0).map(([state, count]) => `${number(count)} ${copyWords[state as CopyState]}`);
  // Never 100 % while one waits.
  return `${Math.floor(progress * 100)}%: ${some.join(', ')}, dari ${number(copies)} salinan.`;
}
