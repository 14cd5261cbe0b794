import { deskChannels } from '../../workflows/problem/messages.ts';
import { sayDifference } from '../../api/reading/chronology-document.ts';
import { registry } from '../../workflows/registry.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import type { WholeCase } from './case-read.ts';
import { nameOf, titleOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { table } from './table.ts';
import { noticeStates, noticeWords, taskOutcomes } from './words.ts';

/** Who reported what, with the files. */
export function reportFacts({ office, base }: Desk, { found, marks }: WholeCase): Html {
  const { rules, facts, reporter, files } = found;
  const label = (all: readonly { code: string; label: string }[], code: string | null | undefined) => all.find((one) => one.code === code)?.label ?? code;
  const at = (instant: Date) => localTime(instant.toISOString(), office.settings.utcOffsetMinutes);
  const rows: [string, Html | string | null | undefined][] = [
    ['Pelapor', reporter.name], ['Surel', reporter.mail ?? (reporter.name === null ? null : 'tidak ada')], ['Kontak lain', reporter.contact], ['Peran', label(rules.problem.roles, facts.role)],
    ['Kategori', label(rules.problem.categories, marks.category ?? facts.category)],
    ['Kategori menurut pelapor', marks.category !== null && marks.category !== facts.category ? label(rules.problem.categories, facts.category) : null],
    ['Jenis', label(rules.problem.kinds ?? [], marks.kind)], ['Penyebab', label(rules.problem.causes ?? [], marks.cause)], ['Kelompok', marks.group && html`<a href="${base}/kelompok/${marks.group.id}">${marks.group.title}</a>`], ['Kode paket', facts.packageCode],
    ['Saluran', found.channel === 'daring' ? null : label(deskChannels, found.channel)], ['Nomor di saluran asal', found.externalNumber],
    ['Diterima', at(found.receivedAt)], ['Dicatat', found.enteredAt.getTime() - found.receivedAt.getTime() > 60_000 ? at(found.enteredAt) : null], ['Ditutup', found.closedAt && at(found.closedAt)],
    ['Berkas', files.length > 0 ? html`${files.map(({ sha256, name, size }) =>
      html`<a href="${base}/laporan/${found.number}/berkas/${sha256}">${name}</a> <span class="quiet">(${sayBytes(size)})</span><br>`)}` : null],
  ];
  return html`<h2 id="isi-laporan">Isi laporan</h2>
${found.description !== null && html`<blockquote>${found.description}</blockquote>`}
<dl class="facts">${rows.map(([term, value]) => value !== null && value !== undefined && html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>
${found.description !== null && html`<p><a href="${base}/cari?laporan=${found.number}">Cari solusi dari laporan serupa</a></p>`}`;
}

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
${table('Tugas pada laporan ini', ['Tugas', 'Fungsi', 'Dipegang', 'Dibuka', 'Tenggat', 'Selesai'], found.tasks.map((task) => [
    kinds[task.kind] ?? task.kind, titleOf(desk, task.function), task.claimedBy === null ? '–' : nameOf(desk, task.claimedBy), at(task.openedAt), at(task.dueAt),
    task.closedAt === null ? 'belum' : html`${at(task.closedAt)} <span class="quiet">${task.state === 'cancelled' ? 'ditarik' : taskOutcomes[task.outcome ?? ''] ?? 'selesai'}</span>`,
  ]))}`;
}

/** The ledger: whom Sigap wrote to, and whether it arrived. No addresses. */
export function mails(desk: Desk, { found, notices }: WholeCase): Html {
  const at = (instant: Date) => localTime(instant.toISOString(), desk.office.settings.utcOffsetMinutes);
  const to = (recipient: string) => (recipient === 'lkpp' ? 'LKPP' : nameOf(desk, recipient));
  return html`<h2 id="surat">Surat</h2>
${notices.length === 0 ? html`<p>Belum ada surat untuk laporan ini.</p>`
    : table(`Surat tentang laporan ${found.number}`, ['Dibuat', 'Surat', 'Kepada', 'Keadaan'], notices.map((notice) => [
      at(notice.createdAt), noticeWords[notice.template] ?? notice.template, to(notice.recipient),
      html`${noticeStates[notice.state]}${notice.sentAt && html` <span class="quiet">${at(notice.sentAt)}</span>`}`,
    ]))}`;
}

function sayBytes(size: number): string {
  return size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1).replace('.', ',')} MB`;
}
