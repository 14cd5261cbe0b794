import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { accessLog, cases, identifiers, intakes } from '../../db/schema.ts';
import { registry } from '../../workflows/registry.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { importedByMail } from './by-mail.ts';
import { requireGiver } from './giver.ts';

/** Why a case may be the person's; 'named': its number stands in the request. */
const reasons = ['nik', 'npwp', 'nip', 'mail', 'named'] as const;
export type Reason = (typeof reasons)[number];

/** A case that may be the person's. What matched was typed by the person, so a match proves nothing. */
export interface Match { number: string; sop: string; title: string; name: string | null; by: Reason[]; sameName: boolean }

/** Suggestions for who gives the data: opened names, so every case of them is logged as read. @throws Problem unknown-case, not-your-task, identity-unproven, wrong-state */
export async function readMatches(deps: ApiDeps, request: Intake, staff: Staff): Promise<Match[]> {
  requireGiver(request, staff);
  const [row] = await deps.db.select({ state: cases.state }).from(cases).where(eq(cases.id, request.id));
  if (row?.state !== 'dikenali') throw new Problem(row === undefined || row.state === 'diterima' ? 'identity-unproven' : 'wrong-state');
  const found = await reasonsOf(deps, request);
  const rows = found.size === 0 ? [] : await deps.db.select().from(intakes).where(inArray(intakes.id, [...found.keys()])).orderBy(asc(intakes.number));
  await deps.db.insert(accessLog).values([request, ...rows].map(({ id }) => ({ office: request.office, person: staff.person, what: 'matches', caseId: id })));
  const nameOf = ({ id, reporterNameSealed: sealed }: Intake) => (sealed === null ? null : deps.vault.open(sealed, `intakes:${id}:name`));
  const own = plain(nameOf(request));
  return rows.map((intake) => {
    const name = nameOf(intake);
    const by = found.get(intake.id);
    return { number: intake.number, sop: intake.sop, title: registry[intake.sop]?.title ?? intake.sop, name, by: reasons.filter((reason) => by?.has(reason)), sameName: own !== '' && plain(name) === own };
  });
}

/** Likely the person's: the NIK is what an identity card proves; an address, an NPWP or a NIP says something with the name only. */
export const isLikely = ({ by, sameName }: Match): boolean => by.includes('nik') || (sameName && by.some((reason) => reason !== 'named'));

const plain = (name: string | null): string => (name ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

async function reasonsOf(deps: ApiDeps, request: Intake): Promise<Map<string, Set<Reason>>> {
  const { db } = deps;
  const { id, office, facts } = request;
  const found = new Map<string, Set<Reason>>();
  const add = (caseId: string, reason: Reason) => found.set(caseId, (found.get(caseId) ?? new Set<Reason>()).add(reason));
  // A pseudonym says its kind and its office, so an equal one is the same number or address.
  const mine = db.select({ ref: identifiers.ref }).from(identifiers).where(eq(identifiers.caseId, id));
  const byNumber = await db.select({ caseId: identifiers.caseId, kind: identifiers.kind }).from(identifiers)
    .where(and(eq(identifiers.office, office), ne(identifiers.caseId, id), inArray(identifiers.ref, mine)));
  for (const { caseId, kind } of byNumber) if (kind === 'nik' || kind === 'npwp' || kind === 'nip' || kind === 'mail') add(caseId, kind);
  for (const caseId of await importedByMail(deps, request)) add(caseId, 'mail');
  const numbers = (facts.caseNumbers ?? '').split(',').filter((number) => number !== '');
  const named = numbers.length === 0 ? [] : await db.select({ id: intakes.id }).from(intakes).where(and(eq(intakes.office, office), ne(intakes.id, id), inArray(intakes.number, numbers)));
  for (const one of named) add(one.id, 'named');
  return found;
}
