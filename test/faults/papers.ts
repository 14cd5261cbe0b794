import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { aForm } from '../../api/testing/papers.ts';
import { caseDocuments, papers } from '../../db/schema.ts';
import type { House, Staff } from '../house.ts';
import { accountOf } from './account.ts';
import { persist, taskOf } from './cases.ts';
import type { Reported } from './cases.ts';

/** Temporal notices a death in the middle of writing at the activity's time-out of 30 s, and other cases' deaths may hit it again. */
const patienceMs = 180_000;

/** Fills in the form and has it written, as people do: the same click until it is taken. */
export async function witness(house: House, desk: Staff, reported: Reported): Promise<void> {
  const { number } = reported;
  const { body } = await house.call('POST', `/api/v1/offices/contoh/cases/${number}/papers`, { ...aForm, number: `BA/${randomUUID()}` }, { authorization: `Bearer ${desk.key}` });
  const taskId = await taskOf(house, reported, 'tangani');
  await persist((headers) => desk.act(number, 'witness', { taskId, paper: body.id }, headers), patienceMs);
}

/** One paper, one file, one word of it in the history, whatever died in between. */
export async function expectWrittenOnce(house: House, { caseId }: Reported): Promise<void> {
  const rows = await house.db.select().from(papers).where(eq(papers.caseId, caseId));
  const files = await house.db.select().from(caseDocuments).where(eq(caseDocuments.caseId, caseId));
  expect([rows.length, files.map(({ sha256 }) => sha256)]).toEqual([1, [rows[0]?.sha256]]);
  expect((await house.deps.documents.get('contoh', rows[0]?.sha256 ?? '')).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await accountOf(house, caseId)).events.filter((event) => event.startsWith('paper.written'))).toHaveLength(1);
}
