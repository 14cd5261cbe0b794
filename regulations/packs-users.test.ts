import { describe, expect, test } from 'vitest';
import { allClauses } from './clauses.ts';
import { readPacks } from './load.ts';
import type { Pack } from './load.ts';
import { userLists, userValues } from './user-values.ts';

const packs = readPacks();
const real = [...packs.values()].filter((pack) => !pack.invented);
const TEXTS = ['katingan-2018', 'malang-13-2011', 'salatiga-41-2024', 'tulang-bawang-barat-46-2018'];

function pack(id: string): Pack {
  const found = packs.get(id);
  if (!found) throw new Error(`no pack ${id}`);
  return found;
}

/** 'ktp* akta-perubahan?*': * the original is shown, ? only if there is one. */
const brings = ({ registration: { items } }: Pack, kind: string, service = 'pendaftaran'): string => items
  .filter((item) => item.kinds.includes(kind) && item.services.includes(service))
  .map(({ code, need, original }) => `${code}${need === 'if-any' ? '?' : ''}${original ? '*' : ''}`).join(' ');

describe('who brings what to a registration', () => {
  const forms = 'formulir-pendaftaran formulir-keikutsertaan';
  const company = `${forms} ktp* akta-pendirian* akta-perubahan?* npwp*`;
  const trader = `${forms} ktp* akta-pendirian?* akta-perubahan?* npwp*`;
  const individual = `${forms} ktp* npwp*`;
  const licence = ' surat-ijin-usaha*';
  test.each([
    ['salatiga-41-2024', 'badan-usaha', company],
    ['salatiga-41-2024', 'usaha-perseorangan', trader],
    ['salatiga-41-2024', 'perorangan', individual],
    ...TEXTS.filter((id) => id !== 'salatiga-41-2024').flatMap((id) => [
      [id, 'badan-usaha', company + licence], [id, 'usaha-perseorangan', trader + licence], [id, 'perorangan', individual + licence],
    ]),
  ])('%s: %s (REG-3, REG-4, REG-5, REG-6, REG-7, REG-8)', (id = '', kind = '', items = '') => {
    expect(brings(pack(id), kind)).toBe(items);
  });

  test.each(TEXTS)('%s: every user who is no provider shows a letter or a decree, and nothing else (REG-9)', (id) => {
    const { kinds } = pack(id).registration;
    for (const { code } of kinds.filter(({ group }) => group === 'non-provider')) expect(brings(pack(id), code), code).toBe('surat-tugas-atau-keputusan*');
  });

  test.each(TEXTS)('%s: the NPWP is the company\'s, the responsible person\'s or the individual\'s own (REG-7)', (id) => {
    const npwp = (kind: string) => pack(id).registration.items.find(({ code, kinds }) => code === 'npwp' && kinds.includes(kind))?.label;
    expect(['badan-usaha', 'usaha-perseorangan', 'perorangan'].map(npwp)).toEqual(['NPWP badan usaha', 'NPWP penanggung jawab perusahaan', 'NPWP perorangan']);
  });

  test.each(TEXTS)('%s: nothing is asked for that the text does not list (REG-18)', (id) => {
    const asked = pack(id).registration.items.filter(({ services }) => services.includes('pendaftaran'));
    expect(asked.filter(({ source }) => source.kind !== 'law').map(({ code }) => code)).toEqual([]);
  });

  test('the closed kinds of users are those of each text (DATA-1, DATA-5)', () => {
    expect(Object.fromEntries(real.map(({ id, registration: { kinds } }) => [id, kinds.filter(({ group }) => group === 'non-provider').map(({ code }) => code)]))).toEqual({
      'katingan-2018': ['ulp', 'panitia-pengadaan', 'pejabat-pengadaan', 'ppk', 'auditor', 'entitas-lain'],
      'malang-13-2011': ['panitia-pengadaan', 'pejabat-pengadaan', 'ppk', 'auditor', 'entitas-lain'],
      'salatiga-41-2024': ['personel-lpse', 'pengguna-anggaran', 'kepala-ukpbj', 'ppk', 'pokja-pemilihan', 'pejabat-pengadaan', 'penyelenggara-swakelola', 'pedagang-daring'],
      'tulang-bawang-barat-46-2018': ['ukpbj', 'pejabat-pengadaan', 'ppk', 'auditor', 'entitas-lain'],
    });
    for (const { registration: { kinds } } of real) expect(kinds.filter(({ group }) => group === 'provider').map(({ code }) => code)).toEqual(['badan-usaha', 'usaha-perseorangan', 'perorangan']);
  });

  test('the numbers that must be given are those on a KTP or an NPWP of the list; a NIB or a NIP, which not everybody has, may be (REG-5, REG-7, REG-18)', () => {
    for (const { id, registration: { kinds } } of packs.values()) {
      expect(kinds.map(({ code, numbers }) => [code, numbers.join()]).filter(([, numbers]) => numbers !== ''), id).toEqual([['badan-usaha', 'npwp'], ['usaha-perseorangan', 'npwp,nik'], ['perorangan', 'npwp,nik']]);
      expect(kinds.find(({ code }) => code === 'ppk')?.mayGive).toEqual(['nip']);
    }
  });

  test('a NIB may be given where the text lists a licence, and not in Salatiga (REG-8)', () => {
    expect(real.filter(({ registration: { kinds } }) => kinds.some(({ mayGive }) => mayGive.includes('nib'))).map(({ id }) => id)).toEqual(TEXTS.filter((id) => id !== 'salatiga-41-2024'));
  });

  test('an individual brings the licence that the letter of the text asks of every provider, and is not told that a NIB is it (REG-8)', () => {
    const licence = (id: string, kind: string) => pack(id).registration.items.find(({ code, kinds }) => code === 'surat-ijin-usaha' && kinds.includes(kind))?.label;
    for (const id of TEXTS.filter((one) => one !== 'salatiga-41-2024')) {
      expect(licence(id, 'badan-usaha')).toContain('kini dipenuhi dengan NIB');
      expect(licence(id, 'perorangan')).not.toContain('dipenuhi dengan NIB');
      expect(pack(id).note).toMatch(/Surat Ijin Usaha \(P\d+\(1\)a\.2\.d\)\) menurut bunyi teksnya dibawa setiap penyedia, juga perorangan/);
    }
  });
});

