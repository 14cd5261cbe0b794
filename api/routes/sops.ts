import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Sop } from '../../workflows/contract.ts';
import { registry } from '../../workflows/registry.ts';
import { act } from '../act.ts';
import { refusals } from '../answers.ts';
import { findIntake, findTracked } from '../cases.ts';
import type { RouteDeps } from '../deps.ts';
import { takeIn } from '../intake.ts';
import type { Intake } from '../intake.ts';
import { staffOf } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { startByStaff } from '../start-by-staff.ts';

export const idempotency = z.object({ 'idempotency-key': z.string().regex(/^[\x21-\x7e]{8,128}$/).optional().describe('Membuat pengulangan aman; buat kunci baru untuk tiap permintaan.') });
const receipt = z.object({ number: z.string(), state: z.string(), trackingUrl: z.string() });

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

  for (const contract of Object.values(registry)) {
    for (const [name, { by, summary, body }] of Object.entries(contract.acts)) {
      const response = { 200: z.object({ number: z.string(), state: z.string() }), ...refusals };
      if (by === 'staff') {
        app.post(`/api/v1/offices/:office/${contract.sop}/:number/acts/${name}`, {
          config: { access: 'staff' },
          schema: { tags: ['tugas'], summary, params: z.object({ office: z.string(), number: z.string() }), headers: idempotency, body, response, security: [{ kunci: [] }] },
        }, async (request) => {
          const staff = staffOf(request);
          const intake = ofSop(contract, await findIntake(deps, staff.office, request.params.number));
          const { state } = await act(deps, { intake, act: name, body: request.body, staff, idempotencyKey: request.headers['idempotency-key'] ?? randomUUID() });
          return { number: intake.number, state };
        });
      } else {
        app.post(`/api/v1/tracking/:number/:secret/acts/${name}`, {
          config: { access: 'public', rateLimit: {} },
          schema: { tags: ['pelacakan'], summary, params: z.object({ number: z.string(), secret: z.string() }), headers: idempotency, body, response },
        }, async (request) => {
          const intake = ofSop(contract, await findTracked(deps, request.params.number, request.params.secret));
          const { state } = await act(deps, { intake, act: name, body: request.body, staff: null, idempotencyKey: request.headers['idempotency-key'] ?? randomUUID() });
          return { number: intake.number, state };
        });
      }
    }
  }
};

/** All SOPs share one series of numbers, so a number alone does not say whose acts it takes. @throws Problem unknown-case */
function ofSop({ sop }: Sop, intake: Intake): Intake {
  if (intake.sop !== sop) throw new Problem('unknown-case');
  return intake;
}
