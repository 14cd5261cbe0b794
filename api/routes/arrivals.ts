import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { registry } from '../../workflows/registry.ts';
import { refusals } from '../answers.ts';
import type { RouteDeps } from '../deps.ts';
import { enterOnBehalf, onBehalfBody } from '../on-behalf.ts';
import { nounsOf } from '../reading/nouns.ts';
import { requireFunction, staffOf } from '../plugins/access.ts';
import { idempotency } from './sops.ts';

/** Reports that the desk enters for somebody (ERR-1). The answer has no tracking link: that belongs to the reporter's own mail. */
export const arrivalRoutes: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  for (const contract of Object.values(registry)) {
    if (contract.start === null || contract.start.channels.length === 0) continue;
    app.post(`/api/v1/offices/:office/${contract.sop}/on-behalf`, {
      config: { access: 'staff' },
      schema: {
        tags: ['laporan'], summary: `Catat ${nounsOf(contract.sop).thing} yang sampai dengan cara lain: ${contract.start.channels.map(({ label }) => label).join(', ')} (ERR-1)`,
        params: z.object({ office: z.string() }), headers: idempotency, body: onBehalfBody(contract), security: [{ kunci: [] }],
        response: { 202: z.object({ number: z.string(), state: z.string() }), ...refusals },
      },
    }, async (request, reply) => {
      const staff = staffOf(request);
      requireFunction(staff);
      const intake = await enterOnBehalf(deps, { contract, staff, body: request.body, idempotencyKey: request.headers['idempotency-key'] ?? randomUUID() });
      deps.starter.startSoon(intake);
      return reply.code(202).send({ number: intake.number, state: 'diterima' });
    });
  }
};
