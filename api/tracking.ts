import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { mailDomainOf, messageIdOf } from '../activities/notify/message-id.ts';
import { formatLocal } from '../calendar/index.ts';
import { cases, intakes, notices, texts } from '../db/schema.ts';
import { registry } from '../workflows/registry.ts';
import { eventsOf } from './cases.ts';
import type { ApiDeps } from './deps.ts';
import type { Intake } from './intake.ts';
import { officeInForce } from './offices.ts';
import { stateWords } from './reading/state-words.ts';
import { publicRecordOf } from './public/records.ts';
import type { AskedItem } from './public/public-record.ts';

export interface Tracked {
  number: string;
  office: string;
  utcOffsetMinutes: number;
  title: string;
  state: string;
  stateText: string;
  receivedAt: string;
  closedAt: string | null;
  /** The nearest deadline that the office owes the reporter, or the reporter owes the office. */
  deadline: { text: string; dueAt: string; provisional: boolean } | null;
  history: { at: string; text: string; words: string | null }[];
  acts: string[];
  /** What is asked for, where a copy of it can be sent now. */
  asked: AskedItem[];
}

/** What a reporter may know about the own report. */
export async function track(deps: ApiDeps, intake: Intake): Promise<Tracked> {
  const { db, vault } = deps;
  const office = await officeInForce(db, intake.office);
  const contract = registry[intake.sop];
  const [row] = await db.select().from(cases).where(eq(cases.id, intake.id));
  const events = await eventsOf(deps, intake);
  const { events: known, quiet, clocks, turn } = publicRecordOf(intake.sop);
  const when = (at: unknown) => formatLocal(typeof at === 'number' ? at : Date.parse(String(at)), office.settings.utcOffsetMinutes);
  const item = (code: unknown) => intake.rules.registration.items.find((one) => one.code === code)?.label ?? 'dokumen lain';
  const say = (type: string, data: Record<string, unknown>) => {
    const words = known[type] ?? type;
    return typeof words === 'string' ? words : words(data, when, item);
  };
  const seen = events.filter(({ type }) => Object.hasOwn(known, type));
  const textIds = seen.flatMap(({ type, data }) => (typeof data.textId === 'string' && !quiet.has(type) ? [data.textId] : []));
  const said = textIds.length === 0 ? [] : await db.select().from(texts).where(and(eq(texts.caseId, intake.id), inArray(texts.id, textIds)));
  const words = ({ type, data }: (typeof seen)[number]) => {
    const text = quiet.has(type) ? undefined : said.find((one) => one.id === data.textId);
    return text ? vault.open(text.bodySealed, `texts:${text.id}`) : null;
  };
  const state = row?.state ?? 'diterima';
  const opening = { at: intake.receivedAt.toISOString(), text: say('case.opened', intake.facts), words: null };
  return {
    number: intake.number, office: office.name, utcOffsetMinutes: office.settings.utcOffsetMinutes, title: contract?.title ?? intake.sop,
    state, stateText: stateWords(intake.sop, state, events), receivedAt: intake.receivedAt.toISOString(), closedAt: row?.closedAt?.toISOString() ?? null,
    deadline: row?.dueAt && row.deadline && clocks.has(row.deadline) ? { text: contract?.clocks[row.deadline] ?? row.deadline, dueAt: row.dueAt.toISOString(), provisional: row.provisional } : null,
    history: seen.length === 0 ? [opening] : seen.map((event) => ({
      at: (event.type === 'case.opened' ? intake.receivedAt : event.at).toISOString(), text: say(event.type, event.data), words: words(event),
    })),
    ...await turn(deps, intake, state, events),
  };
}

/** Sends the tracking link again, to the recorded address only and at most once in sixty minutes. Says nothing about whether the number exists. */
export async function sendLinkAgain({ db, config }: ApiDeps, office: string, number: string): Promise<void> {
  await db.transaction(async (tx) => {
    // Locked, so that two requests at once count as one.
    const [intake] = await tx.select().from(intakes).where(and(eq(intakes.office, office), eq(intakes.number, number))).for('update');
    if (!intake?.reporterMailSealed) return;
    const now = Date.now();
    const [recent] = await tx.select({ id: notices.id }).from(notices)
      .where(and(eq(notices.caseId, intake.id), eq(notices.template, 'link-again'), gt(notices.createdAt, sql`clock_timestamp() - interval '1 hour'`))).limit(1);
    if (recent) return;
    const key = `${intake.workflowId}/link.${now}/reporter`;
    await tx.insert(notices).values({
      key, messageId: messageIdOf(key, mailDomainOf(config.MAIL_FROM)),
      office, caseId: intake.id, sop: intake.sop, template: 'link-again', urgency: 'case', recipient: 'reporter', params: {},
      state: 'pending', nextAt: new Date(now), giveUpAt: new Date(now + 24 * 3_600_000),
    });
  });
}
