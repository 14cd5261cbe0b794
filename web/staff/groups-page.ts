import type { Joined } from '../../api/groups.ts';
import type { listGroups, readGroup } from '../../api/read-groups.ts';
import { registry } from '../../workflows/registry.ts';
import { errorSummary, field } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { nameOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { dueText } from './due.ts';

export interface GroupEntry { kunci: string; judul: string; nomor: string; jawaban: string }
interface StaffPage { title: string; body: Html; here: 'groups' }

const numbersField = (value: string, error: string | undefined) => field({ id: 'nomor', label: 'Nomor laporan', hint: 'Satu nomor tiap baris, misalnya SLT-2026-000123.', error }, (aria) =>
  html`<textarea id="nomor" name="nomor" rows="5" required${aria}>
${value}</textarea>`);

export function groupsPage({ base, seal, office }: Desk, groups: Awaited<ReturnType<typeof listGroups>>, entry: GroupEntry, errors: readonly FieldError[]): StaffPage {
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const body = html`${errors.length > 0 && errorSummary(errors)}
<h1>Kelompok laporan</h1>
<p class="lead">Banyak laporan dengan satu penyebab dijawab bersama; masing-masing tetap memegang tenggat, nomor, dan surelnya sendiri.</p>
${groups.length === 0 && html`<p>Belum ada kelompok.</p>`}
<ol class="rows">${groups.map((group) => html`<li><h2><a href="${base}/kelompok/${group.id}">${group.title}</a></h2>
<p class="quiet">${group.open} terbuka, ${group.closed} ditutup · dibuat ${localTime(group.createdAt.toISOString(), office.settings.utcOffsetMinutes)}</p></li>`)}</ol>
<h2>Kelompok baru</h2>
<form method="post" action="${base}/kelompok" novalidate>${seal}<input type="hidden" name="kunci" value="${entry.kunci}">
${field({ id: 'judul', label: 'Apa yang sama', error: error('judul') }, (aria) => html`<input id="judul" name="judul" autocomplete="off" required value="${entry.judul}"${aria}>`)}
${numbersField(entry.nomor, error('nomor'))}
<button type="submit">Kelompokkan</button>
</form>`;
  return { title: `${errors.length > 0 ? 'Perbaiki isian: ' : ''}Kelompok laporan`, body, here: 'groups' };
}

interface Outcome { fates?: Joined[]; errors?: readonly FieldError[] }

/** One group: its reports, what was answered to them together and what became of it at each. */
export function groupPage(desk: Desk, group: Awaited<ReturnType<typeof readGroup>>, entry: GroupEntry, { fates = [], errors = [] }: Outcome): StaffPage {
  const { base, seal, office } = desk;
  const path = `${base}/kelompok/${group.id}`;
  const at = (instant: Date) => localTime(instant.toISOString(), office.settings.utcOffsetMinutes);
  const link = (number: string) => html`<a class="number" href="${base}/laporan/${number}">${number}</a>`;
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const refused = fates.filter(({ outcome }) => outcome !== 'joined');
  const hidden = html`${seal}<input type="hidden" name="kunci" value="${entry.kunci}">`;
  const body = html`${errors.length > 0 && errorSummary(errors)}
${fates.length > 0 && html`<section class="notice${refused.length > 0 ? ' bad' : ' good'}" role="status"><p>${fates.length - refused.length} laporan masuk kelompok.</p>
${refused.length > 0 && html`<ul>${refused.map(({ number, sentence }) => html`<li>${link(number)}: ${sentence}</li>`)}</ul>`}</section>`}
<h1>${group.title}</h1>
<p class="quiet">Dibuat ${nameOf(desk, group.person)}, ${at(group.createdAt)}</p>
<h2>Laporan</h2>
<ol class="rows">${group.members.map((member) => html`<li><h3>${link(member.number)}</h3>
<p>${registry[member.sop]?.states[member.state] ?? member.state}${member.closedAt === null && html` <span class="quiet">${dueText(member, office.settings.utcOffsetMinutes)}</span>`}</p></li>`)}</ol>
<h2 id="jawaban-bersama">Jawaban bersama</h2>
${group.answers.map((answer) => html`<p class="quiet">${at(answer.createdAt)} · ${nameOf(desk, answer.person)}</p>${answer.text !== null && html`<blockquote>${answer.text}</blockquote>`}
<ul>${answer.members.map(({ number, sentence }) => html`<li>${link(number)}: ${sentence}</li>`)}</ul>`)}
<form method="post" action="${path}?tindakan=jawab" novalidate>${hidden}
${field({ id: 'jawaban', label: 'Jawab semua yang masih ditangani', hint: 'Dikirim kepada setiap pelapor lewat surel; bagi yang tidak mempunyai surel terbuka tugas untuk menghubunginya.', error: error('jawaban') }, (aria) =>
    html`<textarea id="jawaban" name="jawaban" rows="6" required${aria}>
${entry.jawaban}</textarea>`)}
<button type="submit">Kirim jawaban bersama</button>
</form>
<h2>Tambah laporan</h2>
<form method="post" action="${path}?tindakan=tambah" novalidate>${hidden}${numbersField(entry.nomor, error('nomor'))}<button type="submit" class="second">Masukkan ke kelompok</button></form>`;
  return { title: `${errors.length > 0 ? 'Perbaiki isian: ' : ''}Kelompok laporan`, body, here: 'groups' };
}
