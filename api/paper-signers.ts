import { and, asc, eq } from 'drizzle-orm';
import { officeNow } from '../activities/office.ts';
import { assignments, people } from '../db/schema.ts';
import { covers, localDate } from '../offices/terms.ts';
import type { Signer } from '../papers/witness-form.ts';
import type { Rules } from '../regulations/rules.ts';
import type { ApiDeps } from './deps.ts';
import type { WitnessBody } from './paper-body.ts';
import { Problem } from './problems.ts';

/** The parties in the words of the case's text. @throws Problem unknown-choice */
export function partiesOf({ problem: { witness } }: Rules, parties: WitnessBody['parties']): Signer[] {
  return parties.map(({ party, name, nip, position }, index) => {
    const known = witness.parties.find(({ code }) => code === party);
    if (!known) throw new Problem('unknown-choice', { field: `parties.${index}.party`, allowed: witness.parties });
    return { role: known.label, name, nip: nip ?? null, position };
  });
}

/** The witnesses of the LPSE; who is named by a code stands with the function that he holds now, whoever works at the desk as the desk. @throws Problem wrong-person */
export async function witnessesOf(deps: ApiDeps, office: string, rules: Rules, witnesses: WitnessBody['witnesses']): Promise<Signer[]> {
  const role = `Saksi dari ${rules.office.name}`;
  return Promise.all(witnesses.map(async (witness, index) => ('person' in witness
    ? { role, ...await colleague(deps, office, rules, witness.person, `witnesses.${index}.person`) }
    : { role, name: witness.name, nip: witness.nip ?? null, position: witness.position })));
}

/** A person of the office as he stands now: name, NIP, and the function that he holds; `as`: this one, if he holds several. @throws Problem wrong-person */
export async function colleague({ db, vault }: ApiDeps, office: string, rules: Rules, id: string, field: string, as = rules.problem.desk): Promise<Omit<Signer, 'role'>> {
  const [person] = await db.select().from(people).where(and(eq(people.office, office), eq(people.id, id)));
  const now = await officeNow(db, office);
  const today = localDate(Date.now(), rules.office.utcOffsetMinutes);
  const held = (await db.select().from(assignments).where(and(eq(assignments.office, office), eq(assignments.person, id))).orderBy(asc(assignments.id)))
    .filter((row) => covers(row, today) && now.holders(row.function, Date.now()).includes(id));
  const seat = held.find((row) => row.function === as) ?? held[0];
  if (!person?.active || !seat) throw new Problem('wrong-person', { field });
  const acting = { plh: 'Plh. ', plt: 'Plt. ', none: '' }[seat.actingKind ?? 'none'];
  return {
    name: vault.open(person.nameSealed, `people:${office}:${id}:name`),
    nip: person.nipSealed ? vault.open(person.nipSealed, `people:${office}:${id}:nip`) : null,
    position: `${acting}${rules.titles[seat.function] ?? seat.function}`,
  };
}
