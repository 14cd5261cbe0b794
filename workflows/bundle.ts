import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';

const house = fileURLToPath(new URL('..', import.meta.url));

/**
 * The bundle that workers run. Kept in `folder` under the hash of everything it is made of, because bundling
 * takes seconds; without a folder it is made anew.
 */
export async function workflowBundle(folder?: string): Promise<WorkflowBundleOption> {
  const make = async () => (await bundleWorkflowCode({ workflowsPath: join(house, 'workflows/index.ts'), logger: new DefaultLogger('WARN') })).code;
  if (folder === undefined) return { code: await make() };
  const hash = createHash('sha256').update(readFileSync(join(house, 'package-lock.json')));
  for (const file of globSync('{workflows,calendar,activities,regulations}/**/*.ts', { cwd: house }).sort()) hash.update(file).update(readFileSync(join(house, file)));
  const codePath = join(folder, `workflows-${hash.digest('hex').slice(0, 16)}.js`);
  if (!existsSync(codePath)) {
    mkdirSync(folder, { recursive: true });
    const half = `${codePath}.${process.pid}`;
    writeFileSync(half, await make());
    renameSync(half, codePath);
  }
  return { codePath };
}
