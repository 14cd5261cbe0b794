import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { caseList, refusals } from '../answers.ts';
import type { ApiDeps } from '../deps.ts';
import { answerTogether } from '../group-answers.ts';
import { addMembers, createGroup, removeMember } from '../groups.ts';
import { requireFunction, staffOf } from '../plugins/access.ts';
import { findGroup, listGroups, readGroup } from '../read-groups.ts';
import { instantField } from '../query-fields.ts';
import { idempotency } from './sops.ts';

const ofOffice = z.object({ office: z.string() });
const ofGroup = ofOffice.extend({ group: z.uuid() });
const number = z.string().regex(/^[A-Z]{3}-\d{4}-\d{6,}$/).describe('Nomor laporan, seperti SLT-2026-000123.');
const numbers = z.array(number).min(1).max(200);
const title = z.string().trim().min(3).max(200).describe('Apa yang sama pada laporan-laporan ini; disimpan terenkripsi.');

const fate = { number: z.string(), outcome: z.string().nullable().describe('Yang terjadi, atau kode penolakannya; null selagi berjalan.'), sentence: z.string() };
const joined = z.array(z.object({ ...fate, group: z.string().optional().describe('Kelompok tempat laporan itu sudah berada.') }));
const head = { id: z.string(), title: z.string(), person: z.string(), createdAt: z.date() };
const groupList = z.object({ groups: z.array(z.object({ ...head, open: z.number(), closed: z.number() })) });
const wholeGroup = z.object({
  ...head, members: caseList.shape.cases,
  answers: z.array(z.object({
    id: z.string(), person: z.string(), createdAt: z.date(), text: z.string().nullable(), members: z.array(z.object({ ...fate, at: z.date().nullable() })),
  })),
});

/** Reports of one cause: brought together, answered together; each keeps its own clock, number and mail. */
export const groupRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'staff' } as const;
  const schema = { tags: ['kelompok'], security: [{ kunci: [] }] };
  // People's data stays in no cache between here and the screen.
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store'); });
  app.addHook('preHandler', async (request) => { requireFunction(staffOf(request)); });
  const keyOf = (request: { headers: { 'idempotency-key'?: string | undefined } }) => request.headers['idempotency-key'] ?? randomUUID();

  app.get('/api/v1/offices/:office/groups', {
    config,
    schema: {
      ...schema, summary: 'Kelompok laporan, terbaru lebih dahulu; pembacaan dicatat', params: ofOffice, response: { 200: groupList, ...refusals },
      querystring: z.object({ before: instantField.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    },
  }, async (request) => ({ groups: await listGroups(deps, staffOf(request), request.query) }));

  app.get('/api/v1/offices/:office/groups/:group', {
    config, schema: { ...schema, summary: 'Satu kelompok: laporannya dan jawaban bersamanya; pembacaan dicatat', params: ofGroup, response: { 200: wholeGroup, ...refusals } },
  }, async (request) => readGroup(deps, staffOf(request), request.params.group));

  app.post('/api/v1/offices/:office/groups', {
    config,
    schema: {
      ...schema, summary: 'Kelompokkan laporan yang penyebabnya sama', params: ofOffice, headers: idempotency, body: z.strictObject({ title, numbers }),
      response: { 201: z.object({ id: z.string(), members: joined }), ...refusals },
    },
  }, async (request, reply) => reply.code(201).send(await createGroup(deps, { ...request.body, staff: staffOf(request), idempotencyKey: keyOf(request) })));

  app.post('/api/v1/offices/:office/groups/:group/members', {
    config,
    schema: {
      ...schema, summary: 'Tambahkan laporan ke kelompok', params: ofGroup, headers: idempotency, body: z.strictObject({ numbers }),
      response: { 200: z.object({ id: z.string(), members: joined }), ...refusals },
    },
  }, async (request) => {
    const { id } = await findGroup(deps, staffOf(request).office, request.params.group);
    return { id, members: await addMembers(deps, id, { ...request.body, staff: staffOf(request), idempotencyKey: keyOf(request) }) };
  });

  app.delete('/api/v1/offices/:office/groups/:group/members/:number', {
    config,
    schema: {
      ...schema, summary: 'Keluarkan satu laporan dari kelompok', params: ofGroup.extend({ number }), headers: idempotency,
      response: { 200: z.object({ number: z.string(), state: z.string() }), ...refusals },
    },
  }, async (request) => {
    const { id } = await findGroup(deps, staffOf(request).office, request.params.group);
    const state = await removeMember(deps, id, { number: request.params.number, staff: staffOf(request), idempotencyKey: keyOf(request) });
    return { number: request.params.number, state };
  });

  app.post('/api/v1/offices/:office/groups/:group/answer', {
    config,
    schema: {
      ...schema, summary: 'Jawab semua laporan kelompok yang masih ditangani (ERR-4)', params: ofGroup, headers: idempotency,
      body: z.strictObject({ text: z.string().trim().min(3).max(10_000).describe('Teks bebas; disimpan terenkripsi.') }),
      response: { 202: z.object({ answerId: z.string(), members: z.array(z.object(fate)) }), ...refusals },
    },
  }, async (request, reply) => {
    const staff = staffOf(request);
    const { id } = await findGroup(deps, staff.office, request.params.group);
    return reply.code(202).send(await answerTogether(deps, { groupId: id, text: request.body.text, staff, idempotencyKey: keyOf(request) }));
  });
};
