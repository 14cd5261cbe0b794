import { expect, test } from 'vitest';
import { CARRIED, carriedClauses, EXPLAINED } from './carried.ts';
import { readPacks } from './load.ts';

const clauses = CARRIED.flatMap(({ carries }) => carriedClauses(carries));

test('every clause of an SOP that is built is run by a step and proved by a test, or explained', () => {
  const silent = clauses.filter(({ explained, steps, values, tests }) => explained === null && (steps.length + values.length === 0 || tests.length === 0));
  expect(silent.map(({ clause, steps, tests }) => `${clause.id}: ${steps.length} steps, ${tests.length} tests`)).toEqual([]);
});

test('every text that has a clause of such an SOP says so in its pack', () => {
  const missing = clauses.flatMap(({ clause, packs }) => Object.keys(clause.articles)
    .filter((pack) => clause.articles[pack] !== undefined && !packs.some((line) => line.startsWith(`${pack}.yaml:`))).map((pack) => `${clause.id} in ${pack}`));
  expect(missing).toEqual([]);
  expect(readPacks().size).toBeGreaterThanOrEqual(4);
});

test('what is explained is not run after all', () => {
  for (const { clause, steps } of clauses.filter(({ clause: { id } }) => id in EXPLAINED)) expect(steps, clause.id).toEqual([]);
});
