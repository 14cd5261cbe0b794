import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect, it } from 'vitest';

/** What a file and all that it imports take from packages: values only, types are gone when it runs. */
function packagesOf(url: URL, seen = new Set<string>()): Set<string> {
  const found = new Set<string>();
  if (seen.has(url.href)) return found;
  seen.add(url.href);
  for (const match of readFileSync(url, 'utf8').matchAll(/^(?:import|export) (?!type )(?:[^'";]*? from )?'([^']+)'|import\('([^']+)'/gm)) {
    const name = match[1] ?? match[2] ?? '';
    if (name.startsWith('.')) for (const inner of name.endsWith('.ts') ? packagesOf(new URL(name, url), seen) : []) found.add(inner);
    else if (!name.startsWith('node:') && !builtinModules.includes(name)) found.add(name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'));
  }
  return found;
}

it('server, worker and commands run on the packages of the image, which has none for development', () => {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { dependencies: Record<string, string> };
  const used = new Set(['server.ts', 'worker.ts', 'sigap.ts', 'workflows/index.ts'].flatMap((file) => [...packagesOf(new URL(file, import.meta.url))]));
  expect(used.size).toBeGreaterThan(15);
  expect([...used].filter((name) => !(name in dependencies))).toEqual([]);
});
