import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { systemsField, text } from '../../workflows/contract-parts.ts';
import { refusals } from '../answers.ts';
import type { ApiDeps } from '../deps.ts';
import { staffOf } from '../plugins/access.ts';
import { createRecurrence, endRecurrence, listRecurrences } from '../recurrences.ts';
import { idempotency } from './sops.ts';

const ofOffice = z.object({ office: z.string() });
const weekday = z.int().min(1).max(7);
const pattern = {
  systems: systemsField,
  weekdays: z.array(weekday).min(1).max(7).refine((all) => new Set(all).size === all.length, 'Sebut tiap hari satu kali.').describe('Hari, Senin = 1 sampai Minggu = 7.'),
  nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).nullable().default(null).describe('Hari yang ke berapa dalam tiap bulan; null: tiap minggu.'),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Tulis jam seperti 21:30.').describe('Jam mulai di zona waktu kantor.'),
  minutes: z.int().min(5).max(1440).describe('Lamanya, dalam menit.'),
};
export const recurrenceBody = z.strictObject({
  ...pattern,
  reason: text.describe('Alasan pemeliharaan; diumumkan kepada pengguna.'), effect: text.describe('Perkiraan dampak bagi pengguna; diumumkan.'),
});
const next = z.object({ startsAt: z.date(), endsAt: z.date() }).describe('Jadwal yang berikutnya.');
const list = z.object({ recurrences: z.array(z.object({ id: z.string(), person: z.string(), ...pattern, words: z.string(), createdAt: z.date(), next })) });

/** Windows that come again and again; each opens as a case of its own, when the one before it begins. */
export const recurrenceRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'staff' } as const;
  const schema = { tags: ['pengumuman'], security: [{ kunci: [] }] };

  app.get('/api/v1/offices/:office/recurrences', {
    config, schema: { ...schema, summary: 'Pemeliharaan berkala yang berlaku; pembacaan dicatat', params: ofOffice, response: { 200: list, ...refusals } },
  }, async (request) => ({ recurrences: await listRecurrences(deps, staffOf(request)) }));

  app.post('/api/v1/offices/:office/recurrences', {
    config,
    schema: {
      ...schema, summary: 'Rencanakan pemeliharaan berkala (CAP-5); jadwal pertamanya langsung dicatat', params: ofOffice, headers: idempotency, body: recurrenceBody,
      response: { 201: z.object({ id: z.string(), next }), ...refusals },
    },
  }, async (request, reply) => reply.code(201).send(await createRecurrence(deps, {
    staff: staffOf(request), body: request.body, idempotencyKey: request.headers['idempotency-key'] ?? randomUUID(),
  })));

  app.delete('/api/v1/offices/:office/recurrences/:recurrence', {
    config,
    schema: {
      ...schema, summary: 'Akhiri pemeliharaan berkala; jadwal yang sudah dicatat tetap ada', params: ofOffice.extend({ recurrence: z.uuid() }),
      response: { 200: z.object({ id: z.string(), endedAt: z.date().nullable() }), ...refusals },
    },
  }, async (request) => endRecurrence(deps, staffOf(request), request.params.recurrence));
};
