import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { registry } from '../../workflows/registry.ts';
import { act } from '../act.ts';
import { refusals } from '../answers.ts';
import { findIntake, findTracked, requireSop } from '../cases.ts';
import type { RouteDeps } from '../deps.ts';
import { takeIn } from '../intake.ts';
import { staffOf } from '../plugins/access.ts';
import { validated } from '../plugins/validation.ts';
import { Problem } from '../problems.ts';
import { startByOffice } from '../start-by-office.ts';
import { startByStaff } from '../start-by-staff.ts';

export const idempotency = z.object({ 'idempotency-key': z.string().regex(/^[\x21-\x7e]{8,128}$/).optional().describe('Membuat pengulangan aman; buat kunci baru untuk tiap permintaan.') });
const receipt = z.object({ number: z.string(), state: z.string(), trackingUrl: z.string() });

const planned = receipt.omit({ trackingUrl: true }).extend({
  overlaps: z.array(z.object({ number: z.string(), startsAt: z.date(), endsAt: z.date().nullable() })).describe('Jadwal pemeliharaan lain pada waktu dan sistem yang sama.'),
});

/** The start and act routes of every SOP in the registry; none is written by hand. What only Sigap starts has no start route. */
export const sopRoutes: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  for (const contract of Object.values(registry)) {
    if (contract.start === null) continue;
    if (contract.start.by === 'staff') {
      app.post(`/api/v1/offices/:office/${contract.sop}`, {
        config: { access: 'staff' },
        schema: {
          tags: ['laporan'], summary: contract.start.summary, params: z.object({ office: z.string() }), headers: idempotency,
          body: contract.start.body, response: { 202: receipt.omit({ trackingUrl: true }), ...refusals }, security: [{ kunci: [] }],
        },
      }, async (request, reply) => {
        const intake = await startByStaff(deps, { contract, staff: staffOf(request), body: request.body, idempotencyKey: request.headers['idempotency-key'] ?? randomUUID() });
        deps.starter.startSoon(intake);
        return reply.code(202).send({ number: intake.number, state: 'diterima' });
      });
      continue;
    }
    if (contract.start.by === 'office') {
      app.post(`/api/v1/offices/:office/${contract.sop}`, {
        config: { access: 'staff' },
        schema: {
          tags: ['pengumuman'], summary: contract.start.summary, params: z.object({ office: z.string() }), headers: idempotency,
          body: contract.start.body, response: { 202: planned, ...refusals }, security: [{ kunci: [] }],
        },
      }, async (request, reply) => {
        const { intake, overlaps } = await startByOffice(deps, { contract, staff: staffOf(request), body: request.body, idempotencyKey: request.headers['idempotency-key'] ?? randomUUID() });
        deps.starter.startSoon(intake);
        return reply.code(202).send({ number: intake.number, state: 'diterima', overlaps });
      });
      continue;
    }
    app.post(`/api/v1/offices/:office/${contract.sop}`, {
      config: { access: 'public', rateLimit: {} },
      schema: {
        tags: ['laporan'], summary: contract.start.summary, params: z.object({ office: z.string() }), headers: idempotency,
        body: contract.start.body, response: { 202: receipt, ...refusals },
      },
    }, async (request, reply) => {
      const intake = await takeIn(deps, {
        office: request.params.office, contract, body: request.body, principal: 'public',
        idempotencyKey: request.headers['idempotency-key'] ?? randomUUID(),
      });
      deps.starter.startSoon(intake);
      return reply.code(202).send({
        number: intake.number, state: 'diterima',
        trackingUrl: `${deps.config.PUBLIC_URL}/lacak/${intake.number}/${deps.vault.trackingSecret(intake.id)}`,
      });
    });
  }

  const response = { 200: z.object({ number: z.string(), state: z.string() }), ...refusals };
  for (const contract of Object.values(registry)) {
    for (const [name, { by, summary, body }] of Object.entries(contract.acts)) {
      if (by !== 'staff') continue;
      app.post(`/api/v1/offices/:office/${contract.sop}/:number/acts/${name}`, {
        config: { access: 'staff' },
        schema: { tags: ['tugas'], summary, params: z.object({ office: z.string(), number: z.string() }), headers: idempotency, body, response, security: [{ kunci: [] }] },
      }, async (request) => {
        const staff = staffOf(request);
        const intake = requireSop(contract.sop, await findIntake(deps, staff.office, request.params.number));
        const { state } = await act(deps, { intake, act: name, body: request.body, staff, idempotencyKey: request.headers['idempotency-key'] ?? randomUUID() });
        return { number: intake.number, state };
      });
    }
  }

  for (const [name, offered] of reporterActs()) {
    app.post(`/api/v1/tracking/:number/:secret/acts/${name}`, {
      config: { access: 'public', rateLimit: {} },
      schema: {
        tags: ['pelacakan'], summary: [...new Set(offered.map(({ summary }) => summary))].join('; '), params: z.object({ number: z.string(), secret: z.string() }),
        headers: idempotency, body: z.union(offered.map(({ body }) => body)), response,
      },
    }, async (request) => {
      const intake = await findTracked(deps, request.params.number, request.params.secret);
      const own = offered.find(({ sop }) => sop === intake.sop);
      if (!own) throw new Problem('unknown-case');
      const { state } = await act(deps, { intake, act: name, body: validated(own.body, request.body), staff: null, idempotencyKey: request.headers['idempotency-key'] ?? randomUUID() });
      return { number: intake.number, state };
    });
  }
};

/** The acts of reporters by name: a tracking link does not say its SOP, so those that several SOPs have share an address. */
function reporterActs() {
  const all = Object.values(registry).flatMap(({ sop, acts }) => Object.entries(acts).flatMap(([name, { by, summary, body }]) => (by === 'reporter' ? [{ name, sop, summary, body }] : [])));
  return Map.groupBy(all, ({ name }) => name);
}
