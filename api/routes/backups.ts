import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { id, text } from '../../workflows/contract-parts.ts';
import { refusals } from '../answers.ts';
import { beginHold, endHold } from '../backup/holds.ts';
import { readBackups } from '../backup/overview.ts';
import type { ApiDeps } from '../deps.ts';
import { staffOf } from '../plugins/access.ts';
import { idempotency } from './sops.ts';

const ofOffice = z.object({ office: z.string() });
const instant = z.date().nullable();
const words = z.string().nullable();

const store = z.object({
  code: z.string(), label: z.string(), home: words.describe('Tempat simpan media; null: repositori.'), repositoryId: words.describe('Nomor repositori restic; null: belum disiapkan.'),
  state: words, place: words, holder: words, since: instant, verifiedAt: instant.describe('Kapan salinan di sini terakhir dibaca ulang seluruhnya.'),
});
const copy = z.object({
  store: z.string(), repositoryId: z.string(), snapshotId: z.string(), storedAt: z.date(), verifiedAt: instant.describe('null: belum dibaca ulang, jadi belum teruji.'), readBytes: z.number().nullable(),
  doubtedAt: instant.describe('Sejak kapan tempatnya diketahui rusak; teruji lagi sesudah dibaca ulang seluruhnya.'), refutedAt: instant.describe('Kapan uji pemulihan menemukan isi yang lain dari manifesnya; tidak akan teruji lagi.'), removedAt: instant,
});
const set = z.object({
  id: z.string(), number: z.string(), takenAt: z.date().describe('Keadaan data pada saat ini.'), manifest: z.string().describe('SHA-256 manifes di dalam salinan.'),
  databases: z.array(z.object({ source: z.string(), database: z.string(), bytes: z.number(), tables: z.number(), rows: z.number() })), files: z.object({ count: z.number(), bytes: z.number() }), copies: z.array(copy),
});
const hold = z.object({ id: z.string(), set: words.describe('null: semua cadangan.'), number: words.describe('Nomor pencadangannya.'), person: z.string(), createdAt: z.date(), reason: z.string() });
const overview = z.object({
  applies: z.boolean(), why: words.describe('Mengapa pencadangan bukan urusan kantor ini (DATA-10, GOV-15).'),
  declared: z.object({
    at: z.string(), sources: z.array(z.object({ code: z.string(), label: z.string(), kind: z.string() })), stores: z.array(store),
    next: z.object({ daily: z.date(), portable: instant, fullDrill: words, sampledDrill: words }),
    running: z.array(z.object({ number: z.string(), sop: z.string(), state: z.string() })), sets: z.array(set), holds: z.array(hold),
    undeclared: z.array(z.string()).describe('Basis data yang belum didaftarkan dan belum ditindaklanjuti (ARC-1).'),
  }).nullable().describe('null: berkas kantor belum menyatakannya.'),
});

/** The backups of an office as they stand (ARC-1, ARC-2), and legal holds on them. */
export const backupRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'staff' } as const;
  const schema = { tags: ['cadangan'], security: [{ kunci: [] }] };

  app.get('/api/v1/offices/:office/backups', {
    config, schema: { ...schema, summary: 'Cadangan kantor ini: sumber, salinan, jadwal, media, dan penahanan; pembacaan dicatat', params: ofOffice, response: { 200: overview, ...refusals } },
  }, async (request) => readBackups(deps, staffOf(request)));

  app.post('/api/v1/offices/:office/backups/holds', {
    config,
    schema: {
      ...schema, summary: 'Tahan satu cadangan, atau semuanya, dari penghapusan menurut masa simpan', params: ofOffice, headers: idempotency,
      body: z.strictObject({ set: id.nullable().default(null).describe('Cadangan yang ditahan; null: semuanya.'), reason: text.describe('Alasannya.') }), response: { 201: z.object({ id: z.string() }), ...refusals },
    },
  }, async (request, reply) => reply.code(201).send(await beginHold(deps, { staff: staffOf(request), body: request.body, idempotencyKey: request.headers['idempotency-key'] ?? randomUUID() })));

  app.delete('/api/v1/offices/:office/backups/holds/:hold', {
    config, schema: { ...schema, summary: 'Akhiri penahanan cadangan', params: ofOffice.extend({ hold: z.uuid() }), response: { 200: z.object({ id: z.string(), endedAt: instant }), ...refusals } },
  }, async (request) => endHold(deps, staffOf(request), request.params.hold));
};
