import { and, eq, inArray, like } from 'drizzle-orm';
import type { ApiDeps } from '../../api/deps.ts';
import { accessLog, cases, intakes } from '../../db/schema.ts';
import type { Named, Rules } from '../../regulations/rules.ts';
import { kinds as backupKinds } from '../../workflows/backup/messages.ts';
import type { BackupKind } from '../../workflows/backup/messages.ts';
import { registry } from '../../workflows/registry.ts';
import { systemWords } from './announced-facts.ts';
import { custodyTitle } from './custody-facts.ts';
import type { Desk } from './desk.ts';

/** What a row of the list says beside its state. */
interface RowFacts { what: string | null; reporter: string | null }

/**
 * What it is about and whose it is, of the cases on one page of the list, by number. Names are for who holds a function; the
 * reading is logged once for the page (UU 27/2022).
 */
export async function factsOfRows({ db, vault }: ApiDeps, { office, staff }: Desk, numbers: string[]): Promise<Map<string, RowFacts>> {
  if (numbers.length === 0) return new Map();
  const rows = await db.select({ id: intakes.id, number: intakes.number, sop: intakes.sop, facts: intakes.facts, nameSealed: intakes.reporterNameSealed, category: cases.category }).from(intakes)
    .leftJoin(cases, eq(cases.id, intakes.id)).where(and(eq(intakes.office, staff.office), inArray(intakes.number, numbers)));
  const mayRead = staff.functions.length > 0;
  if (mayRead && rows.some(({ nameSealed }) => nameSealed !== null)) await db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'cases' });
  return new Map(rows.map(({ id, number, sop, facts, nameSealed, category }) => [number, {
    what: sop === 'custody' ? custodyTitle(office, facts) : aboutOf(office.rules, sop, category === null ? facts : { ...facts, category }),
    reporter: mayRead && nameSealed !== null ? vault.open(nameSealed, `intakes:${id}:name`) : null,
  }]));
}

/** In the words of the rules of today; a code that they have dropped is shown as it is. */
function aboutOf({ problem, registration, deactivation, maintenance, outage }: Rules, sop: string, facts: Record<string, string | null>): string | null {
  const label = (all: readonly Named[], code: string | null | undefined) => all.find((one) => one.code === code)?.label ?? code ?? '';
  switch (sop) {
    case 'problem': return facts.category == null ? null : label(problem.categories, facts.category);
    case 'registration': return `${label(registration.services, facts.service)} · ${label(registration.kinds, facts.kind)}`;
    case 'deactivation': return `Penonaktifan akun ${facts.account ?? ''} · ${label(deactivation.grounds, facts.ground)}`;
    case 'maintenance': case 'outage': return `${registry[sop]?.title ?? sop} · ${systemWords((sop === 'outage' ? outage : maintenance)?.systems ?? [], facts.systems)}`;
    case 'backup': return [backupKinds[facts.kind as BackupKind] ?? facts.kind, facts.medium].filter(Boolean).join(' · ');
    default: return registry[sop]?.title ?? null;
  }
}

/** How many reports of one running number are shown: one a year. */
const most = 50;

/** Numbers of the office that somebody may mean who typed this: whole, or without prefix, year and zeros ('6', '2026-000006'). */
export async function numbersLike({ db }: ApiDeps, office: string, typed: string): Promise<string[]> {
  const [, prefix = '%', year = '____', count] = /^(?:([A-Z]{3})-)?(?:(\d{4})-)?0*(\d{1,12})$/.exec(typed.toUpperCase()) ?? [];
  if (count === undefined) return [];
  const rows = await db.select({ number: intakes.number }).from(intakes)
    .where(and(eq(intakes.office, office), like(intakes.number, `${prefix}-${year}-${count.padStart(6, '0')}`))).limit(most);
  return rows.map(({ number }) => number);
}
