import { eq } from 'drizzle-orm';
import { officeNow } from '../../activities/office.ts';
import type { ApiDeps } from '../../api/deps.ts';
import type { Intake } from '../../api/intake.ts';
import { assignments } from '../../db/schema.ts';
import { backupNames } from '../../offices/backup-names.ts';
import { moves } from '../../workflows/custody/messages.ts';
import type { Move } from '../../workflows/custody/messages.ts';
import { html } from '../html.ts';
import { localTime } from '../local-time.ts';
import type { Choices } from './act-fields.ts';
import { storeLink } from './backup-words.ts';
import type { Row } from './case-facts.ts';
import type { WholeCase } from './case-read.ts';
import { nameOf, titleOf } from './desk.ts';
import type { Desk } from './desk.ts';

type Facts = Intake['facts'];

/** 'Cakram A · Dibawa ke tempat simpan' */
export const custodyTitle = ({ settings }: Desk['office'], { medium, move }: Facts): string => `${backupNames(settings).medium(medium ?? '')} · ${moves[move as Move] ?? move ?? ''}`;

/** What only moves of media have. */
export function custodyFacts(desk: Desk, { found: { facts } }: WholeCase): Row[] {
  const { settings } = desk.office;
  const { place } = backupNames(settings);
  return [
    ['Media', html`${storeLink(desk, facts.medium ?? '')} (${facts.medium})`], ['Perpindahan', moves[facts.move as Move] ?? facts.move], ['Semula di', facts.from && place(facts.from)],
    ['Tempat simpan yang ditetapkan', facts.home && place(facts.home)], ['Kehilangan diketahui', facts.since && localTime(facts.since, settings.utcOffsetMinutes)],
  ];
}

/** Places of the office, and who holds a function in it now. */
export async function custodyChoices({ db }: ApiDeps, desk: Desk, { office, facts }: Intake): Promise<Choices> {
  const now = await officeNow(db, office);
  const rows = await db.select({ person: assignments.person, fn: assignments.function }).from(assignments).where(eq(assignments.office, office)).orderBy(assignments.person, assignments.function);
  const held = rows.filter(({ person, fn }) => now.holders(fn, Date.now()).includes(person));
  const people = [...new Set(held.map(({ person }) => person))].map((value) => ({
    value, label: `${nameOf(desk, value)} (${[...new Set(held.filter(({ person }) => person === value).map(({ fn }) => titleOf(desk, fn)))].join(', ')})`,
  }));
  const { media = [], places = [] } = now.settings.backup ?? {};
  const carriers = media.find(({ code }) => code === facts.medium)?.carriers ?? [];
  const all = places.map(({ code, label, serverRoom }) => ({ value: code, label, serverRoom }));
  // A medium on its way may go anywhere; at its handing over only where it is to go.
  const isBack = facts.move === 'kembali';
  return {
    place: all, to: all.filter(({ serverRoom }) => serverRoom === isBack), receiver: people, giver: people, witness: people,
    carrier: carriers.length === 0 ? people : people.filter(({ value }) => carriers.includes(value)),
  };
}
