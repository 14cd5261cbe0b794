import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CITATION, findClause } from './clauses.ts';

const ROOT = join(import.meta.dirname, '..');
/** Everything that may say why it does something, and every test, wherever it stands. */
const CITING = ['regulations/packs/', 'offices/', 'workflows/', 'activities/', 'api/'];
const READABLE = /\.(ts|yaml)$/;

function citingFiles(): string[] {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'));
  return folders
    .flatMap(({ name }) => readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' }).map((file) => join(name, file)))
    .filter((file) => READABLE.test(file) && !file.includes('node_modules'))
    .filter((file) => file.endsWith('.test.ts') || CITING.some((folder) => file.startsWith(folder)));
}

test('every clause id that the code, the packs or a test cites exists', () => {
  const unknown = citingFiles().flatMap((file) => {
    const cited = readFileSync(join(ROOT, file), 'utf8').match(CITATION) ?? [];
    return [...new Set(cited)].filter((id) => !findClause(id)).map((id) => `${file} cites ${id}`);
  });
  expect(unknown).toEqual([]);
});

test('the search finds citations, and takes no hash name for one', () => {
  expect('by ERR-2 and GOV-9, hashed with SHA-256'.match(CITATION)).toEqual(['ERR-2', 'GOV-9']);
  expect(citingFiles()).toContain('regulations/packs/salatiga-41-2024.yaml');
});
