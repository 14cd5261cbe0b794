import { and, asc, eq } from 'drizzle-orm';
import { officeNow } from '../activities/office.ts';
import { assignments, people } from '../db/schema.ts';
import { covers, localDate } from '../offices/terms.ts';
import type { Signer } from '../papers/witness-form.ts';
import type { FunctionCode, Rules } from '../regulations/rules.ts';
import type { ApiDeps } from './deps.ts';
import type { Intake } from './intake.ts';
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

/** Who signs a paper for the office: who was named, if he holds the function of signers now, else who holds it first. @throws Problem wrong-person */
export async function officeSigner(deps: ApiDeps, { office, rules }: Pick<Intake, 'office' | 'rules'>, named: string | undefined, fn: FunctionCode, role = rules.office.name): Promise<Signer> {
  const holders = (await officeNow(deps.db, office)).holders(fn, Date.now());
  const signing = named ?? holders[0];
  if (signing === undefined || !holders.includes(signing)) throw new Problem('wrong-person', { field: 'signer' });
  return { role, ...await colleague(deps, office, rules, signing, 'signer', fn) };
}

/** A person of the office as he stands now: name, NIP, and the function that he holds; `as`: this one, if he holds several. @throws Problem wrong-person */
export async function colleague(deps: ApiDeps, office: string, rules: Rules, id: string, field: string, as = rules.problem.desk): Promise<Omit<Signer, 'role'>> {
  const found = await lookUp(deps, office, id, Date.now(), rules, as);
  if (!found?.person.active || !found.seat) throw new Problem('wrong-person', { field });
  return signing(deps, rules, found);
}

/** A person whom the record names, as he stood at that moment (epoch ms), also when he has left since. @throws Problem wrong-person for who was never of the office */
export async function asRecorded(deps: ApiDeps, { office, rules }: Pick<Intake, 'office' | 'rules'>, id: string, at: number): Promise<Omit<Signer, 'role'>> {
  const found = await lookUp(deps, office, id, at, rules, rules.problem.technical);
  if (!found) throw new Problem('wrong-person');
  return signing(deps, rules, found);
}

interface Found { person: typeof people.$inferSelect; seat: typeof assignments.$inferSelect | undefined }

async function lookUp({ db }: ApiDeps, office: string, id: string, at: number, { office: { utcOffsetMinutes } }: Rules, as: FunctionCode): Promise<Found | null> {
  const [person] = await db.select().from(people).where(and(eq(people.office, office), eq(people.id, id)));
  if (!person) return null;
  const now = await officeNow(db, office);
  const day = localDate(at, utcOffsetMinutes);
  const held = (await db.select().from(assignments).where(and(eq(assignments.office, office), eq(assignments.person, id))).orderBy(asc(assignments.id)))
    .filter((row) => covers(row, day) && now.holders(row.function, at).includes(id));
  return { person, seat: held.find((row) => row.function === as) ?? held[0] };
}

function signing({ vault }: ApiDeps, { titles }: Rules, { person: { office, id, nameSealed, nipSealed }, seat }: Found): Omit<Signer, 'role'> {
  const acting = { plh: 'Plh. ', plt: 'Plt. ', none: '' }[seat?.actingKind ?? 'none'];
  return {
    name: vault.open(nameSealed, `people:${office}:${id}:name`), nip: nipSealed ? vault.open(nipSealed, `people:${office}:${id}:nip`) : null,
    position: seat ? `${acting}${titles[seat.function] ?? seat.function}` : '-',
  };
}
