import { describe, expect, test } from 'vitest';
import { loadPack } from './load.ts';
import { FILE, VALID, refusal } from './testing/valid-pack.ts';

/** No such clause; put together so that the citation test does not read it as one. */
const UNKNOWN = ['ERR', '999'].join('-');

test('a value of law carries the article that its pack quotes, and a default says why', () => {
  const { problem } = loadPack(VALID, FILE);
  expect(problem.followUp).toEqual({ value: { days: 1 }, source: { kind: 'law', clause: 'ERR-2', article: 'P9(2)' } });
  expect(problem.rungSpacing).toEqual({ value: { ms: 13_500_000 }, source: { kind: 'sigap', why: 'Uji.' } });
  expect(problem.answer).toBeNull();
});

describe('a pack is refused in one sentence with file and line', () => {
  test.each<[string, string, string, string]>([
    ['an unknown key', 'short: Uji', 'short: Uji\ncolour: merah', 'baris 4: colour tidak dikenal.'],
    ['a missing key', 'short: Uji\n', '', 'baris 1: short wajib ada.'],
    ['a key written twice', 'short: Uji', 'short: Uji\nshort: Lagi', 'baris 4: kunci short tertulis dua kali.'],
    ['broken YAML', 'short: Uji', 'short: [Uji', 'baris 4: YAML tidak dapat dibaca (BAD_INDENT).'],
    ['an alias to nothing', 'short: Uji', 'short: *uji', 'baris 1: YAML tidak dapat dibaca (BAD_ALIAS).'],
    ['an unknown clause', 'clause: ERR-2, article', `clause: ${UNKNOWN}, article`, `baris 12: law.clause menyebut klausul yang tidak ada: ${UNKNOWN}.`],
    ['a bar whose clause is not quoted', 'clause: GOV-8, article', 'clause: ERR-2, article', 'baris 10: selectionRoles.clause memakai GOV-8, yang tidak ada di daftar law paket ini.'],
    ['a clause quoted twice', 'law:\n', 'law:\n  - { clause: ERR-2, article: P9(2), force: must, says: Lagi. }\n', 'baris 13: law.clause tertulis dua kali: ERR-2.'],
    ['a source that is not quoted', 'days: 1 }, clause: ERR-2', 'days: 1 }, clause: ERR-4', 'baris 22: problem.followUp.clause memakai ERR-4, yang tidak ada di daftar law paket ini.'],
    ['a value with two sources', 'clause: ERR-2 }', 'clause: ERR-2, sigap: Uji. }', 'baris 22: problem.followUp harus punya tepat satu sumber: clause, sigap, atau statute.'],
    ['a value without a source', '{ value: false, sigap: Uji. }', '{ value: false }', 'baris 35: problem.rootCauseGate harus punya tepat satu sumber: clause, sigap, atau statute.'],
    ['a deadline that no law sets', '{ value: { days: 1 }, clause: ERR-2 }', '{ value: { days: 1 }, sigap: Uji. }', 'baris 22: problem.followUp hanya boleh bersumber dari klausul; angka lain ditetapkan kantor.'],
    ['an unknown function in the ladder', '[kepala-lpse]', '[kepala-lpse, bupati]', 'baris 25: problem.ladder.value menyebut fungsi yang tidak ada di paket: bupati.'],
    ['an empty ladder', '[kepala-lpse]', '[]', 'baris 25: problem.ladder.value tidak boleh kosong.'],
    ['an unknown desk', 'desk: helpdesk', 'desk: loket', 'baris 20: problem.desk menyebut fungsi yang tidak ada di paket: loket.'],
    ['a function without an article or a reason', 'title: Kepala LPSE, article: P7', 'title: Kepala LPSE', 'baris 5: functions.kepala-lpse harus punya article, atau why bila teks tidak menyebutnya.'],
    ['a selection role that is also a function', 'code: ppk, title: PPK', 'code: helpdesk, title: PPK', 'baris 10: selectionRoles.code sekaligus tertulis sebagai fungsi LPSE: helpdesk.'],
    ['a role written twice', 'sigap: Uji. }\n  categories', 'sigap: Uji. }\n    - { code: penyedia, label: Lagi, sigap: Uji. }\n  categories', 'baris 18: problem.roles.code tertulis dua kali: penyedia.'],
    ['reminders out of order', '[0.5, 0.8]', '[0.8, 0.5]', 'baris 24: problem.reminderShares.value harus urut naik.'],
    ['a reminder after the deadline', '[0.5, 0.8]', '[0.5, 1]', 'baris 24: problem.reminderShares.value harus di antara 0 dan 1.'],
    ['a word for a force', 'force: may', 'force: might', 'baris 13: law.force harus salah satu dari must, may, must-not, definition.'],
    ['no time at all', '{ days: 3 }', '{ days: 0 }', 'baris 36: problem.confirmWindow.value harus lebih dari nol.'],
    ['a file that is no mapping', VALID, 'hanya teks\n', 'baris 1: isi berkas harus berupa sekelompok kunci.'],
  ])('%s', (_what, from, to, sentence) => {
    expect(VALID).toContain(from);
    expect(refusal(VALID.replace(from, to))).toBe(`${FILE} ${sentence}`);
  });
});

test('whatever line a pack loses, the answer is a pack or a refusal', () => {
  const lines = VALID.split('\n');
  for (const lost of lines.keys()) expect(refusal(lines.filter((_, i) => i !== lost).join('\n'))).toMatch(/^(loaded|regulations\/packs\/uji\.yaml baris \d+: .+\.)$/);
});
