import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadOffice, settingsOf } from '../../offices/load.ts';
import { rulesOf } from '../../offices/rules.ts';
import { readPacks } from '../../regulations/load.ts';
import { rowsOf } from '../../regulations/values.ts';
import type { Intake } from '../intake.ts';
import { governingValues } from './governing-values.ts';
import { rulesInWords } from './governing.ts';

const packs = readPacks();
const folder = fileURLToPath(new URL('../../offices', import.meta.url));
const rulesOfOffice = (name: string) => {
  const office = loadOffice(readFileSync(join(folder, `${name}.yaml`), 'utf8'), name, packs);
  const pack = packs.get(office.regulation);
  if (!pack) throw new Error(`No pack ${office.regulation}`);
  return rulesOf(pack, settingsOf(office), 1);
};
const offices = ['kota-salatiga', 'kab-tulang-bawang-barat', 'kab-katingan', 'kota-malang', 'kota-contoh'];
/** Only what the words are made from. */
const caseOf = (name: string, role = 'penyedia') => ({ number: 'X-2026-000001', sop: 'problem', rules: rulesOfOffice(name), facts: { role } }) as unknown as Intake;
const userCase = (name: string, sop: string) => ({ number: 'X-2026-000001', sop, rules: rulesOfOffice(name), facts: { service: 'pendaftaran', kind: 'badan-usaha' } }) as unknown as Intake;
const valueOf = (name: string, code: string, role?: string) => rulesInWords(caseOf(name, role)).values.find((value) => value.code === code);

