import { onPath, isExecutable } from '../../local/run-tool.ts';
import type { Environment } from '../../local/settings.ts';
import type { Tool } from './provided.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** CHROMIUM names one; otherwise the first on the PATH. */
export async function findChromium(env: Environment): Promise<Tool> {
  if (env.CHROMIUM) {
    return (await isExecutable(env.CHROMIUM)) ? { path: env.CHROMIUM } : { missing: `CHROMIUM names ${env.CHROMIUM}, which cannot be run.` };
  }
  for (const name of names) {
    const path = await onPath(name, env);
    if (path) return { path };
  }
  return { missing: 'Page tests need Chromium: install it with `apt-get install chromium`, or name one in CHROMIUM.' };
}
