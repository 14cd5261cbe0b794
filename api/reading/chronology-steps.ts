/** The lines of a chronology: from the record of a case to what a person reads. */
import type { CaseHistory, Planned } from '../../activities/figures/clock-runs.ts';
import { localIso } from '../../activities/figures/local.ts';
import type { WorkingCalendar } from '../../calendar/index.ts';
import type { Intake } from '../intake.ts';
import { eventWords } from './event-words.ts';
import { capital } from './nouns.ts';
import { normOf } from './plan-sources.ts';
import { owedSteps, plannedFor } from './planned-step.ts';
import type { Difference, PlannedStep } from './planned-step.ts';
import type { Recorded } from './record-of.ts';
import { sayingsOf } from './sayings.ts';

export interface Step {
  /** When it happened, in the office's own zone; null: not yet. */
  at: string | null;
  step: string;
  by: { kind: 'person' | 'reporter' | 'system'; id: string | null; name: string };
  /** The *mutu baku*: the instant and the time that were set, and by whom; null where nothing sets one. */
  planned: { at: string | null; budget: string | null; source: string | null } | null;
  /** Milliseconds after the planned instant; negative: before it. */
  difference: Difference | null;
  notes: string[];
}

interface CaseOnRecord {
  intake: Intake;
  closedAt: number | null;
  events: Recorded[];
  plans: Planned[];
  /** Texts and names by id. */
  words: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
  calendar: WorkingCalendar;
}

export function stepsOf(record: CaseOnRecord, now: number): Step[] {
  const { intake, events, plans, words, names, calendar, closedAt } = record;
  const { rules } = intake;
  const said = sayingsOf(intake, names);
  const when = (at: number) => localIso(at, rules.office.utcOffsetMinutes);
  const receivedAt = intake.receivedAt.getTime();
  const history: CaseHistory = { receivedAt, closedAt, answerHasNumber: Boolean(rules.problem.answer), events, plans };
  const by = (actor: string): Step['by'] => (actor === 'system' ? { kind: 'system', id: null, name: 'Sigap' }
    : actor === 'reporter' ? { kind: 'reporter', id: null, name: capital(said.who) } : { kind: 'person', id: actor, name: names.get(actor) ?? actor });
  const planned = (plan: PlannedStep | null): Step['planned'] => {
    const norm = plan && normOf(rules, intake.sop, plan.by);
    return plan && { at: plan.at === null ? null : when(plan.at), budget: norm?.budget ?? null, source: norm?.source ?? null };
  };
  const plain = (at: number, step: string, actor: string, notes: string[] = []): Step => ({ at: when(at), step, by: by(actor), planned: null, difference: null, notes });
  const has = (type: string) => events.some((event) => event.type === type);
  // What was submitted and then approved are the same words: they are shown once.
  const saidBefore = ({ seq, data }: Recorded) => data.textId !== undefined && events.some((before) => before.seq < seq && before.data.textId === data.textId);
  const saying = (type: string, data: Recorded['data']) => {
    const known = eventWords[type]?.words ?? type;
    return typeof known === 'string' ? known : known({ ...said, data });
  };
  // The words of an evaluation are its figures, which have a page of their own.
  const opening = [...(intake.sop === 'evaluation' ? [] : textOf(words, intake.textId)), ...(intake.enteredAt.getTime() - receivedAt > aMinute ? [`Dicatat ${said.when(intake.enteredAt.getTime())}`] : [])];

  return [
    // No workflow has begun it yet, or it was solved before Sigap: its record does not say that it came.
    ...(has('case.opened') ? [] : [plain(receivedAt, saying('case.opened', intake.facts), intake.facts.enteredBy ?? 'reporter', opening)]),
    ...(closedAt !== null && !has('case.closed') ? [plain(closedAt, 'Laporan selesai menurut register lama', 'system')] : []),
    ...events.map((event): Step => {
      const isOpening = event.type === 'case.opened';
      const plan = plannedFor(event, history, plans, calendar);
      return {
        // The workflow opens a case a moment after its receipt, and one that was entered on behalf hours later.
        at: when(isOpening ? receivedAt : event.at), step: saying(event.type, event.data), by: by(event.actor),
        planned: planned(plan), difference: plan?.difference ?? null, notes: isOpening ? opening : saidBefore(event) ? [] : notesOf(event, words),
      };
    }),
    ...owedSteps(history, calendar, now).map(({ clock, planned: plan }): Step => ({
      at: null, step: clock === 'follow-up' ? 'Belum dilakukan: tindak lanjut' : 'Belum dilakukan: jawaban',
      by: { kind: 'system', id: null, name: '' }, planned: planned(plan), difference: plan.difference, notes: [],
    })),
  ];
}

const aMinute = 60_000;

const textOf = (words: ReadonlyMap<string, string>, id: unknown, label = ''): string[] => {
  const text = words.get(String(id));
  return text === undefined ? [] : [`${label}${text}`];
};

function notesOf({ data }: Recorded, words: ReadonlyMap<string, string>): string[] {
  return [...textOf(words, data.textId), ...textOf(words, data.answerTextId, 'Jawaban: '), ...textOf(words, data.causeTextId, 'Akar permasalahan: ')];
}
