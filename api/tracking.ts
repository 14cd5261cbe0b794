import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { mailDomainOf, messageIdOf } from '../activities/notify/message-id.ts';
import { cases, intakes, notices, texts } from '../db/schema.ts';
import { registry } from '../workflows/registry.ts';
import { eventsOf } from './cases.ts';
import type { ApiDeps } from './deps.ts';
import type { Intake } from './intake.ts';
import { officeInForce } from './offices.ts';
import { takesData } from './open-question.ts';

/** Events that the reporter sees, in words; everything else stays inside the office. */
const publicEvents: Record<string, string> = {
  'case.opened': 'Laporan diterima',
  'followed-up': 'Laporan ditindaklanjuti',
  'data.asked': 'Helpdesk meminta data',
  'data.received': 'Data diterima',
  answered: 'Laporan dijawab',
  forwarded: 'Laporan diteruskan ke LKPP',
  'lkpp.replied': 'LKPP membalas penerusan',
  'refused-substance': 'Pertanyaan menyangkut substansi pengadaan, di luar kewenangan LPSE',
  reopened: 'Laporan dibuka kembali',
  'deadline.moved': 'Tenggat berubah karena kalender kerja berubah',
  'case.closed': 'Laporan ditutup',
};

/** Clocks that concern the reporter; the others remind people inside the office. */
const publicClocks = new Set(['follow-up', 'answer', 'data', 'confirm']);

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
}

/** What a reporter may know about the own report. */
export async function track(deps: ApiDeps, intake: Intake): Promise<Tracked> {
  const { db, vault } = deps;
  const office = await officeInForce(db, intake.office);
  const contract = registry[intake.sop];
  const [row] = await db.select().from(cases).where(eq(cases.id, intake.id));
  const events = await eventsOf(deps, intake);
  const seen = events.filter((event) => event.type in publicEvents);
  const textIds = seen.flatMap((event) => (typeof event.data.textId === 'string' ? [event.data.textId] : []));
  const said = textIds.length === 0 ? [] : await db.select().from(texts).where(and(eq(texts.caseId, intake.id), inArray(texts.id, textIds)));
  // The words for LKPP are the office's; the reporter learns only that it was forwarded.
  const words = (type: string, textId: unknown) => {
    const text = type === 'forwarded' || type === 'lkpp.replied' ? undefined : said.find((one) => one.id === textId);
    return text ? vault.open(text.bodySealed, `texts:${text.id}`) : null;
  };
  const state = row?.state ?? 'diterima';
  const opening = { at: intake.receivedAt.toISOString(), text: publicEvents['case.opened'] ?? '', words: null };
  return {
    number: intake.number, office: office.name, utcOffsetMinutes: office.settings.utcOffsetMinutes, title: contract?.title ?? intake.sop,
    state, stateText: contract?.states[state] ?? state, receivedAt: intake.receivedAt.toISOString(), closedAt: row?.closedAt?.toISOString() ?? null,
    deadline: row?.dueAt && row.deadline && publicClocks.has(row.deadline) ? { text: contract?.clocks[row.deadline] ?? row.deadline, dueAt: row.dueAt.toISOString(), provisional: row.provisional } : null,
    history: seen.length === 0 ? [opening] : seen.map((event) => ({
      at: (event.type === 'case.opened' ? intake.receivedAt : event.at).toISOString(), text: publicEvents[event.type] ?? event.type, words: words(event.type, event.data.textId),
    })),
    acts: takesData(state, events) ? ['reply'] : state === 'menunggu-konfirmasi' ? ['confirm', 'reopen'] : [],
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