describe.each(offices)('the rules that govern a case of %s', (name) => {
  const rules = rulesOfOffice(name);

  it('are shown whole: every value has a name and words in Bahasa Indonesia', () => {
    const shown = governingValues(rules);
    expect(shown.map(({ code }) => code).sort()).toEqual(rowsOf(rules.problem).map((row) => row.name).sort());
    for (const { name: said, value } of shown) expect([said, value].join(' ')).toMatch(/^[A-Z]\S+.* \S+/);
    expect(JSON.stringify(shown.map(({ value }) => value))).not.toMatch(/none|directly|every|task-only|"yes"|"no"|same-time/);
  });

  it.each(['registration', 'deactivation', 'appointment', 'data-request'])('are those of its own SOP and no other: %s', (sop) => {
    const { values, norms } = rulesInWords(userCase(name, sop));
    for (const { name: said, value, clause } of values) {
      expect([said, value].join(' ')).toMatch(/^[A-Z]\S+.* \S+/);
      expect([said, clause ?? 'REG']).toEqual([said, expect.stringMatching(/^(REG|DATA|SVC)/)]);
    }
    expect(norms.filter(({ clause }) => clause.startsWith('ERR-'))).toEqual([]);
    expect(JSON.stringify(values.map(({ value }) => value))).not.toMatch(/undefined|null|NaN|spse-local|"true"|"false"/);
  });

  it.each(['maintenance', 'outage'])('are those of an announcement, with the norms that ask for it: %s (CAP-4, CAP-5, SEC-7, SVC-4, STD-33)', (sop) => {
    const { values, norms } = rulesInWords(userCase(name, sop));
    for (const { name: said, value, kind, source } of values) {
      expect([said, value].join(' ')).toMatch(/^[A-Z]\S+.* \S+/);
      expect([said, source]).toEqual([said, kind === null ? null : expect.stringMatching(/^(Peraturan|SOP kantor|Bawaan Sigap): .+/)]);
    }
    expect(JSON.stringify(values.map(({ value }) => value))).not.toMatch(/undefined|null|NaN|provider"|"true"|"false"/);
    const asked = sop === 'outage' ? ['CAP-4', 'SEC-7', 'SVC-4', 'STD-33', 'ERR-8', 'ERR-9', 'DATA-10', 'GOV-15'] : ['CAP-5', 'SEC-7', 'DATA-10', 'GOV-15'];
    const text = (packs.get(rules.pack)?.law ?? []).map(({ clause }) => clause).filter((clause) => asked.includes(clause));
    const carried = values.flatMap(({ clause }) => clause ?? []);
    expect([...norms.map(({ clause }) => clause), ...carried].filter((clause) => asked.includes(clause)).sort()).toEqual(expect.arrayContaining(text));
  });

  it.each([
    ['backup', /^(ARC-[1-4]|SEC-1[68])$/], ['custody', /^(ARC-[2-4]|SEC-1[68])$/], ['restore-drill', /^(ARC-[134]|SEC-1[678])$/],
  ])('are those of backups, with the norms that ask for them: %s (ARC-1, ARC-2, ARC-3, ARC-4, SEC-16, SEC-17, SEC-18)', (sop, asked) => {
    const { values, norms } = rulesInWords(userCase(name, sop));
    for (const { name: said, value, kind, source } of values) {
      expect([said, value].join(' ')).toMatch(/^[A-Z]\S+.* \S+/);
      expect([said, source]).toEqual([said, kind === null ? null : expect.stringMatching(/^(Peraturan|Undang-undang|SOP kantor|Bawaan Sigap): .+/)]);
    }
    expect(JSON.stringify(values.map(({ value }) => value))).not.toMatch(/undefined|null|NaN|provider"|sistem"|"true"|"false"/);
    const text = (packs.get(rules.pack)?.law ?? []).map(({ clause }) => clause).filter((clause) => asked.test(clause));
    expect([...norms, ...values].flatMap(({ clause }) => clause ?? [])).toEqual(expect.arrayContaining(text));
  });

  it('name their source, and quote the text where it is law', () => {
    const { values, invented } = rulesInWords(caseOf(name));
    for (const { kind, source, clause, says } of values) {
      if (kind === null) expect([source, says]).toEqual([null, null]);
      else expect(source).toMatch({ law: /^Peraturan: .+ \((ERR|REG|DATA|SVC)-\d+\)/, statute: /^Undang-undang: UU .+ Pasal \d+/, office: /^SOP kantor: .+, \d{4}-\d\d-\d\d$/, sigap: /^Bawaan Sigap: .+\.$/ }[kind]);
      if (kind === 'law' && !invented) expect([clause, says?.length ?? 0]).toEqual([clause, expect.toSatisfy((length: number) => length > 20)]);
    }
  });

  it('are the norms of the text: those with a value there, the rest here, each once', () => {
    const { values, norms } = rulesInWords(caseOf(name));
    const carried = new Set(values.flatMap(({ clause }) => (clause?.startsWith('ERR-') ? [clause] : [])));
    const text = (packs.get(rules.pack)?.law ?? []).map(({ clause }) => clause).filter((clause) => clause.startsWith('ERR-'));
    expect([...norms.map(({ clause }) => clause), ...carried].filter((clause) => text.includes(clause)).sort()).toEqual([...text].sort());
  });
});

describe('the words of a value', () => {
  it('say who runs the system, and who fixes the times of an outage, with the text (DATA-10, STD-33)', () => {
    const of = (name: string, code: string) => rulesInWords(userCase(name, 'outage')).values.find((value) => value.code === code);
    expect(of('kota-salatiga', 'operation')).toMatchObject({ value: 'Kantor mengelola sendiri sistemnya (system provider)', clause: 'DATA-10', source: 'Peraturan: Perwali Salatiga 41/2024, P1 a.15–16; P3(1) (DATA-10)' });
    expect(of('kab-tulang-bawang-barat', 'declarer')).toMatchObject({ clause: 'STD-33', says: expect.stringContaining('berakhirnya kondisi tersebut') });
    expect(of('kab-katingan', 'confirmation')).toMatchObject({ value: '15 menit', kind: 'sigap' });
    expect(rulesInWords(userCase('kab-katingan', 'maintenance')).values.find(({ code }) => code === 'leads')?.value).toBe('3 hari kerja, lalu 1 hari kerja, lalu 1 jam waktu kerja');
  });

  it('say whether media leave the house by law or by choice, who may open a restored copy, and the hours after a loss (ARC-2, SEC-17)', () => {
    const of = (name: string, sop: string, code: string) => rulesInWords(userCase(name, sop)).values.find((value) => value.code === code);
    expect(of('kab-katingan', 'backup', 'portable')).toMatchObject({ value: 'Ya', clause: 'ARC-2', says: expect.stringContaining('terpisah dari ruang server') });
    expect(of('kota-salatiga', 'backup', 'portable')).toMatchObject({ value: 'Tidak', kind: 'sigap' });
    expect(of('kota-salatiga', 'restore-drill', 'drillers')).toMatchObject({ value: 'Administrator Sistem atau Koordinator LPSE', clause: 'SEC-17', says: 'Hak akses server LPSE dipegang oleh administrator sistem dan koordinator LPSE.' });
    expect(of('kota-malang', 'custody', 'lossNotice')).toMatchObject({ value: '72 jam', source: 'Undang-undang: UU 27/2022 Pasal 46(1)' });
  });

  it('say the number of the law with its article and its own words', () => {
    expect(valueOf('kota-salatiga', 'followUp')).toEqual({
      code: 'followUp', name: 'Tenggat tindak lanjut', value: '1 hari kerja', kind: 'law', source: 'Peraturan: Perwali Salatiga 41/2024, P9(2) (ERR-2)', clause: 'ERR-2',
      says: 'Laporan permasalahan ditindaklanjuti oleh perangkat LPSE paling lama 1 (satu) hari kerja sejak laporan diterima.',
    });
  });

  it('say the number of the office with its paper, and never lend it to the law', () => {
    expect(valueOf('kota-salatiga', 'answer')).toMatchObject({ value: '3 hari kerja', kind: 'office', source: 'SOP kantor: Contoh SOP Penanganan Permasalahan SPSE, CONTOH/SLT/SOP-03/2024, 2024-12-20', says: null });
  });

  it('say what Sigap chose where the text is silent, and what nobody set', () => {
    expect(valueOf('kota-salatiga', 'ladder')).toMatchObject({ value: 'Kepala LPSE, lalu Kepala UKPBJ, lalu LKPP', kind: 'sigap' });
    expect(valueOf('kota-contoh', 'answer')).toMatchObject({ value: 'Tidak ditetapkan; hanya umur laporan yang dihitung', kind: null, source: null });
  });

  it('show of the reporters only the one of the case', () => {
    const roles = rulesInWords(caseOf('kota-salatiga', 'auditor')).values.filter(({ code }) => code.startsWith('roles.'));
    expect(roles).toMatchObject([{ name: 'Pelapor: Auditor', value: 'Diterima, tanpa tenggat tindak lanjut', kind: 'sigap' }]);
  });
});
