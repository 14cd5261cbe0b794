import { timingSafeEqual } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { officeNow } from '../../activities/office.ts';
import { hashKey } from '../../db/offices.ts';
import { assignments, people } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problems.ts';

/** Who asks. `functions` are those that the person holds at this moment by dated assignment. */
export interface Staff { office: string; person: string; functions: string[] }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route; a route that does not say so cannot be registered. */
    access?: 'public' | 'staff';
  }
  interface FastifyRequest {
    staff: Staff | null;
  }
}

/** Deny by default: every route names its access, and a staff route belongs to the caller's own office only. */
export const access = fp<{ deps: ApiDeps }>(async (app, { deps }) => {
  app.decorateRequest('staff', null);
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined) throw new Error(`Route ${String(route.method)} ${route.url} does not say who may call it`);
  });
  app.addHook('onRequest', async (request) => {
    if (request.is404 || request.routeOptions.config.access === 'public') return;
    const staff = await authenticate(deps, request.headers.authorization);
    const { office } = request.params as { office?: string };
    if (office !== undefined && office !== staff.office) throw new Problem('wrong-office');
    request.staff = staff;
  });
});

/** The caller of a staff route. */
export function staffOf(request: FastifyRequest): Staff {
  if (!request.staff) throw new Problem('key-missing');
  return request.staff;
}

/** Personal data is for people at work in the office now: not for one whose term ended, who is on leave, or who is replaced. */
export function requireFunction({ functions }: Staff): void {
  if (functions.length === 0) throw new Problem('no-function');
}

async function authenticate({ db }: ApiDeps, header: string | undefined): Promise<Staff> {
  if (!header) throw new Problem('key-missing');
  const [, key = '', office = '', person = ''] = /^[Bb]earer +(sgp_([a-z0-9-]+)\.([a-z0-9-]+)_[A-Za-z0-9_-]{20,64})$/.exec(header) ?? [];
  if (!key) throw new Problem('key-wrong');
  const [row] = await db.select().from(people).where(and(eq(people.office, office), eq(people.id, person)));
  const known = Buffer.from(row?.active && row.keyHash ? row.keyHash : '0'.repeat(64));
  if (!timingSafeEqual(known, Buffer.from(hashKey(key)))) throw new Problem('key-wrong');
  const now = await officeNow(db, office);
  const held = await db.selectDistinct({ fn: assignments.function }).from(assignments)
    .where(and(eq(assignments.office, office), eq(assignments.person, person)));
  return { office, person, functions: held.map((row) => row.fn).filter((fn) => now.holders(fn, Date.now()).includes(person)) };
}
