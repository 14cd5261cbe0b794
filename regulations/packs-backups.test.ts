import { expect, test } from 'vitest';
import { backupLists, backupValues } from './backup-values.ts';
import { allClauses } from './clauses.ts';
import { readPacks } from './load.ts';
import { FILE, VALID, refusal } from './testing/valid-pack.ts';

const real = [...readPacks().values()].filter((pack) => !pack.invented);
const sourcesOf = (kind: string) => real.map((pack) => [pack.id, Object.fromEntries(backupValues(pack).flatMap(({ name, value, source }) =>
  (source?.kind === kind ? [[name, `${value} ${source.kind === 'law' ? source.clause : source.kind === 'statute' ? source.article : ''}`]] : [])))]);

test.each(real.map((pack) => [pack.id, pack] as const))('%s quotes every norm on backups that its text has, at its article', (id, { law }) => {
  const wanted = allClauses().filter((clause) => clause.articles[id] && /^(ARC-\d|SEC-1[678])$/.test(clause.id));
  expect(law).toEqual(expect.arrayContaining(wanted.map(({ id: clause, articles }) => expect.objectContaining({ clause, article: articles[id] }))));
});

test('portable media are law everywhere but in Salatiga (ARC-2), and who may open a restored copy is law in Salatiga only (SEC-17)', () => {
  expect(sourcesOf('law')).toEqual([
    ['katingan-2018', { 'backup.portable': 'yes ARC-2' }], ['malang-13-2011', { 'backup.portable': 'yes ARC-2' }],
    ['salatiga-41-2024', { 'backup.drillers': 'administrator-sistem, koordinator-lpse SEC-17' }], ['tulang-bawang-barat-46-2018', { 'backup.portable': 'yes ARC-2' }],
  ]);
  const said = real.map((pack) => backupValues(pack).find(({ name }) => name === 'backup.portable'));
  expect(said[2]).toMatchObject({ value: 'no', source: { kind: 'sigap' } });
});

test('the 72 hours after a loss are a law of the country beside every text', () => {
  for (const [id, values] of sourcesOf('statute')) expect(values, String(id)).toEqual({ 'backup.lossNotice': '72 jam UU 27/2022 Pasal 46(1)' });
});

test('papers name the norms that the text has: archiving by the rules (ARC-3, ARC-4), and what it says of secrecy, access and reading in time (SEC-16, SEC-17, SEC-18)', () => {
  expect(real.map((pack) => [pack.id, ...backupLists(pack).map(({ source }) => (source.kind === 'law' ? source.clause : ''))])).toEqual([
    ['katingan-2018', 'ARC-1', 'ARC-2', 'ARC-3', 'ARC-4'], ['malang-13-2011', 'ARC-1', 'ARC-2', 'ARC-3', 'ARC-4', 'SEC-18'],
    ['salatiga-41-2024', 'ARC-1', 'ARC-3', 'SEC-16', 'SEC-17'], ['tulang-bawang-barat-46-2018', 'ARC-1', 'ARC-2', 'ARC-3', 'ARC-4'],
  ]);
});

test.each<[string, string, string]>([
  ['media by a clause that is not quoted', 'backup:\n  portable: { value: true, clause: ARC-2 }', 'backup.portable.clause memakai ARC-2, yang tidak ada di daftar law paket ini.'],
  ['a driller whom the text does not have', 'backup:\n  drillers: { value: [bupati], sigap: Uji. }', 'backup.drillers.value menyebut fungsi yang tidak ada di paket: bupati.'],
  ['a signer whom the text does not have', 'backup:\n  papers: { handover: { title: A, signer: bupati }, destruction: { title: B, signer: kepala-lpse }, drill: { title: C, signer: kepala-lpse } }', 'backup.papers.handover.signer menyebut fungsi yang tidak ada di paket: bupati.'],
  ['no time between two copies', 'backup:\n  portableEvery: { value: { hours: 0 }, sigap: Uji. }', 'backup.portableEvery.value harus lebih dari nol.'],
])('a pack is refused in one sentence: %s', (_what, lines, sentence) => {
  expect(refusal(`${VALID}${lines}\n`)).toBe(`${FILE} baris ${VALID.split('\n').length + 1}: ${sentence}`);
});
