/** What the API answers, as schemas: they make OpenAPI, and nothing that is not named here leaves the house. */
import { z } from 'zod';
import type { Rules } from '../regulations/rules.ts';

const instant = z.date().nullable();
const codes = z.record(z.string(), z.unknown());

/** RFC 9457; some problems carry more, "allowed" or "errors" say. */
const problem = z.looseObject({ type: z.string(), title: z.string(), status: z.number(), detail: z.string(), code: z.string() });

const refused = { description: 'Ditolak; lihat "code" dan "detail".', content: { 'application/problem+json': { schema: problem } } };

/** The refusals that any route may give, beside its own answers. */
export const refusals = { '4xx': refused, '5xx': refused };

const task = {
  id: z.string(), kind: z.string(), function: z.string(), claimedBy: z.string().nullable(), openedAt: z.date(), dueAt: instant,
};

export const openTaskList = z.object({
  tasks: z.array(z.object({
    ...task, sop: z.string(), title: z.string(), number: z.string(), state: z.string(), receivedAt: z.date(), provisional: z.boolean(),
  })),
});

const caseRow = {
  number: z.string(), sop: z.string(), state: z.string(), receivedAt: z.date(), closedAt: instant,
  deadline: z.string().nullable(), dueAt: instant, provisional: z.boolean(), lateMs: z.number().nullable(),
};

export const caseList = z.object({ cases: z.array(z.object(caseRow)) });

export const wholeCase = z.object({
  ...caseRow, office: z.string(),
  facts: z.record(z.string(), z.string().nullable()),
  enteredAt: z.date(), channel: z.string(), externalNumber: z.string().nullable(),
  reporter: z.object({ name: z.string().nullable(), mail: z.string().nullable(), contact: z.string().nullable() }),
  description: z.string().nullable(),
  texts: z.record(z.string(), z.object({ author: z.string(), at: z.date(), body: z.string() })),
  files: z.array(z.object({ sha256: z.string(), mediaType: z.string(), size: z.number(), name: z.string() })),
  tasks: z.array(z.object({ ...task, state: z.enum(['open', 'done', 'cancelled']), closedAt: instant, closedBy: z.string().nullable(), outcome: z.string().nullable() })),
  events: z.array(z.object({ type: z.string(), actor: z.string(), at: z.date(), recordedAt: z.date(), data: codes })),
  rules: z.custom<Rules>().describe('Aturan yang berlaku saat laporan diterima, tiap nilai dengan sumbernya.'),
});

export const ledger = z.object({
  notices: z.array(z.object({
    key: z.string(), messageId: z.string(), template: z.string(), recipient: z.string(), copyTo: z.string().nullable(),
    urgency: z.enum(['deadline', 'reminder', 'case']), state: z.enum(['pending', 'sending', 'sent', 'unknown', 'refused', 'held', 'dropped']),
    attempts: z.number(), ambiguous: z.number(), lastCode: z.string().nullable(), createdAt: z.date(), nextAt: z.date(), sentAt: instant,
  })),
});

const named = z.object({ code: z.string(), label: z.string() });

export const officeChoices = z.object({
  id: z.string(), name: z.string(), regulation: z.string(), roles: z.array(named), categories: z.array(named),
  grounds: z.array(named.extend({ article: z.string() })),
});

export const tracked = z.object({
  number: z.string(), office: z.string(), title: z.string(), state: z.string(), stateText: z.string(),
  receivedAt: z.string(), closedAt: z.string().nullable(),
  deadline: z.object({ text: z.string(), dueAt: z.string(), provisional: z.boolean() }).nullable(),
  history: z.array(z.object({ at: z.string(), text: z.string(), words: z.string().nullable() })),
  acts: z.array(z.string()),
});

export const health = z.object({ status: z.enum(['ok', 'degraded']), parts: z.record(z.string(), z.enum(['up', 'down'])) });

const bytes = { schema: z.custom<Buffer>().meta({ type: 'string', format: 'binary' }) };

export const fileBytes = { description: 'Isi berkas', content: { 'application/pdf': bytes, 'image/png': bytes, 'image/jpeg': bytes } };

/** An upload; the parser of forms reads it, not the validator. */
export const uploadForm = z.unknown().meta({ type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] });
