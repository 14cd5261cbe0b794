import { describe, expect, test } from 'vitest';
import { readOffices } from '../../offices/load.ts';
import { rulesOf } from '../../offices/rules.ts';
import { packs } from '../../offices/testing/valid-office.ts';
import type { Rules } from '../../regulations/rules.ts';
import { registrationContract } from './contract.ts';

const offices = readOffices(packs);
function rules(id: string): Rules {
  const office = offices.get(id)!;
  return rulesOf(packs.get(office.regulation)!, office, 1);
}

const { start, acts, checkAct } = registrationContract;
const sha = (letter: string) => letter.repeat(64);
const company = {
  kind: 'badan-usaha', reporter: { name: 'Budi Contoh', mail: 'budi@usaha.example' }, company: 'CV Contoh', npwp: '01.234.567.8-901.000', nib: '9120300123456',
  reference: 'SPSE-77', files: [{ item: 'ktp', sha256: sha('a') }, { item: 'npwp', sha256: sha('b') }], absent: ['akta-perubahan'],
};
const official = { kind: 'ppk', reporter: { name: 'Ani Contoh', mail: 'ani@dinas.example' }, nip: '198002292005011001', until: null, decree: { number: 'SK-1', date: '2026-01-02' } };
const parts = (body: object) => start.toIntake(start.body.parse(body));
const refusal = (body: object, office = 'tulang-bawang-barat') => {
  const refused = start.check(parts(body), rules(office));
  return refused && `${refused.code} ${refused.field}`;
};

describe('an application', () => {
  test('is taken apart: codes as facts, numbers as identifiers, everything personal as words', () => {
    const { facts, identifiers, text, files, reporter } = parts(company);
    expect(facts).toEqual({ service: 'pendaftaran', kind: 'badan-usaha', items: 'ktp,npwp', absent: 'akta-perubahan', until: null, reference: 'ada', term: null });
    expect(identifiers).toEqual([{ kind: 'npwp', value: '0012345678901000' }, { kind: 'nib', value: '9120300123456' }]);
    expect(text).toBe('Nama usaha: CV Contoh\nNPWP: 012345678901000\nNIB: 9120300123456\nPendaftaran daring di SPSE: SPSE-77');
    expect([files.map(({ item }) => item), reporter]).toEqual([['ktp', 'npwp'], company.reporter]);
  });

  test.each([
    [{ reporter: { ...company.reporter, name: '\u200b\u200b\u2060' } }], [{ reporter: { ...company.reporter, name: '\u3164\u3164' } }], [{ company: '--' }],
    [{ until: '2200-01-01' }], [{ until: '9999-12-31' }], [{ decree: { number: 'SK-1', date: '2200-01-01' } }],
  ])('is not read with a name that nobody sees, or a year that nobody reaches: %j', (more) => expect(start.body.safeParse({ ...company, ...more }).success).toBe(false));

  test.each([['Ny. Sri'], ['李明'], ["D'Arc–2"], ['ꦱꦂꦶ']])('takes a name in any script: %s', (name) => expect(start.body.safeParse({ ...company, reporter: { ...company.reporter, name } }).success).toBe(true));

  test('gives its workflow closed codes and dates only', () => {
    const { facts } = parts({ ...company, remarks: 'Mohon segera.', bearer: 'Cici Contoh', agency: 'Dinas Contoh' });
    for (const name of registrationContract.workflowFacts) expect(String(facts[name] ?? '')).toMatch(/^[a-z0-9,-]*$/);
  });

  test.each([[{}], [{ bearer: 'Cici Contoh' }], [{ absent: [] }]])('with %o is taken in', (more) => expect(refusal({ ...company, ...more })).toBeNull());
  test.each<[object, string]>([
    [{ kind: 'alien' }, 'unknown-choice kind'], [{ service: 'kawin' }, 'unknown-choice service'], [{ service: 'aktivasi-kembali' }, 'unknown-choice kind'],
    [{ kind: 'perorangan', nik: '3373014101900002', service: 'ubah-direktur' }, 'unknown-choice kind'],
    [{ npwp: undefined }, 'number-missing npwp'], [{ reference: undefined }, 'reference-missing reference'], // REG-2
    [{ files: [{ item: 'ijazah', sha256: sha('a') }] }, 'unknown-item files'], [{ files: [...company.files, { item: 'ktp', sha256: sha('c') }] }, 'item-twice files'],
    [{ files: [{ item: 'ktp', sha256: sha('a') }, { item: 'npwp', sha256: sha('a') }] }, 'item-twice files'],
    [{ absent: ['ktp'] }, 'unknown-item absent'], [{ absent: ['npwp'], files: [] }, 'unknown-item absent'],
  ])('of a company with %o is refused: %s', (more, code) => expect(refusal({ ...company, ...more })).toBe(code));
  test.each<[object, string | null]>([
    [{}, null], [{ until: '2199-12-31' }, null], [{ until: undefined }, 'term-missing until'], [{ until: '2020-01-01' }, 'term-ended until'], [{ nip: undefined }, null],
    [{ service: 'lupa-user-id', until: undefined }, null], [{ service: 'aktivasi-kembali', until: undefined }, 'term-missing until'],
  ])('of an official with %o gives %s', (more, code) => expect(refusal({ ...official, ...more })).toBe(code));

  test.each(['katingan', 'tulang-bawang-barat', 'malang', 'salatiga'])('needs no NIB and no NIP in %s: the list asks for papers that not everybody\'s number stands on (REG-8, REG-9, REG-18)', (office) => {
    expect(refusal({ ...company, nib: undefined }, office)).toBeNull();
    expect(refusal({ ...official, nip: undefined }, office)).toBeNull();
  });

  test('names what there is when it refuses', () => {
    expect(start.check(parts({ ...official, service: 'ubah-npwp' }), rules('malang'))?.allowed.map(({ code }) => code)).toEqual(['badan-usaha', 'usaha-perseorangan', 'perorangan']);
  });
});

describe('an act', () => {
  const taskId = '11111111-1111-4111-8111-111111111111';

  test('by a ground that the text does not have, or by video where the office has none, is refused with what there is', () => {
    expect(checkAct('reject', { ground: 'alasan-lain' }, rules('tulang-bawang-barat'))).toMatchObject({ code: 'unknown-choice', field: 'ground', allowed: [{ code: 'dokumen-tidak-benar' }] });
    expect(checkAct('reject', { ground: 'alasan-lain' }, rules('malang'))).toBeNull();
    expect(checkAct('book', { how: 'video' }, rules('malang'))).toMatchObject({ field: 'how' });
    expect(checkAct('book', { how: 'video' }, rules('salatiga'))).toBeNull();
  });

  test('has no field for a requirement outside the list, a field visit, a password or a qualification (REG-18, REG-19, REG-20, DATA-4)', () => {
    const fields = Object.values(acts).flatMap(({ body }) => Object.keys(body.shape));
    expect([...new Set(fields)].sort()).toEqual(['absent', 'account', 'at', 'files', 'ground', 'how', 'items', 'outcome', 'result', 'taskId', 'text', 'userId']);
    expect(acts.activate!.body.safeParse({ taskId, userId: 'USER01', password: 'rahasia' }).success).toBe(false);
    expect(acts.activate!.body.safeParse({ taskId, userId: 'user dengan spasi' }).success).toBe(false);
  });

  test('that says nothing is refused', () => {
    expect(acts.check!.body.safeParse({ taskId, items: [{ item: 'ktp' }] }).success).toBe(false);
    expect(acts.complete!.body.safeParse({ files: [] }).success).toBe(false);
  });
});
