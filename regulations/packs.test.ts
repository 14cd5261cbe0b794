import { describe, expect, test } from 'vitest';
import { allClauses, findClause } from './clauses.ts';
import { readPacks } from './load.ts';
import type { Pack } from './load.ts';

const FORCES: Record<string, string[]> = { W: ['must'], O: ['may'], X: ['must-not'], D: ['definition'], 'W/O': ['must', 'may'] };

const packs = readPacks();
const real = [...packs.values()].filter((pack) => !pack.invented);

function pack(id: string): Pack {
  const found = packs.get(id);
  if (!found) throw new Error(`no pack ${id}`);
  return found;
}

test('the four regulations and the invented one are there, each under its own file name', () => {
  expect([...packs.keys()]).toEqual(['contoh', 'katingan-2018', 'malang-13-2011', 'salatiga-41-2024', 'tulang-bawang-barat-46-2018']);
});

test('the product has 203 clauses', () => {
  expect(allClauses()).toHaveLength(203);
});

describe.each(real.map((p) => [p.id, p] as const))('%s', (id, { law, problem }) => {
  test('quotes every norm of the problem SOP that its text has', () => {
    const wanted = allClauses().filter((c) => c.articles[id] && (c.group === 'ERR' || ['DATA-1', 'GOV-7', 'GOV-8', 'GOV-9', 'SVC-4'].includes(c.id)));
    expect(law.map((norm) => norm.clause)).toEqual(expect.arrayContaining(wanted.map((c) => c.id)));
  });

  test('quotes only norms that its text has, at the article and with the force of the matrix', () => {
    for (const norm of law) {
      const clause = findClause(norm.clause);
      expect.soft(norm.article, norm.clause).toBe(clause?.articles[id]);
      expect.soft(FORCES[clause?.force ?? ''], norm.clause).toContain(norm.force);
    }
  });

  test('sets no number for the answer, and names both grounds of a forward', () => {
    expect(problem.answer).toBeNull();
    expect(problem.lkpp.grounds.map((g) => g.code)).toEqual(['tidak-dapat-diselesaikan', 'belum-tercakup']);
  });
});

describe('where the texts differ', () => {
  test('only Salatiga sets a number, and it is one working day (ERR-2)', () => {
    expect(real.flatMap((p) => (p.problem.followUp ? [[p.id, p.problem.followUp]] : []))).toEqual([
      ['salatiga-41-2024', { value: { days: 1 }, source: { kind: 'law', clause: 'ERR-2', article: 'P9(2)' } }],
    ]);
  });

  test('LKPP is told through Kepala UKPBJ in Salatiga and directly elsewhere (ERR-8)', () => {
    expect(real.map((p) => [p.id, p.problem.lkpp.approver.value])).toEqual([
      ['katingan-2018', null], ['malang-13-2011', null], ['salatiga-41-2024', 'kepala-ukpbj'], ['tulang-bawang-barat-46-2018', null],
    ]);
  });

  test('only Tulang Bawang Barat holds a case open until its root cause is known (ERR-16)', () => {
    expect(real.filter((p) => p.problem.rootCauseGate.value).map((p) => p.id)).toEqual(['tulang-bawang-barat-46-2018']);
  });

  test('a witness is an option in Salatiga and a duty elsewhere (ERR-10)', () => {
    expect(real.map((p) => p.law.find((n) => n.clause === 'ERR-10')?.force)).toEqual(['must', 'must', 'may', 'must']);
  });

  test('auditors report everywhere; in Salatiga, which does not name them, without a legal deadline', () => {
    for (const p of real) expect(p.problem.roles.map((r) => r.code)).toContain('auditor');
    const uncovered = real.flatMap((p) => p.problem.roles.filter((r) => !r.legalDeadline).map((r) => `${p.id} ${r.code}`));
    expect(uncovered).toEqual(['salatiga-41-2024 auditor']);
  });

  test('other entities report where the text has them, and not in Salatiga (DATA-1)', () => {
    expect(real.map((p) => p.problem.roles.some((r) => r.code === 'entitas-lain'))).toEqual([true, true, false, true]);
  });

  test.each([
    ['salatiga-41-2024', ['kepala-lpse', 'kepala-ukpbj']],
    ['tulang-bawang-barat-46-2018', ['koordinator-help-desk', 'kepala-lpse', 'sekretaris-daerah']],
    ['katingan-2018', ['kepala-lpse']],
    ['malang-13-2011', ['kepala-lpse', 'kepala-dinas']],
  ])('the ladder of %s is %j', (id, ladder) => {
    expect(pack(id).problem.ladder.value).toEqual(ladder);
  });

  test('a function bears the title of its own text', () => {
    expect(pack('malang-13-2011').functions['kepala-lpse']?.title).toBe('Kepala UPT LPSE');
    expect(pack('katingan-2018').functions.helpdesk?.title).toBe('Unit Layanan dan Dukungan');
    expect(pack('tulang-bawang-barat-46-2018').functions.verifikator?.article).toBeUndefined();
  });

  test('the selection roles are those that each text bars (GOV-7, GOV-8)', () => {
    expect(real.map((p) => p.selectionRoles.map((r) => r.code))).toEqual([
      ['ppk', 'ulp', 'panitia-pengadaan', 'pejabat-pengadaan'],
      ['ppk', 'panitia-pengadaan', 'pejabat-pengadaan'],
      ['pokja-pemilihan', 'pejabat-pengadaan'],
      ['ppk', 'ukpbj', 'pokja-pemilihan', 'pejabat-pengadaan'],
    ]);
  });
});

test('categories are technical: none touches the substance of a procurement (GOV-9)', () => {
  for (const { problem } of packs.values()) {
    expect(problem.categories.map((c) => c.code)).toEqual([
      'aplikasi-spse', 'akun-login', 'unggah-unduh-dokumen', 'jaringan-akses', 'dokumen-penawaran-tidak-dapat-dibuka', 'lainnya',
    ]);
  }
});

test('the invented pack carries no law', () => {
  const { law, problem } = pack('contoh');
  expect(law).toEqual([]);
  expect(problem.rungSpacing).toMatchObject({ value: { ms: 5_000 }, source: { kind: 'sigap' } });
  expect(problem.lkpp.grounds.map((g) => g.article)).toEqual(['rekaan', 'rekaan']);
});
