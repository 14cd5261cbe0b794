import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadOffice, readOffices } from './load.ts';
import { FILE, VALID, packs, refusal } from './testing/valid-office.ts';

const added = (line: string): string => `${VALID}  - ${line}\n`;
const decree = 'decree: { number: "9", date: 2026-05-01 }';
const document = 'document: { title: SOP, number: "2", date: 2025-12-01 }';

test('an office loads as plain data, with the defaults of the house filled in', () => {
  const office = loadOffice(VALID, FILE, packs);
  expect(office).toMatchObject({ observesDecrees: true, mailGiveUpMs: 259_200_000, leaves: [], daysOff: [] });
  expect(office.hours.weekly).toEqual({ 1: [['07:30', '12:00'], ['13:00', '16:00']] });
  expect(JSON.parse(JSON.stringify(office))).toEqual(office);
});

describe('an office is refused in one sentence with file and line', () => {
  test.each<[string, string, string, string]>([
    ['an unknown key', 'prefix: UJI', 'prefix: UJI\nwarna: merah', 'baris 4: warna tidak dikenal.'],
    ['a key written twice', 'prefix: UJI', 'prefix: UJI\nprefix: UJA', 'baris 4: kunci prefix tertulis dua kali.'],
    ['an unknown pack', 'salatiga-41-2024', 'salatiga-42-2024', 'baris 4: regulation menunjuk paket yang tidak ada: salatiga-42-2024.'],
    ['a zone that Indonesia has not', 'utcOffsetMinutes: 420', 'utcOffsetMinutes: 400', 'baris 5: utcOffsetMinutes harus salah satu dari 420, 480, 540.'],
    ['a date that is not in the calendar', 'since: 2026-01-01', 'since: 2026-02-30', 'baris 6: since harus tanggal yang ada, ditulis TTTT-BB-HH.'],
    ['hours in another shape', '07:30-12:00', '7.30-12.00', 'baris 9: hours.weekly.senin harus berbentuk 07:30-12:00.'],
    ['closing before opening', '07:30-12:00', '12:00-07:30', 'baris 9: hours.weekly.senin harus buka sebelum tutup.'],
    ['hours that overlap', '13:00-16:00', '11:00-16:00', 'baris 9: hours.weekly.senin harus urut dan tidak tumpang tindih.'],
    ['a week without hours', 'senin: [07:30-12:00, 13:00-16:00]', 'senin: []', 'baris 8: hours.weekly harus punya sedikitnya satu hari kerja.'],
    ['a misspelt key rather than what it leaves missing', 'prefix: UJI', 'awalan: UJI', 'baris 3: awalan tidak dikenal.'],
    ['an English weekday', 'senin:', 'monday:', 'baris 9: hours.weekly.monday tidak dikenal.'],
    ['a parameter without its document', `value: { days: 3 }, ${document}`, 'value: { days: 3 }', 'baris 13: parameters.problem.answer.document wajib ada.'],
    ['an unknown parameter', 'answer: {', 'jawaban: {', 'baris 13: parameters.problem.jawaban tidak dikenal.'],
    ['a changed number of law', 'answer: { value: { days: 3 }', 'followUp: { value: { days: 3 }', 'baris 13: parameters.problem.followUp.value ditetapkan peraturan (ERR-2, P9(2)) sebesar 1 hari kerja; kantor hanya boleh memilih dayEnds.'],
    ['a ladder to nowhere', 'answer: { value: { days: 3 }', 'ladder: { value: [bupati]', 'baris 13: parameters.problem.ladder.value menyebut fungsi yang tidak ada di paket: bupati.'],
    ['a rung that nobody holds', 'answer: { value: { days: 3 }', 'ladder: { value: [koordinator-lpse]', 'baris 20: assignments tidak punya pemegang untuk fungsi koordinator-lpse.'],
    ['a function of the rules that nobody holds', 'function: helpdesk', 'function: verifikator', 'baris 20: assignments tidak punya pemegang untuk fungsi helpdesk.'],
    ['a NIP of another length', '190001011920011001', '19000101', 'baris 17: people.nip harus 18 angka yang diawali tanggal lahir.'],
    ['a NIP without quotes, which would lose digits', '"190001011920011001"', '190001011920011001', 'baris 17: people.nip harus berupa teks (angka panjang ditulis dalam tanda kutip).'],
    ['an address that is none', 'mail: dua@uji.example.test', 'mail: dua', 'baris 18: people.mail harus alamat surel.'],
    ['a person written twice', 'id: dua', 'id: satu', 'baris 18: people.id tertulis dua kali: satu.'],
    ['an assignment to nobody', 'person: dua', 'person: lima', 'baris 22: assignments.person menunjuk orang yang tidak ada: lima.'],
    ['an unknown function', 'function: kepala-lpse', 'function: kepala-dinas', 'baris 20: assignments tidak punya pemegang untuk fungsi kepala-lpse.'],
    ['a term that ends before it begins', 'until: 2026-12-31', 'until: 2025-12-31', 'baris 22: assignments.until lebih awal daripada from.'],
    ['a term without an end or a null', ', until: 2026-12-31', '', 'baris 22: assignments.until wajib ada.'],
    ['an empty file', VALID, '', 'baris 1: isi berkas harus berupa sekelompok kunci.'],
  ])('%s', (_what, from, to, sentence) => {
    expect(VALID).toContain(from);
    expect(refusal(VALID.replace(from, to))).toBe(`${FILE} ${sentence}`);
  });

  test.each<[string, string, string]>([
    ['a function that the pack has not', `{ person: dua, function: bupati, ${decree}, from: 2026-06-01, until: null }`, 'assignments.function menyebut fungsi yang tidak ada di paket: bupati.'],
    ['an acting official without a holder', `{ person: tiga, function: kepala-lpse, ${decree}, from: 2026-06-01, until: 2026-06-05, acting: { kind: plh } }`, 'assignments.acting.for wajib ada.'],
    ['an acting official for nobody', `{ person: tiga, function: kepala-lpse, ${decree}, from: 2026-06-01, until: 2026-06-05, acting: { kind: plh, for: lima } }`, 'assignments.acting.for menunjuk orang yang tidak ada: lima.'],
    ['an acting official for someone without the function', `{ person: tiga, function: kepala-lpse, ${decree}, from: 2026-06-01, until: 2026-06-05, acting: { kind: plt, for: satu } }`, 'assignments.acting.for menunjuk orang yang tidak pernah memegang kepala-lpse: satu.'],
    ['an official acting for himself', `{ person: dua, function: kepala-lpse, ${decree}, from: 2026-06-01, until: 2026-06-05, acting: { kind: plh, for: dua } }`, 'assignments.acting.for menunjuk orang yang sama dengan penggantinya.'],
    ['two holders of one seat', `{ person: tiga, function: kepala-lpse, ${decree}, from: 2026-12-31, until: null }`, 'assignments.function sudah dipegang dua pada masa yang sama: kepala-lpse.'],
    ['staff who also select providers (GOV-7)', `{ person: tiga, function: pokja-pemilihan, ${decree}, from: 2026-06-01, until: null }`, 'assignments.function membuat tiga merangkap Pokja Pemilihan dan Helpdesk, dan itu dilarang (GOV-7, P6).'],
  ])('%s', (_what, line, sentence) => {
    expect(refusal(added(line))).toBe(`${FILE} baris 26: ${sentence}`);
  });

  test('PPK beside a function of the LPSE, where the text bars it (GOV-8)', () => {
    const office = VALID.replace('salatiga-41-2024', 'malang-13-2011').replace('kepala-ukpbj', 'kepala-dinas');
    const line = `  - { person: dua, function: ppk, ${decree}, from: 2026-06-01, until: null }\n`;
    expect(refusal(office + line)).toBe(`${FILE} baris 26: assignments.function membuat dua merangkap PPK dan Kepala UPT LPSE, dan itu dilarang (GOV-8, P21(3)).`);
  });

  test('a gate of law that an office would open (ERR-16)', () => {
    const office = VALID.replace('salatiga-41-2024', 'tulang-bawang-barat-46-2018').replace('kepala-ukpbj', 'sekretaris-daerah')
      .replace('answer: { value: { days: 3 }', 'rootCauseGate: { value: false');
    expect(refusal(office)).toBe(`${FILE} baris 13: parameters.problem.rootCauseGate.value ditetapkan peraturan (ERR-16, P15(1)d); kantor tidak boleh mengubahnya.`);
  });

  test('leaves and seasons that run backwards or collide', () => {
    const season = (name: string, from: string, to: string): string => `    - { name: ${name}, from: ${from}, to: ${to}, weekly: { senin: [08:00-15:00] }, ${document} }\n`;
    const withSeasons = (...lines: string[]): string => VALID.replace('parameters:', `  seasons:\n${lines.join('')}parameters:`);
    expect(refusal(withSeasons(season('A', '2026-03-01', '2026-02-01')))).toBe(`${FILE} baris 12: hours.seasons.to lebih awal daripada from.`);
    expect(refusal(withSeasons(season('A', '2026-02-01', '2026-03-01'), season('B', '2026-03-01', '2026-04-01')))).toBe(`${FILE} baris 13: hours.seasons.from tumpang tindih dengan musim A.`);
    expect(refusal(`${VALID}leaves:\n  - { person: dua, from: 2026-06-05, until: 2026-06-01 }\n`)).toBe(`${FILE} baris 27: leaves.until lebih awal daripada from.`);
    expect(refusal(`${VALID}leaves:\n  - { person: lima, from: 2026-06-01, until: 2026-06-05 }\n`)).toBe(`${FILE} baris 27: leaves.person menunjuk orang yang tidak ada: lima.`);
  });
});

