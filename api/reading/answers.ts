/** What the reading side answers, as schemas for OpenAPI; nothing that is not named here leaves the house. */
import { z } from 'zod';

const text = z.string().nullable();
const ms = z.number().nullable();
const times = z.object({ workingMs: ms, clockMs: ms }).describe('Milidetik waktu kerja kantor, dan milidetik menurut jam.');
const lateness = z.object({ workingMs: z.number(), clockMs: z.number() }).nullable().describe('null bila tidak ada angka yang ditetapkan; 0 bila tepat waktu.');

const registerRow = z.object({
  number: z.string(), channel: z.string(), externalNumber: text, receivedAt: text, enteredAt: text, role: text, reporter: text,
  categoryReported: text, category: text, kind: text, state: z.string(),
  followedUpAt: text, followUpDueAt: text, followUpLate: lateness, answeredAt: text, answerDueAt: text, answerLate: lateness,
  forwardedAt: text, forwardRoute: text, forwardGround: text, lkppTicket: z.boolean(), reopened: z.number(), cause: text, causeRecordedAt: text,
  closedAt: text, outcome: text, daysOpen: z.number(), worstLate: lateness, imported: z.boolean(), regulation: z.string(), officeVersion: z.number(),
});

/** Streamed, so these schemas describe it and do not write it. */
const csv = { schema: z.custom<string>().meta({ type: 'string' }) };
export const registerAnswer = { description: 'Register, sebaris tiap laporan', content: { 'application/json': { schema: z.object({ rows: z.array(registerRow) }) }, 'text/csv': csv } };

const clock = z.object({
  done: z.number(), notYet: z.number(), endedWithout: z.number(), inTime: ms, late: ms, overdue: ms,
  median: times, p90: times, lateMedian: times, lateWorst: times,
});
const share = z.object({ code: text, label: z.string(), received: z.number(), late: ms });

export const figures = z.object({
  months: z.array(z.object({
    month: z.string(), received: z.number(), imported: z.number(), followUp: clock, answer: clock,
    reopened: z.number(), forwarded: z.number(), closed: z.number(), openAtEnd: z.number(),
    byCategory: z.array(share), byKind: z.array(share), byChannel: z.array(share), byCause: z.array(share),
  })),
});
export const figuresAnswer = { description: 'Angka per bulan', content: { 'application/json': { schema: figures }, 'text/csv': csv } };

export const chronology = z.object({
  number: z.string(), office: z.string(), regulation: z.string(), utcOffsetMinutes: z.number(), state: z.string(), stateText: z.string(),
  receivedAt: z.string(), closedAt: text,
  steps: z.array(z.object({
    at: text, step: z.string(), by: z.object({ kind: z.enum(['person', 'reporter', 'system']), id: text, name: z.string() }),
    planned: z.object({ at: text, budget: text, source: text }).nullable(),
    difference: z.object({ workingMs: z.number(), clockMs: z.number() }).nullable(), notes: z.array(z.string()),
  })),
});

export const governingRules = z.object({
  number: z.string(), regulation: z.string(), title: z.string(), invented: z.boolean(), note: text, officeVersion: z.number(),
  values: z.array(z.object({
    code: z.string(), name: z.string(), value: z.string(), kind: z.enum(['law', 'statute', 'office', 'sigap']).nullable(), source: text, clause: text, says: text,
  })),
  norms: z.array(z.object({ clause: z.string(), article: z.string(), force: z.string(), says: z.string() })),
});
