import { capital, nounsOf, saidOf } from '../../api/reading/nouns.ts';
import { stateWords } from '../../api/reading/state-words.ts';
import { registry } from '../../workflows/registry.ts';
import { errorSummary } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import type { Draft } from '../form-draft.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Sentence } from '../sentences.ts';
import type { Tried } from './act-body.ts';
import { actWords, wordsFor } from './act-words.ts';
import { overlapLinks } from './announced-facts.ts';
import { caseFacts } from './case-facts.ts';
import { history, mails, taskTable } from './case-parts.ts';
import type { WholeCase } from './case-read.ts';
import { caseRulesSection } from './case-rules.ts';
import { actsOn, myTasks, taskSection } from './case-tasks.ts';
import { checklistSection } from './checklist.ts';
import type { Desk } from './desk.ts';
import { dueText } from './due.ts';
import { paperList } from './paper-page.ts';

/** What happened to the form that was sent just now. */
export interface CaseOutcome {
  tried?: Tried;
  errors?: readonly FieldError[];
  refusal?: Sentence;
  /** The form over the checklist, sent and not taken. */
  checked?: { draft: Draft; errors: FieldError[] };
  /** The act that brought the person here. */
  done?: string;
}

/** One report as the people of its office see it: what was reported, what is to be done, what has happened. */
export function casePage(desk: Desk, whole: WholeCase, outcome: CaseOutcome): { title: string; body: Html; here: 'cases' } {
  const { found } = whole;
  const contract = registry[found.sop];
  const thing = capital(nounsOf(found.sop).thing);
  const mine = myTasks(desk, whole);
  const body = html`${messages(desk, whole, outcome)}
<h1>${thing} <span class="number">${found.number}</span></h1>
<p class="state"><span class="quiet">${contract?.title ?? found.sop}</span> <strong>${stateWords(found.sop, found.state, found.events)}</strong></p>
<p class="deadline">${found.closedAt === null && dueText(found, desk.office.settings.utcOffsetMinutes, contract?.clocks[found.deadline ?? ''] ?? 'Tenggat')}</p>
<ul class="jump">${mine.length > 0 && html`<li><a href="#tugas-anda">Tugas Anda</a></li>`}${whole.checklist && html`<li><a href="#daftar-periksa">Daftar periksa</a></li>`}<li><a href="#riwayat">Riwayat</a></li><li><a href="#daftar-tugas">Semua tugas</a></li><li><a href="#surat">Surat</a></li><li><a href="#aturan">Aturan</a></li></ul>
${caseFacts(desk, whole)}
${checklistSection(desk, whole, mine, outcome)}
${mine.length > 0 && html`<section class="turn mine" aria-labelledby="tugas-anda"><h2 id="tugas-anda">Tugas Anda</h2>${mine.map((task) => taskSection(desk, whole, task, outcome))}</section>`}
${mine.length === 0 && found.closedAt === null && !isAwaited(whole, outcome.done) && html`<p class="notice">Tidak ada tugas untuk ${found.number} yang menunggu Anda.</p>`}
${paperList(desk, found.number, whole.papers, mine.find(({ kind }) => kind === 'tanda-tangan')?.id ?? null)}
${history(desk, whole)}
${taskTable(desk, whole)}
${mails(desk, whole)}
${caseRulesSection(whole)}`;
  const wrong = outcome.refusal !== undefined || outcome.checked !== undefined || (outcome.errors?.length ?? 0) > 0;
  return { title: `${wrong ? 'Belum terkirim: ' : ''}${thing} ${found.number}`, body, here: 'cases' };
}

/** A report that was entered just now, before its workflow has opened the task. */
export function isAwaited({ found }: WholeCase, done: string | undefined): boolean {
  return done === 'lapor' && found.tasks.length === 0 && found.closedAt === null;
}

function messages(desk: Desk, whole: WholeCase, { tried, errors = [], refusal, done }: CaseOutcome): Html | false {
  const words = actWords[whole.found.sop] ?? {};
  if (errors.length > 0) return errorSummary(errors);
  if (refusal && tried) {
    const task = myTasks(desk, whole).find(({ id }) => id === tried.taskId);
    const stillThere = task !== undefined && actsOn(desk, whole, task).some(([name]) => name === tried.act);
    return html`<section class="notice bad" role="alert" aria-labelledby="galat" tabindex="-1" autofocus>
<h2 id="galat">${words[tried.act]?.label}: ${refusal.title}</h2>
<p>${saidOf(whole.found.sop, refusal.detail)}</p>
${tried.values.text && !stillThere && html`<p>Tulisan Anda yang belum terkirim:</p><blockquote>${tried.values.text}</blockquote>`}
</section>`;
  }
  const acted = words[done ?? ''];
  const waits = isAwaited(whole, done) && ' Tugasnya muncul sebentar lagi; halaman ini dimuat ulang sendiri.';
  const sentence = done === 'lapor' ? `${capital(nounsOf(whole.found.sop).thing)} tercatat.${waits || ''}` : acted && wordsFor(acted, whole.found.reporter).done;
  return sentence !== undefined && html`<p class="notice good" role="status">${sentence}</p>${done === 'lapor' && overlapWarning(desk, whole)}`;
}

/** Two windows at once on one system are allowed, but nobody should have planned them unawares. */
function overlapWarning(desk: Desk, { announced }: WholeCase): Html | false {
  const links = announced && overlapLinks(desk, announced);
  return links !== null && html`<div class="notice"><p>Perhatian: jadwal ini bertumpang tindih dengan jadwal lain pada sistem yang sama.</p><p>${links}</p></div>`;
}
