import { capital, nounsOf } from '../../api/reading/nouns.ts';
import { sayDifference } from '../../api/reading/chronology-document.ts';
import { noticeStates, noticeWords } from '../../api/reading/notice-words.ts';
import { registry } from '../../workflows/registry.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import type { WholeCase } from './case-read.ts';
import { nameOf, titleOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { table } from './table.ts';
import { taskOutcomes } from './words.ts';

/** Every step with who did it, what was said, and how it lay to its plan (the *mutu baku*). */
export function history({ base }: Desk, { found, chronology }: WholeCase): Html {
  const at = (instant: string) => localTime(instant, chronology.utcOffsetMinutes);
  return html`<h2 id="riwayat">Riwayat</h2>
<p><a href="${base}/laporan/${found.number}/kronologi.pdf">Unduh kronologi (PDF)</a></p>
<ol class="history">${chronology.steps.map((step) => html`<li>${step.at !== null && at(step.at)}
<strong>${step.step}</strong>${step.by.name !== '' && html` <span class="quiet">· ${step.by.name}</span>`}
${step.planned !== null && html`<p class="plan">${step.planned.at !== null && html`Rencana ${at(step.planned.at)}. `}${step.planned.budget !== null && `Waktu: ${step.planned.budget}. `}${step.planned.source}
${step.difference !== null && html` <span class="tag ${step.difference.clockMs > 0 ? 'late' : 'on-time'}">${sayDifference(step)}</span>`}</p>`}
${step.notes.map((note) => html`<blockquote>${note}</blockquote>`)}</li>`)}</ol>`;
}

export function taskTable(desk: Desk, { found }: WholeCase): Html {
  const kinds = registry[found.sop]?.taskKinds ?? {};
  const at = (instant: Date | null) => (instant === null ? '–' : localTime(instant.toISOString(), desk.office.settings.utcOffsetMinutes));
  return html`<h2 id="daftar-tugas">Semua tugas</h2>
${table(`Tugas untuk ${found.number}`, ['Tugas', 'Fungsi', 'Dipegang', 'Dibuka', 'Tenggat', 'Selesai'], found.tasks.map((task) => [
    kinds[task.kind] ?? task.kind, titleOf(desk, task.function), task.claimedBy === null ? '–' : nameOf(desk, task.claimedBy), at(task.openedAt), at(task.dueAt),
    task.closedAt === null ? 'belum' : html`${at(task.closedAt)} <span class="quiet">${task.state === 'cancelled' ? 'ditarik' : taskOutcomes[task.outcome ?? ''] ?? 'selesai'}</span>`,
  ]))}`;
}

/** The ledger: whom Sigap wrote to, and whether it arrived. No addresses. */
export function mails(desk: Desk, { found, notices, announced }: WholeCase): Html {
  const { base } = desk;
  const at = (instant: Date) => localTime(instant.toISOString(), desk.office.settings.utcOffsetMinutes);
  const to = (recipient: string) => (recipient === 'lkpp' ? 'LKPP' : recipient === 'reporter' ? capital(nounsOf(found.sop).who) : nameOf(desk, recipient));
  return html`<h2 id="surat">Surat</h2>
${notices.length === 0 ? html`<p>Belum ada surat tentang ${found.number}.</p>`
    : table(`Surat tentang ${found.number}`, ['Dibuat', 'Surat', 'Kepada', 'Keadaan'], notices.map((notice) => [
      at(notice.createdAt), noticeWords[notice.template] ?? notice.template, to(notice.recipient),
      html`${noticeStates[notice.state]}${notice.sentAt && html` <span class="quiet">${at(notice.sentAt)}</span>`}`,
    ]))}
${announced && html`<p><a href="${base}/pengumuman#surat">Surat untuk banyak orang</a> dihitung tersendiri.</p>`}`;
}
