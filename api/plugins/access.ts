import { timingSafeEqual } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { officeNow } from '../../activities/office.ts';
import { hashKey } from '../../db/offices.ts';
import { assignments, people } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { isProven, readSession } from './session.ts';

/** Who asks. `functions` are those that the person holds at this moment by dated assignment. */
export interface Staff { office: string; person: string; functions: string[] }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route; a route that does not say so cannot be registered. `staff`: by API key. `page`: by the login of the pages. */
    access?: 'public' | 'staff' | 'page';
  }
  interface FastifyRequest {
    staff: Staff | null;
    /** What a form on a page carries; empty where nobody is logged in. */
    formToken: string;
  }
}

const reading = new Set(['GET', 'HEAD']);

/** Deny by default: every route names its access, and a staff route belongs to the caller's own office only. */
export const access = fp<{ deps: ApiDeps }>(async (app, { deps }) => {
  app.decorateRequest('staff', null);
  app.decorateRequest('formToken', '');
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined) throw new Error(`Route ${String(route.method)} ${route.url} does not say who may call it`);
  });
  app.addHook('onRequest', async (request) => {
    if (request.is404 || request.routeOptions.config.access === 'public') return;
    const staff = request.routeOptions.config.access === 'page' ? await bySession(deps, request) : await byHeader(deps, request.headers.authorization);
    const { office } = request.params as { office?: string };
    if (office !== undefined && office !== staff.office) throw new Problem('wrong-office');
    request.staff = staff;
  });
  // The cookie alone changes nothing: a form proves that this house showed it. An upload carries its token in the address, before the file.
  app.addHook('preValidation', async (request) => {
    if (request.is404 || request.routeOptions.config.access !== 'page' || reading.has(request.method)) return;
    const { tanda } = { ...(request.query as object), ...(request.body as object | null) } as { tanda?: unknown };
    if (request.formToken === '' || typeof tanda !== 'string' || !equal(tanda, request.formToken)) throw new Problem('form-expired');
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

/** Whose API key it is. @throws Problem key-wrong */
export async function ownerOf({ db }: ApiDeps, key: string): Promise<{ office: string; person: string; keyHash: string }> {
  const [, office = '', person = ''] = /^sgp_([a-z0-9-]+)\.([a-z0-9-]+)_[A-Za-z0-9_-]{20,64}$/.exec(key) ?? [];
  if (office === '') throw new Problem('key-wrong');
  const [row] = await db.select().from(people).where(and(eq(people.office, office), eq(people.id, person)));
  const keyHash = hashKey(key);
  const known = row?.active && row.keyHash ? row.keyHash : '0'.repeat(64);
  if (!equal(known, keyHash)) throw new Problem('key-wrong');
  return { office, person, keyHash };
}

function equal(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

async function byHeader(deps: ApiDeps, header: string | undefined): Promise<Staff> {
  if (!header) throw new Problem('key-missing');
  const [, key = ''] = /^[Bb]earer +(\S+)$/.exec(header) ?? [];
  return atWork(deps, await ownerOf(deps, key));
}

async function bySession(deps: ApiDeps, request: FastifyRequest): Promise<Staff> {
  const session = readSession(request.headers.cookie);
  if (!session) throw new Problem('session-ended');
  const [row] = await deps.db.select().from(people).where(and(eq(people.office, session.office), eq(people.id, session.person)));
  if (!row?.active || !row.keyHash || !isProven(deps.vault, session, row.keyHash)) throw new Problem('session-ended');
  request.formToken = deps.vault.formToken(session.proof);
  return atWork(deps, session);
}

async function atWork({ db }: ApiDeps, { office, person }: { office: string; person: string }): Promise<Staff> {
  const now = await officeNow(db, office);
  const held = await db.selectDistinct({ fn: assignments.function }).from(assignments)
    .where(and(eq(assignments.office, office), eq(assignments.person, person)));
  return { office, person, functions: held.map((row) => row.fn).filter((fn) => now.holders(fn, Date.now()).includes(person)) };
}
