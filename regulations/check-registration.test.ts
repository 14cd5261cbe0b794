import { describe, expect, test } from 'vitest';
import { loadPack } from './load.ts';
import { FILE, VALID, refusal } from './testing/valid-pack.ts';

const ktp = '- { code: ktp, label: KTP, kinds: [provider], services: [pendaftaran], original: true, clause: ERR-2 }';
const closes = '  - { clause: REG-18, article: P26(3), force: must-not, says: Tidak menambah persyaratan. }\nproblem:';
const open = 'otherLaw: { value: true, sigap: Uji. }';

test('a pack says only what its text has; services, later papers and values of Sigap stand beside it', () => {
  const { registration, deactivation, officeGrounds, appointment } = loadPack(VALID, FILE);
  expect(registration.services.map(({ code }) => code)).toEqual(['pendaftaran', 'ubah-surel', 'ubah-npwp', 'ubah-direktur', 'lupa-user-id', 'aktivasi-kembali']);
  expect(registration.items[0]).toEqual({
    code: 'ktp', label: 'KTP', kinds: ['badan-usaha', 'usaha-perseorangan'], services: ['pendaftaran'], need: 'always', original: true, source: { kind: 'law', clause: 'ERR-2', article: 'P9(2)' },
  });
  expect(registration.completion).toMatchObject({ value: { days: 5 }, source: { kind: 'sigap' } });
  expect([deactivation.grounds, officeGrounds.map(({ code }) => code)]).toEqual([[], ['masa-tugas-berakhir']]);
  expect(appointment.notice.value).toBe(45 * 86_400_000);
});

test('a value of the pack stands instead of Sigap\'s', () => {
  const pack = loadPack(VALID.replace(`${open}\n`, `${open}\n  completion: { value: { days: 2 }, clause: ERR-2 }\n`), FILE);
  expect(pack.registration.completion).toEqual({ value: { days: 2 }, source: { kind: 'law', clause: 'ERR-2', article: 'P9(2)' } });
});

describe('a pack on users is refused in one sentence with file and line', () => {
  test.each<[string, string, string, string]>([
    ['an item for an unknown kind', 'kinds: [provider], services', 'kinds: [provider, bupati], services', 'baris 51: registration.items.kinds menyebut kode yang tidak ada: bupati.'],
    ['an item for an unknown service', 'services: [pendaftaran], original', 'services: [pendaftaran, lainnya], original', 'baris 51: registration.items.services menyebut kode yang tidak ada: lainnya.'],
    ['an item of a clause that is not quoted', `original: true, clause: ERR-2 }`, `original: true, clause: REG-5 }`, 'baris 51: registration.items.clause memakai REG-5, yang tidak ada di daftar law paket ini.'],
    ['an item without a source', `original: true, clause: ERR-2 }`, `original: true }`, 'baris 51: registration.items harus punya tepat satu sumber: clause, sigap, atau statute.'],
    ['an item asked for twice', ktp, `${ktp}\n    ${ktp}`, 'baris 52: registration.items.code diminta dua kali dari badan-usaha untuk pendaftaran: ktp.'],
    ['an item for a kind that does not get the service', 'kinds: [provider], services', 'kinds: [provider, ppk], services', 'baris 51: registration.items.services diminta dari ppk, yang tidak mendapat layanan pendaftaran.'],
    ['a kind that brings nothing', 'groups: [provider], clause', 'groups: [provider, non-provider], clause', 'baris 48: registration.kinds.code tidak membawa satu pun berkas untuk pendaftaran: ppk.'],
    ['a service that nobody brings anything for', 'clause: ERR-2 }]\n  items', 'clause: ERR-2 }, { code: adp, label: ADP, end: record, groups: [provider], sigap: Uji. }]\n  items', 'baris 50: registration.items tidak memuat satu pun berkas untuk layanan adp.'],
    ['a kind written twice', 'code: usaha-perseorangan', 'code: badan-usaha', 'baris 47: registration.kinds.code tertulis dua kali: badan-usaha.'],
    ['a service of Sigap\'s list whose norm is not quoted', '  services: [{ code: pendaftaran, label: Pendaftaran, end: activate, groups: [provider], clause: ERR-2 }]\n', '', 'baris 44: registration.services memuat pendaftaran menurut REG-1, yang tidak ada di daftar law paket ini.'],
    ['a ladder to nobody', `${open}\n  ladder: { value: [kepala-lpse]`, `${open}\n  ladder: { value: [bupati]`, 'baris 54: registration.ladder.value menyebut fungsi yang tidak ada di paket: bupati.'],
    ['a verifikator whom the text does not have', '  verifikator: { title: Verifikator, article: P10, many: true }\n', '', 'baris 4: functions tidak memuat verifikator, yang dipakai bawaan Sigap.'],
    ['another law where the list is closed (REG-18)', 'problem:', closes, 'baris 54: registration.otherLaw.value menambah persyaratan registrasi, padahal daftarnya tertutup (REG-18, P26(3)).'],
    ['a number that no duration can be', open, `${open}\n  centralWindow: { value: { hours: 0 }, sigap: Uji. }`, 'baris 54: registration.centralWindow.value harus lebih dari nol.'],
  ])('%s', (_what, from, to, sentence) => {
    expect(VALID).toContain(from);
    expect(refusal(VALID.replace(from, to))).toBe(`${FILE} ${sentence}`);
  });

  test('a number that no paper of a closed list carries (REG-18)', () => {
    const closed = VALID.replace('problem:', closes.replace('problem:', '  - { clause: REG-7, article: P26(1), force: must, says: NPWP. }\nproblem:')).replace(open, 'otherLaw: { value: false, clause: REG-18 }');
    const npwp = closed.replace(ktp, `${ktp}\n    - { code: npwp, label: NPWP, kinds: [badan-usaha], services: [pendaftaran], original: true, clause: REG-7 }`);
    const asks = (kind: string, numbers: string) => refusal(npwp.replace(new RegExp(`code: ${kind}, label: [^,]+, group`), (line) => line.replace('group', `${numbers}, group`)));
    expect(asks('badan-usaha', 'numbers: [npwp], mayGive: [nib]')).toBe('loaded');
    expect(asks('ppk', 'mayGive: [nip]')).toBe('loaded');
    const reason = (line: number) => `${FILE} baris ${line}: registration.kinds.numbers menambah persyaratan registrasi, padahal daftarnya tertutup (REG-18, P26(3)).`;
    expect(asks('badan-usaha', 'numbers: [npwp, nib]')).toBe(reason(48));
    expect(asks('usaha-perseorangan', 'numbers: [npwp]')).toBe(reason(49));
    expect(asks('ppk', 'numbers: [nip]')).toBe(reason(50));
  });

  test('an item of Sigap\'s own in a registration whose list is closed (REG-18)', () => {
    const closed = VALID.replace('problem:', closes).replace(open, 'otherLaw: { value: false, clause: REG-18 }');
    expect(refusal(closed)).toBe('loaded');
    expect(refusal(closed.replace(ktp, `${ktp}\n    - { code: surat-kuasa, label: Surat kuasa, kinds: [provider], services: [pendaftaran], original: false, sigap: Uji. }`)))
      .toBe(`${FILE} baris 53: registration.items.code menambah persyaratan registrasi, padahal daftarnya tertutup (REG-18, P26(3)).`);
  });
});
