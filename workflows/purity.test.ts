import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { workflowBundle } from './bundle.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const entry = join(folder, 'index.ts');

/** Every file that a workflow runs: what `index.ts` reaches by value imports. */
function reached(file: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file)) return seen;
  const code = readFileSync(file, 'utf8');
  seen.set(file, code);
  for (const target of valueImports(code)) if (target.startsWith('.')) reached(join(file, '..', target), seen);
  return seen;
}

function valueImports(code: string): string[] {
  return [...code.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^;]*?\sfrom\s+)?'([^']+)'/gm)].map((match) => match[1] ?? '');
}

const files = [...reached(entry)].map(([path, code]) => ({ name: path.slice(folder.length), path, code: code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '') }));

describe('what runs inside a workflow', () => {
  test('includes the SOP, its kernel and nothing outside workflows and calendar', () => {
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['index.ts', 'problem/workflow.ts', 'kernel/deadline.ts']));
    for (const { path } of files) expect(path).toMatch(/\/(workflows|calendar)\/[^/]+/);
  });

  test.each(files)('$name imports no activity, database, schema library or Node module by value', ({ code }) => {
    for (const target of valueImports(code)) {
      expect(target).not.toMatch(/(^|\/)activities\/|(^|\/)db\/|(^|\/)api\/|^zod|^node:|^drizzle|^postgres|@temporalio\/(activity|worker|client)/);
      if (!target.startsWith('.')) expect(['@temporalio/workflow', '@temporalio/common']).toContain(target);
    }
    expect(code).not.toMatch(/\bimport\(|\brequire\(/);
  });

  test.each(files)('$name knows no time zone and no clock of the machine', ({ code }) => {
    expect(code).not.toMatch(/\bIntl\b|\bperformance\b|\bprocess\.|toLocale|\.get(Hours|Minutes|Day|Date|Month|FullYear)\(/);
    expect(code).not.toMatch(/new Date\([^()]*,/);
  });
});

test('the bundle that workers run carries no schema library and stays small', async () => {
  const bundle = await workflowBundle(join(tmpdir(), 'sigap-bundles'));
  const code = readFileSync('codePath' in bundle ? bundle.codePath : '', 'utf8');
  expect(code).not.toMatch(/node_modules\/zod|ZodError|drizzle/);
  expect(code.replace(/\/\/# sourceMappingURL=.*/s, '').length).toBeLessThan(1_500_000);
});
