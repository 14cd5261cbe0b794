/** The office's own choices on the users of SPSE. */
import type { Pack } from '../regulations/load.ts';
import type { RegistrationRules } from '../regulations/registration-rules.ts';
import type { Sections, Source } from '../regulations/rules.ts';
import { choose, chosenSource } from './choose.ts';
import type { Chosen } from './choose.ts';
import { climbed } from './operation.ts';
import type { OfficeSettings } from './schema.ts';

/** The sections on users as they hold for cases received now. */
export function userSections(pack: Pack, office: Pick<OfficeSettings, 'parameters'>): Omit<Sections, 'problem' | 'maintenance' | 'outage' | 'backup'> {
  const { parameters } = office;
  const registration = registrationOf(pack, office);
  return {
    registration,
    deactivation: deactivationOf(pack, parameters.deactivation, registration.activation.value === 'inaproc'),
    appointment: { ...pack.appointment, notice: choose(pack.appointment.notice, parameters.appointment.notice), confirmEvery: choose(pack.appointment.confirmEvery, parameters.appointment.confirmEvery) },
    dataRequest: pack.dataRequest,
    archive: { years: choose(pack.archive.years, parameters.archive.years) },
  };
}

type Parameters = OfficeSettings['parameters'];

function registrationOf(pack: Pack, office: Pick<OfficeSettings, 'parameters'>): RegistrationRules {
  const { registration: law } = pack;
  const { registration: own } = office.parameters;
  return {
    ...law,
    // A kind that the text asks for a paper it hardly has: the office's decision stands beside the clause (DATA-1, REG-9).
    kinds: decided(law.kinds, own.kinds),
    video: choose(law.video, own.video),
    activation: choose(law.activation, own.activation),
    place: choose(law.place, own.place),
    verification: choose(law.verification, own.verification),
    completion: choose(law.completion, own.completion),
    activationReminder: choose(law.activationReminder, own.activationReminder),
    centralWindow: choose(law.centralWindow, own.centralWindow),
    reminderShares: choose(law.reminderShares, own.reminderShares),
    ladder: climbed(pack, office)(choose(law.ladder, own.ladder)),
    rungSpacing: choose(law.rungSpacing, own.rungSpacing),
  };
}

/** @param central the accounts are INAPROC's: clarification, decision and LKPP are practice there (readings on REG-16) */
function deactivationOf({ deactivation, officeGrounds, centralPractice }: Pack, own: Parameters['deactivation'], central: boolean): Sections['deactivation'] {
  const practice = central ? centralPractice : deactivation;
  const { clarification } = own;
  return {
    grounds: decided([...deactivation.grounds, ...officeGrounds.filter(({ code }) => own.grounds[code])], own.grounds),
    clarification: clarification?.value === null ? null : choose(practice.clarification, clarification && { ...clarification, value: clarification.value }),
    decider: choose(practice.decider, own.decider),
    throughLkpp: choose(practice.throughLkpp, own.throughLkpp),
    reminder: choose(deactivation.reminder, own.reminder),
  };
}

/** Rows on which the office decided: kept with its paper, or left out. */
function decided<T extends { code: string; source: Source }>(rows: readonly T[], decisions: Readonly<Record<string, Chosen<boolean>>>): T[] {
  return rows.flatMap((row) => {
    const decision = decisions[row.code];
    if (!decision) return [row];
    return decision.value ? [{ ...row, source: chosenSource(row.source, decision.document) }] : [];
  });
}
