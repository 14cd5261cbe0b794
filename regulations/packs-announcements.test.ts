import { expect, test } from 'vitest';
import { announcementLists, announcementValues } from './announcement-values.ts';
import { allClauses } from './clauses.ts';
import { loadPack, readPacks } from './load.ts';
import { FILE, VALID, refusal } from './testing/valid-pack.ts';

const packs = readPacks();
const real = [...packs.values()].filter((pack) => !pack.invented);
const lawOf = (id: string) => Object.fromEntries(announcementValues(packs.get(id)!).flatMap(({ name, value, source }) => (source?.kind === 'law' ? [[name, `${value} ${source.clause}`]] : [])));

test.each(real.map((pack) => [pack.id, pack] as const))('%s quotes every norm on announcements that its text has, at its article', (id, { law }) => {
  const wanted = allClauses().filter((clause) => clause.articles[id] && /^(CAP-[45]|SEC-7|SVC-4|STD-33|ERR-[89]|DATA-10|GOV-15)$/.test(clause.id));
  expect(law).toEqual(expect.arrayContaining(wanted.map(({ id: clause, articles }) => expect.objectContaining({ clause, article: articles[id] }))));
});

test('a window is announced by CAP-5 and SEC-7, an outage by SVC-4, SEC-7 and CAP-4; Salatiga says both in one sentence', () => {
  const basis = real.map((pack) => [pack.id, ...announcementLists(pack).map(({ name, source }) => `${name} ${source.kind === 'law' ? source.clause : ''}`)]);
  const elsewhere = ['maintenance.basis CAP-5', 'maintenance.basis SEC-7', 'outage.basis SVC-4', 'outage.basis SEC-7', 'outage.basis CAP-4'];
  expect(basis).toEqual([
    ['katingan-2018', ...elsewhere], ['malang-13-2011', ...elsewhere],
    ['salatiga-41-2024', 'maintenance.basis SEC-7', 'outage.basis SVC-4', 'outage.basis SEC-7'], ['tulang-bawang-barat-46-2018', ...elsewhere],
  ]);
});

test('the texts give no number on announcements; only Salatiga says what it runs and knows INAPROC, only Tulang Bawang Barat who declares (DATA-10, ERR-9, STD-33)', () => {
  expect(real.map(({ id }) => lawOf(id))).toEqual([
    {}, {}, { 'maintenance.operation': 'system-provider DATA-10', 'outage.inaproc': 'kepala-lpse ERR-9' }, { 'outage.declarer': 'koordinator-kelangsungan-layanan STD-33' },
  ]);
});

test('durations are said by the clock, reminders in working time', () => {
  const said = Object.fromEntries(announcementValues(packs.get('katingan-2018')!).map(({ name, value }) => [name, value]));
  expect(said).toMatchObject({
    'maintenance.leads': '3 hari kerja, 1 hari kerja, 1 jam waktu kerja', 'maintenance.overrun': '30 menit', 'maintenance.atNight': 'no',
    'outage.confirmation': '15 menit', 'outage.response': '30 menit', 'outage.lkppAfter': '4 jam', 'outage.ladder': 'kepala-lpse',
  });
});

test('a value of the pack stands instead of Sigap\'s, with its clause', () => {
  const { outage } = loadPack(`${VALID}outage:\n  declarer: { value: administrator-sistem, clause: ERR-2 }\n`, FILE);
  expect(outage.declarer).toEqual({ value: 'administrator-sistem', source: { kind: 'law', clause: 'ERR-2', article: 'P9(2)' } });
  expect(outage.response.source).toMatchObject({ kind: 'sigap' });
});

test.each<[string, string, string]>([
  ['an approver whom the text does not have', 'maintenance:\n  approver: { value: bupati, sigap: Uji. }', 'maintenance.approver.value menyebut fungsi yang tidak ada di paket: bupati.'],
  ['a ladder to nobody', 'maintenance:\n  ladder: { value: [bupati], sigap: Uji. }', 'maintenance.ladder.value menyebut fungsi yang tidak ada di paket: bupati.'],
  ['a declarer whom the text does not have', 'outage:\n  declarer: { value: bupati, sigap: Uji. }', 'outage.declarer.value menyebut fungsi yang tidak ada di paket: bupati.'],
  ['a signer whom the text does not have', 'outage:\n  signer: bupati', 'outage.signer menyebut fungsi yang tidak ada di paket: bupati.'],
  ['INAPROC by a clause that is not quoted (ERR-9)', 'outage:\n  inaproc: { value: kepala-lpse, clause: ERR-9 }', 'outage.inaproc.clause memakai ERR-9, yang tidak ada di daftar law paket ini.'],
  ['a value without a source', 'outage:\n  response: { value: { minutes: 5 } }', 'outage.response harus punya tepat satu sumber: clause, sigap, atau statute.'],
  ['no time at all', 'maintenance:\n  overrun: { value: { minutes: 0 }, sigap: Uji. }', 'maintenance.overrun.value harus lebih dari nol.'],
  ['a form of office that nobody knows', 'maintenance:\n  operation: { value: cloud, sigap: Uji. }', 'maintenance.operation.value harus salah satu dari system-provider, service-provider, central.'],
])('a pack is refused in one sentence: %s', (_what, lines, sentence) => {
  expect(refusal(`${VALID}${lines}\n`)).toBe(`${FILE} baris ${VALID.split('\n').length + 1}: ${sentence}`);
});
