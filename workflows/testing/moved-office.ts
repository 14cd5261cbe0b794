import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Db } from '../../db/client.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import type { Loaded } from '../../db/offices.ts';
import type { Vault } from '../../db/vault.ts';
import type { ScenarioTime } from './scenario-time.ts';

const folder = fileURLToPath(new URL('../../offices', import.meta.url));

/** Loads a file of `offices/`, changed by the test and moved to the time of the scene, as a new version. */
export async function loadMovedOffice(db: Db, vault: Vault, name: string, time: ScenarioTime, change = (yaml: string) => yaml): Promise<Loaded> {
  const file = join(mkdtempSync(join(tmpdir(), 'sigap-scene-')), `${name}.yaml`);
  writeFileSync(file, time.dates(change(readFileSync(join(folder, `${name}.yaml`), 'utf8'))));
  const [loaded] = await loadOfficeFiles(db, vault, [file]);
  if (!loaded) throw new Error('No office was loaded');
  await time.moveDecrees(db, loaded.office);
  return loaded;
}
