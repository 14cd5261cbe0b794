import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// `app.ts` puts the pages up; tests look at them.
it('the API knows nothing of the pages', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const all = globSync('**/*.ts', { cwd: folder, exclude: ['**/*.test.ts', '**/testing/**'] });
  expect(all.filter((file) => / from '(\.\.\/)+web\//.test(readFileSync(`${folder}${file}`, 'utf8')))).toEqual(['app.ts']);
});
