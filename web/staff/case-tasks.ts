import { registry } from '../../workflows/registry.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { actForm } from './act-form.ts';
import { actWords, wordsFor } from './act-words.ts';
import type { ActWords } from './act-words.ts';
import { missingToClose } from './case-missing.ts';
import type { CaseOutcome } from './case-page.ts';
import type { WholeCase } from './case-read.ts';
import { nameOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { dueText } from './due.ts';
import { obstaclesOf, offeredOn } from './offered.ts';
import type { Choices } from './act-fields.ts';
import { toTell } from './to-tell.ts';
import { toTellUser } from './to-tell-user.ts';

type Task = WholeCase['found']['tasks'][number];

/** The open tasks that the person may work on now. */
export function myTasks({ staff }: Desk, { found }: WholeCase): Task[] {
  return found.tasks.filter((task) => task.state === 'open' && staff.functions.includes(task.function));
}

/** What a task offers in this state of its case; a task that a colleague holds offers only how to get it. */
export function actsOn({ staff }: Desk, whole: WholeCase, task: Task): [name: string, words: ActWords][] {
  const { found, lapsed } = whole;
  const held = task.claimedBy !== null && task.claimedBy !== staff.person && !lapsed.has(task.id);
  const offered: Record<string, boolean> = { ...offeredOn(whole), claim: task.claimedBy === null || lapsed.has(task.id) };
  return Object.entries(actWords[found.sop] ?? {}).filter(([name, { tasks, states, anyClaim, page }]) =>
    tasks.includes(task.kind) && (states?.includes(found.state) ?? true) && (!held || anyClaim) && page !== 'paper' && (offered[name] ?? true));
}

/** On INAPROC is posted what was approved for it; everything else is posted anywhere else (ERR-9). */
function choicesOn({ kind }: Task, choices: Choices): Choices {
  return choices.channel ? { ...choices, channel: choices.channel.filter(({ value }) => (value === 'inaproc') === (kind === 'pasang-inaproc')) } : choices;
}

/** One open task with its deadline, its holder and its forms. */
export function taskSection(desk: Desk, whole: WholeCase, task: Task, { tried, errors = [] }: CaseOutcome): Html {
  const { found, choices, lapsed } = whole;
  const contract = registry[found.sop];
  const offset = desk.office.settings.utcOffsetMinutes;
  const isTried = (act: string) => tried?.act === act && tried.taskId === task.id;
  const form = ([act, words]: [string, ActWords]) => {
    const body = contract?.acts[act];
    if (words.page === 'checklist') return html`<p><a href="#daftar-periksa">${words.label}</a></p>`;
    if (words.page === 'task') return html`<p><a href="${desk.base}/laporan/${found.number}/berita-acara?tugas=${task.id}">${words.label}</a></p>`;
    return body && actForm({
      act, words: wordsFor(words, found.reporter), contract: body, taskId: task.id, path: `${desk.base}/laporan/${found.number}`, seal: desk.seal, choices: choicesOn(task, choices), tried: isTried(act) ? tried ?? null : null, errors,
    });
  };
  const all = actsOn(desk, whole, task);
  const missing = task.kind === 'tutup' ? missingToClose(whole) : [];
  const obstacles = task.kind === 'verifikasi' ? obstaclesOf(whole) : [];
  // A task with few acts shows them all.
  const seldom = all.length > 6 ? all.filter(([, { seldom: rare }]) => rare) : [];
  const usual = all.filter((one) => !seldom.includes(one));
  const holder = task.claimedBy === null ? 'Belum diambil siapa pun.' : task.claimedBy === desk.staff.person ? 'Anda memegang tugas ini.'
    : lapsed.has(task.id) ? 'Pemegangnya tidak lagi memegang fungsi ini; ambil tugas ini.'
      : `Tugas ini dipegang ${nameOf(desk, task.claimedBy)}. Minta ia menyerahkannya lebih dahulu.`;
  return html`<h3 id="tugas-${task.id.slice(0, 8)}">${contract?.taskKinds[task.kind] ?? task.kind}</h3>
<p>${dueText({ dueAt: task.dueAt, provisional: false }, offset)} <span class="quiet">${holder}</span></p>
${task.kind === 'tanda-tangan' && html`<p><a href="#berita-acara">Ke berita acara</a>: unduh PDF-nya, dan unggah salinan yang sudah ditandatangani.</p>`}
${task.kind === 'periksa-surat' && html`<p><a href="${desk.base}/pengumuman#surat">Ke surat untuk banyak orang</a>: putuskan salinan yang belum pasti terkirim, lalu nyatakan sudah diperiksa.</p>`}
${task.kind === 'hubungi-pelapor' && toTell(whole)}
${task.kind === 'hubungi-pengguna' && toTellUser(desk, whole)}
${missing.length > 0 && html`<p class="notice">Laporan belum dapat ditutup. Yang masih kurang: ${missing.join('; ')}.</p>`}
${obstacles.length > 0 && html`<div class="notice"><p>Belum dapat disetujui:</p><ul>${obstacles.map((one) => html`<li>${one}</li>`)}</ul></div>`}
${usual.map(form)}
${seldom.length > 0 && html`<details${seldom.some(([act]) => isTried(act)) && html` open`}><summary>Tindakan lain (${seldom.length})</summary><div>${seldom.map(form)}</div></details>`}`;
}
