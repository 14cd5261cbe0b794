import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { events, intakes, notices, tasks } from '../../db/schema.ts';
import { until } from '../house.ts';
import type { Answer, House, Staff } from '../house.ts';
import { settled } from './account.ts';

export interface Reported { number: string; caseId: string; workflowId: string; secret: string }

export async function reportTo(house: House, office = 'contoh', more: Record<string, unknown> = {}): Promise<Reported> {
  const { status, body } = await house.report(office, more);
  if (status !== 202) throw new Error(`The report was answered with ${status}: ${JSON.stringify(body)}`);
  return intakeOf(house, body);
}

export async function intakeOf({ db }: House, { number, trackingUrl }: { number: string; trackingUrl: string }): Promise<Reported> {
  const [intake] = await db.select().from(intakes).where(eq(intakes.number, number));
  if (!intake) throw new Error(`No intake ${number}`);
  return { number, caseId: intake.id, workflowId: intake.workflowId, secret: trackingUrl.split('/').at(-1) ?? '' };
}

/** As people do it: the same click again, under the same key, until it is taken. */
export async function persist(click: (headers: Record<string, string>) => Promise<Answer>, timeoutMs = 60_000): Promise<Answer> {
  const headers = { 'idempotency-key': randomUUID() };
  return until(async () => {
    const answer = await click(headers);
    if (answer.status === 503) return false;
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }, 'an act that is taken', timeoutMs, 200);
}

/** The id of the open task of that kind. */
export async function taskOf({ db }: House, { caseId, number }: Reported, kind: string): Promise<string> {
  const row = await until(async () => (await db.select().from(tasks).where(and(eq(tasks.caseId, caseId), eq(tasks.kind, kind), eq(tasks.state, 'open'))))[0],
    `task ${kind} of ${number}`, 60_000, 200);
  return row.id;
}

/** Claim, ask, reply, answer, confirm: a case from its receipt to its end. */
export async function answerCase(house: House, desk: Staff, reported: Reported): Promise<void> {
  const { number, secret } = reported;
  const taskId = await taskOf(house, reported, 'tangani');
  const click = (act: string, body: Record<string, unknown>) => persist((headers) => desk.act(number, act, { taskId, ...body }, headers));
  const byReporter = (act: string, body: Record<string, unknown>) =>
    persist((headers) => house.call('POST', `/api/v1/tracking/${number}/${secret}/acts/${act}`, body, headers));
  await click('claim', {});
  await click('ask', { text: 'Mohon kirim tangkapan layar.' });
  await byReporter('reply', { text: 'Ini tangkapan layarnya.' });
  await click('answer', { text: 'Silakan unggah kembali.' });
  await byReporter('confirm', {});
}

export const statusOf = async ({ client }: House, { workflowId }: Reported): Promise<string> => (await client.workflow.getHandle(workflowId).describe()).status.name;

export const completed = (house: House, reported: Reported, timeoutMs = 60_000): Promise<boolean> =>
  until(async () => await statusOf(house, reported) === 'COMPLETED', `the end of ${reported.number}`, timeoutMs, 200);

/** Resolves when the silent case has told LKPP and each of its mails has reached its end. */
export async function reachedLkpp(house: House, { caseId, number }: Reported, timeoutMs = 60_000): Promise<void> {
  await until(async () => {
    const told = await house.db.$count(notices, and(eq(notices.caseId, caseId), eq(notices.template, 'lkpp-report'), eq(notices.state, 'sent')));
    return told > 0 && await settled(house, caseId);
  }, `the report of ${number} to LKPP`, timeoutMs, 200);
}

export interface Fired { type: string; name: string; late: number; dueAt: number }

/** The reminders and rungs of a case as they were recorded, in order. */
export async function firedOf({ db }: House, { caseId }: Reported): Promise<Fired[]> {
  const rows = await db.select().from(events).where(eq(events.caseId, caseId)).orderBy(events.id);
  return rows.filter(({ data }) => data.lateMs !== undefined).map(({ type, data }) => ({
    type, name: String(data.point ?? `rung:${String(data.rung)}`), late: Number(data.lateMs), dueAt: Number(data.dueAt),
  }));
}

export const rungsOf = async (house: House, reported: Reported): Promise<Fired[]> => (await firedOf(house, reported)).filter(({ type }) => type === 'escalated');