describe('what an office may do', () => {
  test.each<[string, string]>([
    ['several hold the desk at once', `{ person: dua, function: helpdesk, ${decree}, from: 2026-06-01, until: null }`],
    ['a seat passes on the day after a term ends', `{ person: tiga, function: kepala-lpse, ${decree}, from: 2027-01-01, until: null }`],
    ['a Plt stands in after the holder has gone', `{ person: tiga, function: kepala-lpse, ${decree}, from: 2027-01-01, until: 2027-03-31, acting: { kind: plt, for: dua } }`],
    ['a selection role follows when the function has ended', `{ person: dua, function: pokja-pemilihan, ${decree}, from: 2027-01-01, until: null }`],
  ])('%s', (_what, line) => {
    expect(refusal(added(line))).toBe('loaded');
  });

  test('it chooses how a working day of law ends', () => {
    expect(refusal(VALID.replace('answer: { value: { days: 3 }', 'followUp: { value: { days: 1, dayEnds: end-of-day }'))).toBe('loaded');
  });
});

test('whatever line an office file loses, the answer is an office or a refusal', () => {
  const lines = VALID.split('\n');
  for (const lost of lines.keys()) expect(refusal(lines.filter((_, i) => i !== lost).join('\n'))).toMatch(/^(loaded|offices\/uji\.yaml baris \d+: .+\.)$/);
});

test('two offices never share an id or a prefix', () => {
  const folder = mkdtempSync(join(tmpdir(), 'offices-'));
  try {
    writeFileSync(join(folder, 'a.yaml'), VALID);
    writeFileSync(join(folder, 'b.yaml'), VALID.replace('id: uji', 'id: lain'));
    expect(() => readOffices(packs, folder)).toThrow('offices/b.yaml baris 3: prefix sudah dipakai kantor lain: UJI.');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
