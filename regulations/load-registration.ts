/** The sections on the users of SPSE: what the pack's text has, with Sigap's own beside it, and every source resolved. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppointmentRules, ArchiveRules, DataRequestRules, DeactivationRules, RegistrationRules } from './registration-rules.ts';
import { defaultsFile } from './registration-schema.ts';
import type { DefaultsFile, Practice } from './registration-schema.ts';
import type { Source, Sourced } from './rules.ts';
import type { PackFile } from './schema.ts';
import type { Origin } from './schema-parts.ts';
import { readYaml } from './yaml.ts';

/** What is practised before an account is closed, apart from any text. */
export type DeactivationPractice = Pick<DeactivationRules, 'clarification' | 'decider' | 'throughLkpp'>;

/** The sections before any office has chosen its own. */
export interface PackSections {
  registration: RegistrationRules;
  /** Codes of kinds whose registration an office may decide on. */
  officeDecides: string[];
  deactivation: DeactivationRules;
  /** Instead of what `deactivation` says, where the accounts are central. */
  centralPractice: DeactivationPractice;
  appointment: AppointmentRules;
  dataRequest: DataRequestRules;
  archive: ArchiveRules;
}

/** A pack's file with Sigap's own filled in. */
export type WholeSections = ReturnType<typeof withDefaults>;

const FILE = 'regulations/defaults.yaml';
const defaults: DefaultsFile = readYaml(defaultsFile, readFileSync(join(import.meta.dirname, 'defaults.yaml'), 'utf8'), FILE).value;

/** An entry of the pack wins over Sigap's; groups become their kinds. */
export function withDefaults({ registration, deactivation, appointment, dataRequest, archive }: PackFile) {
  const { services, items, ...values } = defaults.registration;
  const kindsOf = (codes: string[]): string[] => codes.flatMap((code) => {
    const group = registration.kinds.filter((kind) => kind.group === code);
    return group.length > 0 ? group.map((kind) => kind.code) : [code];
  });
  return {
    registration: {
      ...values, ...registration,
      services: [...services.map((service) => registration.services.find(({ code }) => code === service.code) ?? service), ...registration.services.filter(({ code }) => !services.some((service) => service.code === code))],
      items: [...registration.items, ...items].map((item) => ({ ...item, kinds: kindsOf(item.kinds) })),
    },
    deactivation: { ...defaults.deactivation, ...deactivation },
    appointment: { ...defaults.appointment, ...appointment },
    dataRequest: { ...defaults.dataRequest, ...dataRequest },
    archive: { ...defaults.archive, ...archive },
  };
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
    deactivation: { grounds: [...deactivation.grounds, deactivation.endOfTerm].map(row), ...practice(deactivation.local), reminder: resolve(deactivation.reminder) },
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
