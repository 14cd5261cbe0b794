import { operationWords } from '../../api/reading/announcement-values.ts';
import type { MailingProgress } from '../../api/mailings.ts';
import type { listRecurrences } from '../../api/recurrences.ts';
import { sayOrigin } from '../../api/reading/sources.ts';
import { maintenanceContract } from '../../workflows/maintenance/contract.ts';
import { outageContract } from '../../workflows/outage/contract.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { systemWords } from './announced-facts.ts';
import type { OpenAnnounced } from './announcement-rows.ts';
import { weekdays } from './announcement-forms.ts';
import { titleOf } from './desk.ts';
import { mailingsList } from './mailings-list.ts';
import type { Desk } from './desk.ts';

interface Shown { open: OpenAnnounced[]; recurring: Awaited<ReturnType<typeof listRecurrences>>; mailings: MailingProgress[]; /** What brought the person here. */ done: string }

const done: Record<string, string> = { berulang: 'Jadwal berulang tersimpan; jadwal pertamanya sudah dibuka.', akhiri: 'Jadwal berulang diakhiri; jadwal yang sudah dibuka tetap ada.', surat: 'Keputusan Anda tentang salinan yang belum pasti tercatat.' };

export function announcementsPage(desk: Desk, { open, recurring, mailings, done: act }: Shown): { title: string; body: Html; here: 'announcements' } {
  const { base, staff } = desk;
  const title = 'Pemeliharaan dan gangguan';
  const body = html`${done[act] !== undefined && html`<p class="notice good" role="status">${done[act]}</p>`}
<h1>${title}</h1>
<p class="lead">Pengguna SPSE diberi tahu sebelum, selama, dan sesudahnya. <a href="/status/${staff.office}">Halaman status untuk umum</a></p>
${operationNotice(desk)}
<ul class="jump"><li><a href="${base}/pengumuman/pemeliharaan">Rencanakan pemeliharaan</a></li><li><a href="${base}/pengumuman/gangguan">Laporkan gangguan</a></li><li><a href="${base}/pengumuman/berulang">Tambah jadwal berulang</a></li></ul>
${openList(desk, 'Gangguan', open.filter(({ sop }) => sop === 'outage'), 'Tidak ada gangguan yang terbuka.')}
${openList(desk, 'Pemeliharaan', open.filter(({ sop }) => sop === 'maintenance'), 'Tidak ada jadwal pemeliharaan.')}
${recurrenceList(desk, recurring)}
${mailingsList(desk, mailings)}`;
  return { title, body, here: 'announcements' };
}

function openList({ base, office }: Desk, heading: string, rows: OpenAnnounced[], none: string): Html {
  const { states } = heading === 'Gangguan' ? outageContract : maintenanceContract;
  const at = (instant: Date) => localTime(instant.toISOString(), office.settings.utcOffsetMinutes);
  return html`<h2>${heading}</h2>
${rows.length === 0 ? html`<p>${none}</p>` : html`<ul class="rows">${rows.map(({ number, state, systems, startsAt, endsAt, isPublic }) => html`<li><h3><a class="number" href="${base}/laporan/${number}">${number}</a> · ${states[state] ?? state}</h3>
<p>${systemWords(office.settings.systems, systems)}</p>
<p class="quiet">${startsAt && at(startsAt)}${endsAt && html` sampai ${at(endsAt)}`} · ${isPublic ? 'diumumkan' : 'belum diumumkan'}</p></li>`)}</ul>`}`;
}

/** Windows that come again, each with the next one, and the way to end them. */
function recurrenceList({ base, office, seal }: Desk, rows: Shown['recurring']): Html {
  return html`<h2 id="berulang">Jadwal berulang</h2>
${rows.length === 0 ? html`<p>Tidak ada jadwal berulang.</p>` : html`<ul class="rows">${rows.map(({ id, systems, weekdays: days, nth, at, minutes, next }) => html`<li><h3>${days.map((day) => weekdays[day - 1]).join(', ')}${nth === null ? ', setiap minggu' : ` yang ke-${nth} tiap bulan`}, ${at}, ${minutes} menit</h3>
<p>${systemWords(office.settings.systems, systems)}</p><p class="quiet">Berikutnya ${localTime(next.startsAt.toISOString(), office.settings.utcOffsetMinutes)}</p>
<form class="quick" method="post" action="${base}/pengumuman/berulang/${id}">${seal}<button type="submit" class="second">Akhiri jadwal berulang ini</button></form></li>`)}</ul>`}`;
}

/** Who runs no system of its own reads what does not apply, and who does (DATA-10, GOV-15). */
export function operationNotice(desk: Desk): Html | false {
  const { operation, planner } = desk.office.rules.maintenance;
  if (operation.value === 'system-provider') return false;
  const runner = operation.value === 'central' ? 'LKPP' : 'pihak lain yang bekerja sama dengan kantor ini';
  return html`<section class="notice"><p><strong>${operationWords[operation.value]}.</strong> Sistemnya dijalankan ${runner}: pemeliharaan dan perbaikannya dilakukan di sana, bukan di kantor ini. Kantor ini tidak mempunyai Administrator Sistem;
yang mencatat jadwal dan gangguan serta meneruskan pengumumannya kepada pengguna ialah ${titleOf(desk, planner)}.</p>
<p class="quiet">${sayOrigin(operation.source, desk.office.rules.regulation)}</p></section>`;
}
