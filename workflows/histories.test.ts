import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { words } from './testing/full-cases.ts';
import { readable, savedHistories, searchAttribute, timerSummaries } from './testing/histories.ts';
import { description, figures, reporter } from './testing/intake.ts';

// Replay checks none of these: a deadline moved by seconds, another summary or another attribute replays well.

const saved = savedHistories();
const history = (name: string) => saved.find((one) => one.name === name)!.history;

interface OfficeFile { people: { name: string; mail: string; nip?: string; phone?: string }[]; lkpp: { mail: string } }
const people = ['kota-salatiga', 'kab-tulang-bawang-barat'].flatMap((name) => {
  const office = parse(readFileSync(fileURLToPath(new URL(`../offices/${name}.yaml`, import.meta.url)), 'utf8')) as OfficeFile;
  return [...office.people.flatMap((person) => [person.name, person.mail, person.nip, person.phone]), office.lkpp.mail];
}).filter((value) => value !== undefined);

test.each(saved)('the history of $name holds no name, address, number or word of a person', ({ history: told }) => {
  const text = readable(told);
  for (const secret of [reporter.name, reporter.mail, description, figures, 'TKT-2027-77', ...Object.values(words), ...people]) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/[\w.]+@[\w-]+(\.[a-z]{2,})+/i);
});

test('the timers of a silent case are named with what they wait for and the local time of it', () => {
  expect(timerSummaries(history('silent-to-lkpp'))).toEqual([
    'Pengingat 1 · Tenggat tindak lanjut, 18 Jan 2027 14.45 WIB',
    'Pengingat 2 · Tenggat tindak lanjut, 19 Jan 2027 08.30 WIB',
    'Tenggat tindak lanjut, 19 Jan 2027 10.00 WIB',
    'Eskalasi 2 dari 3 · Tenggat tindak lanjut, 19 Jan 2027 14.45 WIB',
    'Eskalasi 3 dari 3 · Tenggat tindak lanjut, 20 Jan 2027 10.00 WIB',
    'Batas persetujuan laporan ke LKPP, 20 Jan 2027 14.45 WIB',
    'Batas konfirmasi pelapor, 26 Jan 2027 09.00 WIB',
  ]);
});

test('a moved deadline gets a new timer with its new local time', () => {
  expect(timerSummaries(history('calendar-moved')).slice(1, 4)).toEqual([
    'Pengingat 2 · Tenggat tindak lanjut, 19 Jan 2027 08.30 WIB',
    'Pengingat 2 · Tenggat tindak lanjut, 20 Jan 2027 08.30 WIB',
    'Tenggat tindak lanjut, 20 Jan 2027 10.00 WIB',
  ]);
});

test('the states of a case stand in its search attribute in their order', () => {
  expect(searchAttribute(history('answered-and-confirmed'), 'SigapState').filter((state, i, all) => state !== all[i - 1]))
    .toEqual(['diterima', 'menunggu-data', 'ditangani', 'menunggu-konfirmasi', 'ditutup']);
  expect(searchAttribute(history('root-cause'), 'SigapState').filter((state, i, all) => state !== all[i - 1]))
    .toEqual(['diterima', 'menunggu-data', 'menunggu-akar-masalah', 'ditutup']);
});

test('the search attribute of the deadline holds the instant that the calendar gave', () => {
  expect(searchAttribute(history('calendar-moved'), 'SigapDueAt').slice(0, 2)).toEqual(['2027-01-19T03:00:00.000Z', '2027-01-20T03:00:00.000Z']);
});

test('a case that passed its deadline carries its lateness in seconds, one that kept it carries none', () => {
  expect(searchAttribute(history('silent-to-lkpp'), 'SigapLateSeconds').at(-1)).toBe(0);
  expect(searchAttribute(history('answered-and-confirmed'), 'SigapLateSeconds')).toEqual([]);
});