describe('the later services', () => {
  test.each([
    ['ubah-surel', 'badan-usaha', 'surat-permohonan ktp-pemohon*'],
    ['ubah-surel', 'ppk', 'surat-permohonan ktp-pemohon*'],
    ['lupa-user-id', 'perorangan', 'surat-permohonan ktp-pemohon*'],
    ['ubah-npwp', 'usaha-perseorangan', 'surat-permohonan ktp-pemohon* npwp-baru*'],
    ['ubah-npwp', 'ppk', ''],
    ['ubah-direktur', 'badan-usaha', 'ktp-penanggung-jawab-baru* akta-perubahan-direktur*'],
    ['ubah-direktur', 'usaha-perseorangan', 'ktp-penanggung-jawab-baru* akta-perubahan-direktur?*'],
    ['ubah-direktur', 'perorangan', ''],
    ['aktivasi-kembali', 'ppk', 'surat-tugas-atau-keputusan-baru*'],
    ['aktivasi-kembali', 'badan-usaha', ''],
  ])('%s of %s: %j, everywhere', (service, kind, items) => {
    for (const one of packs.values()) expect(brings(one, kind, service), one.id).toBe(items);
  });

  test('ADP is a service of Salatiga alone, for providers (REG-22)', () => {
    expect(real.filter(({ registration: { services } }) => services.some(({ code }) => code === 'adp')).map(({ id }) => id)).toEqual(['salatiga-41-2024']);
    expect(pack('salatiga-41-2024').registration.services.find(({ code }) => code === 'adp')).toMatchObject({ end: 'record', groups: ['provider'], source: { clause: 'REG-22' } });
    expect(brings(pack('salatiga-41-2024'), 'perorangan', 'adp')).toBe('surat-permohonan ktp-pemohon*');
  });
});

