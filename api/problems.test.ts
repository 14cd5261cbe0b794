import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemBody, problems } from './problems.ts';

const root = join(import.meta.dirname, '..');
const read = (pattern: string, leaveOut: (file: string) => boolean) =>
  globSync(pattern, { cwd: root }).filter((file) => !leaveOut(file)).map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
const isTest = (file: string) => file.endsWith('.test.ts') || file.includes('/testing/');

const source = read('{api,workflows,web}/**/*.ts', (file) => isTest(file) || file.endsWith('api/problems.ts'));
const tests = read('{api,web,test}/**/*.test.ts', (file) => file.endsWith('api/problems.test.ts'));
const rows = [...readFileSync(join(root, 'docs/errors.md'), 'utf8').matchAll(/^\| `(?<code>[a-z-]+)` \| (?<status>\d+) \| (?<meaning>.+) \| (?<sentence>.+) \|$/gm)]
  .map(({ groups }) => ({ ...groups }) as { code: string; status: string; meaning: string; sentence: string });

describe('docs/errors.md', () => {
  it('names the codes of api/problems.ts in their order, with status and sentence', () => {
    expect(rows.map(({ code, status, sentence }) => [code, Number(status), sentence]))
      .toEqual(Object.entries(problems).map(([code, [status, , detail]]) => [code, status, detail]));
  });

  it('says what each means', () => {
    for (const { code, meaning } of rows) expect([code, meaning.length > 15]).toEqual([code, true]);
  });
});

describe('a problem code', () => {
  it.each(Object.keys(problems))('%s is given somewhere, and a test waits for it', (code) => {
    const quoted = `'${code}'`;
    expect([source.includes(quoted), tests.includes(quoted)]).toEqual([true, true]);
  });

  it('exists for whatever a workflow refuses with', () => {
    const refused = [...source.matchAll(/refuse\('([a-z-]+)'\)/g)].map(([, code]) => code);
    expect(refused.length).toBeGreaterThan(5);
    for (const code of refused) expect(Object.keys(problems)).toContain(code);
  });

  it('says what to do in one sentence in Bahasa Indonesia, with a title and a status that fit', () => {
    for (const [code, [status, title, detail]] of Object.entries(problems)) {
      expect([code, status >= 400 && status < 600, /^[A-Z].*[^.]$/.test(title), /^[A-Z].*\.$/.test(detail)]).toEqual([code, true, true, true]);
    }
  });

  it('makes a body that carries the code, the sentence and whatever else helps', () => {
    expect(problemBody('unknown-role', { allowed: [] })).toEqual({
      type: 'urn:sigap:problem:unknown-role', title: 'Peran tidak dikenal', status: 422, detail: problems['unknown-role'][2], code: 'unknown-role', allowed: [],
    });
  });
});
