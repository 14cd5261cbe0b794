/** The sections on the users of SPSE as rules: every source resolved. */
import type { AppointmentRules, ArchiveRules, DataRequestRules, DeactivationGround, DeactivationRules, RegistrationRules } from './registration-rules.ts';
import type { Practice } from './registration-schema.ts';
import type { Source, Sourced } from './rules.ts';
import type { Origin } from './schema-parts.ts';
import type { WholeSections } from './with-defaults.ts';

/** What is practised before an account is closed, apart from any text. */
type DeactivationPractice = Pick<DeactivationRules, 'clarification' | 'decider' | 'throughLkpp'>;

/** The sections before any office has chosen its own. */
export interface PackSections {
  registration: RegistrationRules;
  /** Codes of kinds whose registration an office may decide on. */
  officeDecides: string[];
  deactivation: DeactivationRules;
  /** Grounds that no text has: an office's own, once it took them with its paper. */
  officeGrounds: DeactivationGround[];
  /** Instead of what `deactivation` says, where the accounts are central. */
  centralPractice: DeactivationPractice;
  appointment: AppointmentRules;
  dataRequest: DataRequestRules;
  archive: ArchiveRules;
}

export function toSections(file: WholeSections, sourceOf: (origin: Origin) => Source): PackSections {
  const resolve = <T>({ value, ...origin }: { value: T } & Origin): Sourced<T> => ({ value, source: sourceOf(origin) });
  const row = <T extends Origin>({ clause, sigap, statute, ...rest }: T) => ({ ...rest, source: sourceOf({ clause, sigap, statute }) });
  const practice = ({ clarification, decider, throughLkpp }: Practice): DeactivationPractice =>
    ({ clarification: clarification && resolve(clarification), decider: resolve(decider), throughLkpp: resolve(throughLkpp) });
  const { registration, deactivation, appointment, dataRequest, archive } = file;
  return {
    registration: {
      desk: registration.desk,
      verifikator: registration.verifikator,
      kinds: registration.kinds.map(({ officeDecides: _decided, ...kind }) => row(kind)),
      services: registration.services.map(row),
      items: registration.items.map(row),
      grounds: registration.grounds.map(row),
      otherLaw: resolve(registration.otherLaw),
      qualifiers: resolve(registration.qualifiers),
      video: resolve(registration.video),
      activation: resolve(registration.activation),
      // No text gives an address or a number for these: only an office can.
      place: null,
      verification: null,
      completion: resolve(registration.completion),
      activationReminder: resolve(registration.activationReminder),
      centralWindow: resolve(registration.centralWindow),
      reminderShares: resolve(registration.reminderShares),
      ladder: resolve(registration.ladder),
      rungSpacing: resolve(registration.rungSpacing),
    },
    officeDecides: registration.kinds.flatMap(({ code, officeDecides }) => (officeDecides ? [code] : [])),
    deactivation: { grounds: deactivation.grounds.map(row), ...practice(deactivation.local), reminder: resolve(deactivation.reminder) },
    officeGrounds: [row(deactivation.endOfTerm)],
    centralPractice: practice(deactivation.central),
    appointment: {
      handler: appointment.handler,
      notice: resolve(appointment.notice),
      confirmEvery: resolve(appointment.confirmEvery),
      reminderShares: resolve(appointment.reminderShares),
    },
    dataRequest: {
      handler: dataRequest.handler,
      above: dataRequest.above,
      window: resolve(dataRequest.window),
      reminderShares: resolve(dataRequest.reminderShares),
      refusals: dataRequest.refusals.map(row),
    },
    archive: { years: resolve(archive.years) },
  };
}
