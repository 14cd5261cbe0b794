/** What the API answers, as schemas: they make OpenAPI, and nothing that is not named here leaves the house. */
import type { Readable } from 'node:stream';
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
  files: z.array(z.object({
    sha256: z.string(), mediaType: z.string(), size: z.number(), name: z.string(),
    item: z.string().nullable().describe('Persyaratan yang disalin.'), source: z.string(),
  })),
  tasks: z.array(z.object({ ...task, state: z.enum(['open', 'done', 'cancelled']), closedAt: instant, closedBy: z.string().nullable(), outcome: z.string().nullable() })),
  events: z.array(z.object({ type: z.string(), actor: z.string(), at: z.date(), recordedAt: z.date(), data: codes })),
  rules: z.custom<Rules>().describe('Aturan yang berlaku saat laporan diterima, tiap nilai dengan sumbernya.'),
});

export const ledger = z.object({
  notices: z.array(z.object({
    key: z.string(), messageId: z.string(), carriedBy: z.string().nullable(), template: z.string(), recipient: z.string(), copyTo: z.string().nullable(),
    urgency: z.enum(['deadline', 'reminder', 'case', 'bulk']), state: z.enum(['pending', 'sending', 'sent', 'unknown', 'refused', 'held', 'dropped']),
    attempts: z.number(), ambiguous: z.number(), lastCode: z.string().nullable(), createdAt: z.date(), nextAt: z.date(), sentAt: instant,
  })),
});

export const solutionList = z.object({
  solutions: z.array(z.object({
    number: z.string(), closedAt: z.date(), category: z.string().nullable(), cause: z.string().nullable(),
    score: z.number().describe('0 sampai 1: bagian pertanyaan yang dimuat; hanya untuk membandingkan hasil satu pencarian.'),
    description: z.string().nullable().describe('Awal uraian laporan.'), answer: z.string().nullable().describe('Awal jawaban terakhir.'),
  })),
});

const named = z.object({ code: z.string(), label: z.string() });

export const officeChoices = z.object({
  id: z.string(), name: z.string(), regulation: z.string(), roles: z.array(named), categories: z.array(named),
  grounds: z.array(named.extend({ article: z.string() })),
  registration: z.object({
    services: z.array(named.extend({ kinds: z.array(z.string()).describe('Jenis pemohon yang dapat memintanya.') })),
    kinds: z.array(named.extend({
      group: z.enum(['provider', 'non-provider']), numbers: z.array(z.string()).describe('Nomor yang wajib diisi.'), mayGive: z.array(z.string()).describe('Nomor yang boleh diisi.'),
      items: z.array(named.extend({
        services: z.array(z.string()), need: z.enum(['always', 'if-any']), original: z.boolean().describe('Aslinya harus ditunjukkan.'), source: z.string().describe('Pasal atau keputusan yang memintanya.'),
      })),
    })),
  }),
});

export const tracked = z.object({
  number: z.string(), office: z.string(), title: z.string(), state: z.string(), stateText: z.string(),
  receivedAt: z.string(), closedAt: z.string().nullable(),
  deadline: z.object({ text: z.string(), dueAt: z.string(), provisional: z.boolean() }).nullable(),
  history: z.array(z.object({ at: z.string(), text: z.string(), words: z.string().nullable() })),
  acts: z.array(z.string()),
  asked: z.array(named.extend({ need: z.enum(['always', 'if-any']) })).describe('Yang diminta, dan hanya itu yang diterima tindakan "complete".'),
});

export const health = z.object({ status: z.enum(['ok', 'degraded']), parts: z.record(z.string(), z.enum(['up', 'down'])) });

export const importAnswer = z.object({
  id: z.string(), state: z.enum(['checking', 'ready', 'broken', 'done']), rows: z.number(), open: z.number(), solved: z.number(), broken: z.number(), duplicates: z.number(),
  warning: z.string().nullable().describe('Yang langsung terjadi bila diimpor: surat keterlambatan laporan terbuka; null bila tidak ada.'),
  createdAt: z.date(), doneAt: instant,
});

export const importRowList = z.object({
  rows: z.array(z.object({
    row: z.number().describe('Baris berkas tempat laporan itu mulai.'), fate: z.enum(['open', 'solved', 'broken', 'duplicate']),
    number: z.string().nullable().describe('Nomor yang diperolehnya, atau nomor laporan yang diulanginya.'), receivedAt: instant, closedAt: instant,
    reasons: z.array(z.object({ column: z.string(), reason: z.string() })),
  })),
});

const bytes = { schema: z.custom<Buffer>().meta({ type: 'string', format: 'binary' }) };

export const pdfBytes = { description: 'Isi berkas PDF', content: { 'application/pdf': bytes } };

export const paperList = z.object({
  papers: z.array(z.object({
    id: z.string(), kind: z.string(), number: z.string(), person: z.string(), createdAt: z.date(),
    writtenAt: instant, sha256: z.string().nullable(), signedAt: instant, signedSha256: z.string().nullable(),
  })),
});

export const fileBytes = { description: 'Isi berkas', content: { 'application/pdf': bytes, 'image/png': bytes, 'image/jpeg': bytes } };

/** An upload; the parser of forms reads it, not the validator. */
export const uploadForm = z.unknown().meta({ type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] });

export const csvText = { description: 'CSV, UTF-8, dipisahkan titik koma', content: { 'text/csv': { schema: z.custom<Readable>().meta({ type: 'string' }) } } };