describe('the powers of each text', () => {
  test('only Salatiga lets another law add an item; Tulang Bawang Barat and Katingan close the list (REG-18, REG-23)', () => {
    expect(real.map(({ registration: { otherLaw } }) => [otherLaw.value, otherLaw.source.kind === 'law' ? otherLaw.source.clause : otherLaw.source.kind])).toEqual([
      [false, 'REG-18'], [false, 'sigap'], [true, 'REG-23'], [false, 'REG-18'],
    ]);
  });

  test('a rejection names the provision in Salatiga, says why in Katingan and Malang, and rests on untrue documents in Tulang Bawang Barat (REG-11, REG-14)', () => {
    expect(real.map(({ registration: { grounds } }) => grounds.map(({ code, cites, source }) => `${code} ${cites} ${source.kind}`))).toEqual([
      ['dokumen-tidak-benar false law', 'dokumen-tidak-lengkap false law', 'alasan-lain false law'],
      ['dokumen-tidak-benar false law', 'dokumen-tidak-lengkap false law', 'alasan-lain false law'],
      ['tidak-sesuai-ketentuan true law'],
      ['dokumen-tidak-benar false sigap'],
    ]);
  });

  test('who clarifies the data on qualification is whom each text names (REG-20)', () => {
    expect(real.map(({ registration: { qualifiers } }) => [qualifiers.value, qualifiers.source.kind === 'law' ? qualifiers.source.article : qualifiers.source.kind])).toEqual([
      ['ULP, Panitia Pengadaan, atau Pejabat Pengadaan', 'P22(5)'], ['Panitia atau Pejabat Pengadaan', 'P14(3)'], ['Pokja Pemilihan atau Pejabat Pengadaan', 'sigap'], ['UKPBJ atau Pejabat Pengadaan', 'P26(5)'],
    ]);
  });

  test('an account is deactivated on the grounds of its text; the end of a term is none, and waits for an office to take it (REG-16, REG-17)', () => {
    expect(real.map(({ deactivation: { grounds } }) => grounds.map(({ code, by, source }) => `${code} ${by} ${source.kind === 'law' ? source.clause : source.kind}`))).toEqual([
      ['pelanggaran verifikator REG-16', 'daftar-hitam verifikator REG-17'],
      ['pelanggaran verifikator REG-16', 'daftar-hitam verifikator REG-17'],
      ['pelanggaran verifikator REG-16'],
      [],
    ]);
    for (const { officeGrounds } of real) expect(officeGrounds).toMatchObject([{ code: 'masa-tugas-berakhir', source: { kind: 'sigap' } }]);
  });

  test('a blacklist must be asked for by those whom the text names: the ULP only in Katingan (REG-17)', () => {
    const requesters = (id: string) => pack(id).deactivation.grounds.find(({ code }) => code === 'daftar-hitam')?.requesters.map(({ label }) => label);
    expect(requesters('katingan-2018')).toEqual(['PA', 'KPA', 'PPK', 'ULP', 'Panitia Pengadaan', 'Pejabat Pengadaan']);
    expect(requesters('malang-13-2011')).toEqual(['PA', 'KPA', 'PPK', 'Panitia Pengadaan', 'Pejabat Pengadaan']);
  });

  test('no text gives a number on users: each is an office\'s, Sigap\'s, or a law of the country (REG-12, REG-13)', () => {
    for (const one of real) {
      expect(one.registration).toMatchObject({ verification: null, place: null });
      expect(userValues(one).filter(({ source }) => source?.kind === 'law').map(({ name }) => name).filter((name) => !/\.(otherLaw|qualifiers)$/.test(name))).toEqual([]);
      expect(one.dataRequest.window).toEqual({ value: 259_200_000, source: { kind: 'statute', article: 'UU 27/2022 Pasal 32' } });
      expect(one.archive.years.value).toBeNull();
    }
  });
});

test.each(TEXTS)('%s quotes every norm on users that its text has', (id) => {
  const wanted = allClauses().filter((clause) => clause.articles[id] && (clause.group === 'REG' || /^DATA-[1-5]$/.test(clause.id)));
  expect(pack(id).law.map((norm) => norm.clause)).toEqual(expect.arrayContaining(wanted.map((clause) => clause.id)));
});

test('a source of law bears the article of its own text', () => {
  for (const one of real) {
    for (const { name, source } of userLists(one)) if (source.kind === 'law') expect(source.article, `${one.id} ${name}`).toBe(one.law.find(({ clause }) => clause === source.clause)?.article);
  }
  expect(pack('malang-13-2011').registration.items.find(({ code }) => code === 'surat-ijin-usaha')?.source).toEqual({ kind: 'law', clause: 'REG-8', article: 'P14(1)a.2.d)' });
});
