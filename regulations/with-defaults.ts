/** What a pack's text has on the users of SPSE, on maintenance, outages and backups, with Sigap's own filled in where the text is silent. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultsFile } from './registration-schema.ts';
import type { PackFile } from './schema.ts';
import { readYaml } from './yaml.ts';

export type WholeSections = ReturnType<typeof withDefaults>;

const { value: defaults } = readYaml(defaultsFile, readFileSync(join(import.meta.dirname, 'defaults.yaml'), 'utf8'), 'regulations/defaults.yaml');

/** An entry of the pack wins over Sigap's, a service over one of the same code; groups become their kinds. */
export function withDefaults({ registration, deactivation, appointment, dataRequest, archive, maintenance, outage, backup }: PackFile) {
  const { services, items, ...values } = defaults.registration;
  const kindsOf = (codes: string[]): string[] => codes.flatMap((code) => {
    const group = registration.kinds.filter((kind) => kind.group === code);
    return group.length > 0 ? group.map((kind) => kind.code) : [code];
  });
  return {
    registration: {
      ...values, ...registration,
      services: [...new Map([...services, ...registration.services].map((service) => [service.code, service])).values()],
      items: [...registration.items, ...items].map((item) => ({ ...item, kinds: kindsOf(item.kinds) })),
    },
    deactivation: { ...defaults.deactivation, ...deactivation },
    appointment: { ...defaults.appointment, ...appointment },
    dataRequest: { ...defaults.dataRequest, ...dataRequest },
    archive: { ...defaults.archive, ...archive },
    maintenance: { ...defaults.maintenance, ...maintenance },
    outage: { ...defaults.outage, ...outage },
    backup: { ...defaults.backup, ...backup },
  };
}
