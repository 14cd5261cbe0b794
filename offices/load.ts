/** Offices from YAML, checked against the pack that each of them runs under. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../regulations/load.ts';
import { LoadError, readYaml } from '../regulations/yaml.ts';
import { checkBackup } from './check-backup.ts';
import { checkParameters } from './check-parameters.ts';
import { checkPeople } from './check-people.ts';
import { officeFile } from './schema.ts';
import type { Office, OfficeSettings } from './schema.ts';

export { LoadError };

/** @throws LoadError, one Indonesian sentence with file, line and reason. */
export function loadOffice(text: string, file: string, packs: ReadonlyMap<string, Pack>): Office {
  const { value, refuse } = readYaml(officeFile, text, file);
  const pack = packs.get(value.regulation);
  if (!pack) {
    refuse([{ path: ['regulation'], reason: `menunjuk paket yang tidak ada: ${value.regulation}` }]);
    throw new LoadError(file, 1, 'paket tidak ada');
  }
  refuse([...checkParameters(value, pack), ...checkBackup(value, pack), ...checkPeople(value, pack)]);
  const { mailGiveUp, ...office } = value;
  return { ...office, mailGiveUpMs: mailGiveUp };
}

/** Every office of a folder, by id. @throws LoadError on the first that is refused, or on an id or prefix used twice. */
export function readOffices(packs: ReadonlyMap<string, Pack>, folder: string = import.meta.dirname): Map<string, Office> {
  const offices = new Map<string, Office>();
  for (const name of readdirSync(folder).filter((f) => f.endsWith('.yaml')).sort()) {
    const text = readFileSync(join(folder, name), 'utf8');
    const office = loadOffice(text, `offices/${name}`, packs);
    for (const key of ['id', 'prefix'] as const) {
      const taken = [...offices.values()].some((other) => other[key] === office[key]);
      if (taken) throw new LoadError(`offices/${name}`, lineOfKey(text, key), `${key} sudah dipakai kantor lain: ${office[key]}`);
    }
    offices.set(office.id, office);
  }
  return offices;
}

/** The recorded part of an office: no person, no assignment. */
export function settingsOf(office: Office): OfficeSettings {
  const { people: _people, assignments: _assignments, leaves: _leaves, ...settings } = office;
  return settings;
}

function lineOfKey(text: string, key: string): number {
  return text.split('\n').findIndex((line) => line.startsWith(`${key}:`)) + 1;
}
