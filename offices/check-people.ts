/** Checks on people and their assignments: known people and functions, sane terms, one seat, no selection role. */
import type { Pack } from '../regulations/load.ts';
import type { Problem } from '../regulations/yaml.ts';
import type { Assignment, OfficeFile } from './schema.ts';
import { overlap } from './terms.ts';

export function checkPeople(office: OfficeFile, pack: Pack): Problem[] {
  return [
    ...repeatedPeople(office), ...unknownPeople(office), ...unknownFunctions(office, pack), ...backwardTerms(office),
    ...emptyActing(office), ...sharedSeats(office, pack), ...selectionConflicts(office, pack),
  ];
}

function repeatedPeople({ people }: OfficeFile): Problem[] {
  const ids = people.map((person) => person.id);
  return ids.flatMap((id, i) => (ids.indexOf(id) < i ? [{ path: ['people', i, 'id'], reason: `tertulis dua kali: ${id}` }] : []));
}

function unknownPeople({ people, assignments, leaves }: OfficeFile): Problem[] {
  const known = new Set(people.map((person) => person.id));
  const named = [
    ...assignments.map((a, i) => ({ path: ['assignments', i, 'person'], id: a.person })),
    ...assignments.flatMap((a, i) => (a.acting ? [{ path: ['assignments', i, 'acting', 'for'], id: a.acting.for }] : [])),
    ...leaves.map((leave, i) => ({ path: ['leaves', i, 'person'], id: leave.person })),
  ];
  return named.flatMap(({ path, id }) => (known.has(id) ? [] : [{ path, reason: `menunjuk orang yang tidak ada: ${id}` }]));
}

function unknownFunctions({ assignments }: OfficeFile, pack: Pack): Problem[] {
  const known = new Set([...Object.keys(pack.functions), ...pack.selectionRoles.map((role) => role.code)]);
  return assignments.flatMap((a, i) =>
    known.has(a.function) ? [] : [{ path: ['assignments', i, 'function'], reason: `menyebut fungsi yang tidak ada di paket: ${a.function}` }]);
}

function backwardTerms({ assignments, leaves }: OfficeFile): Problem[] {
  const backward = { reason: 'lebih awal daripada from' };
  return [
    ...assignments.flatMap((a, i) => (a.until !== null && a.until < a.from ? [{ path: ['assignments', i, 'until'], ...backward }] : [])),
    ...leaves.flatMap((leave, i) => (leave.until < leave.from ? [{ path: ['leaves', i, 'until'], ...backward }] : [])),
  ];
}

/** A Plt may follow a holder whose term has ended, so any term of the named person in that function will do. */
function emptyActing({ assignments }: OfficeFile): Problem[] {
  return assignments.flatMap(({ acting, function: fn, person }, i) => {
    if (!acting) return [];
    const path = ['assignments', i, 'acting', 'for'];
    if (acting.for === person) return [{ path, reason: 'menunjuk orang yang sama dengan penggantinya' }];
    const held = assignments.some((a) => !a.acting && a.person === acting.for && a.function === fn);
    return held ? [] : [{ path, reason: `menunjuk orang yang tidak pernah memegang ${fn}: ${acting.for}` }];
  });
}

/** One seat takes one holder, and one who acts, at a time; a desk or a unit takes several. */
function sharedSeats({ assignments }: OfficeFile, { functions }: Pack): Problem[] {
  return assignments.flatMap((a, i) => {
    const fn = functions[a.function];
    if (!fn || fn.many) return [];
    const other = assignments.slice(0, i).find((b) => b.function === a.function && !b.acting === !a.acting && overlap(a, b));
    return other ? [{ path: ['assignments', i, 'function'], reason: `sudah dipegang ${other.person} pada masa yang sama: ${a.function}` }] : [];
  });
}

/** GOV-7 and GOV-8: staff of the LPSE never hold a selection role at the same time. */
function selectionConflicts({ assignments }: OfficeFile, pack: Pack): Problem[] {
  const isStaff = (a: Assignment): boolean => pack.functions[a.function]?.staff === true;
  return assignments.flatMap((a, i) => {
    const role = pack.selectionRoles.find(({ code }) => code === a.function);
    const duty = role && assignments.find((b) => b.person === a.person && isStaff(b) && overlap(a, b));
    if (!duty) return [];
    const title = pack.functions[duty.function]?.title ?? duty.function;
    const ban = `${role.clause}, ${role.article}`;
    return [{ path: ['assignments', i, 'function'], reason: `membuat ${a.person} merangkap ${role.title} dan ${title}, dan itu dilarang (${ban})` }];
  });
}
