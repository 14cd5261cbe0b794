import { describe, expect, test } from 'vitest';
import { readOffices } from './load.ts';
import { rulesOf } from './rules.ts';
import { FILE, VALID, packs, refusal } from './testing/valid-office.ts';
import type { Rules } from '../regulations/rules.ts';

const offices = readOffices(packs);
const document = 'document: { title: SOP, number: "2", date: 2025-12-01 }';

function rules(id: string, change: (parameters: Parameters) => Partial<Parameters> = () => ({})): Rules {
  const office = offices.get(id);
  const pack = office && packs.get(office.regulation);
  if (!office || !pack) throw new Error(`no office ${id}`);
  return rulesOf(pack, { ...office, parameters: { ...office.parameters, ...change(office.parameters) } }, 1);
}
type Parameters = NonNullable<ReturnType<typeof offices.get>>['parameters'];
const paper = { title: 'SOP Penonaktifan', number: '7', date: '2026-01-02' };
const source = { kind: 'office', document: 'SOP Penonaktifan', number: '7', date: '2026-01-02' };

describe('what an office says about its users', () => {
  test('its number for the verification is its own, and without one only the age counts', () => {
    expect(rules('salatiga').registration.verification).toMatchObject({ value: { days: 2 }, source: { kind: 'office' } });
    expect(rules('katingan').registration.verification).toBeNull();
  });

  test('each says where originals are shown (REG-24), and only some let them be seen by video', () => {
    for (const id of offices.keys()) expect(rules(id).registration.place?.value, id).toMatch(/ruang|loket/i);
    expect([...offices.keys()].filter((id) => rules(id).registration.video.value).sort()).toEqual(['contoh', 'salatiga']);
  });

  test('a kind that the letter of the text asks for a paper it hardly has: the decision stands beside the clause, or takes it off the list (DATA-1)', () => {
    const kinds = (all: Rules) => all.registration.kinds.filter(({ code }) => code === 'pedagang-daring' || code === 'penyelenggara-swakelola');
    expect(kinds(rules('salatiga'))).toMatchObject([
      { code: 'penyelenggara-swakelola', source: { kind: 'law', clause: 'DATA-1' } },
      { code: 'pedagang-daring', source: { kind: 'law', clause: 'DATA-1', reading: { document: 'Contoh keputusan pendaftaran pedagang daring' } } },
    ]);
    const without = rules('salatiga', ({ registration }) => ({ registration: { ...registration, kinds: { 'pedagang-daring': { value: false, document: paper } } } }));
    expect(kinds(without).map(({ code }) => code)).toEqual(['penyelenggara-swakelola']);
  });

  test('clarification, a decision and LKPP ship switched on where the accounts are central, and off elsewhere (REG-16)', () => {
    expect(rules('salatiga').deactivation).toMatchObject({ clarification: null, decider: { value: null }, throughLkpp: { value: false } });
    expect(rules('katingan').registration.activation.value).toBe('inaproc');
    expect(rules('katingan').deactivation).toMatchObject({
      clarification: { value: { days: 5 }, source: { kind: 'sigap' } }, decider: { value: 'kepala-lpse', source: { kind: 'sigap' } }, throughLkpp: { value: true, source: { kind: 'sigap' } },
    });
  });

  test('an office sets each of them by itself', () => {
    const chosen = rules('katingan', ({ deactivation }) => ({
      deactivation: { ...deactivation, clarification: { value: null, document: paper }, decider: { value: null, document: paper }, throughLkpp: { value: false, document: paper } },
    }));
    expect(chosen.deactivation).toMatchObject({ clarification: null, decider: { value: null, source }, throughLkpp: { value: false, source } });
    const asks = rules('salatiga', ({ deactivation }) => ({ deactivation: { ...deactivation, clarification: { value: { days: 3 }, document: paper } } }));
    expect(asks.deactivation).toMatchObject({ clarification: { value: { days: 3 }, source }, throughLkpp: { value: false } });
  });

  test('the end of a term is a ground of the office alone that took it with its paper', () => {
    expect(rules('tulang-bawang-barat').deactivation.grounds).toMatchObject([{ code: 'masa-tugas-berakhir', source: { kind: 'office', number: 'CONTOH/TBB/SOP-02/2024' } }]);
    const without = rules('tulang-bawang-barat', ({ deactivation }) => ({ deactivation: { ...deactivation, grounds: { 'masa-tugas-berakhir': { value: false, document: paper } } } }));
    expect(without.deactivation.grounds).toEqual([]);
    expect([...offices.keys()].filter((id) => rules(id).deactivation.grounds.some(({ code }) => code === 'masa-tugas-berakhir'))).toEqual(['tulang-bawang-barat']);
  });

  test('all of it is plain data, so that it can be frozen into a history', () => {
    for (const id of offices.keys()) expect(JSON.parse(JSON.stringify(rules(id)))).toEqual(rules(id));
  });
});

describe('a choice on users is refused in one sentence with file and line', () => {
  test.each<[string, string, string]>([
    ['a changed rule of law (REG-23)', `registration: { otherLaw: { value: false, ${document} } }`, 'parameters.registration.otherLaw tidak dikenal.'],
    ['a ladder to nowhere', `registration: { ladder: { value: [bupati], ${document} } }`, 'parameters.registration.ladder.value menyebut fungsi yang tidak ada di paket: bupati.'],
    ['a decider whom the text does not have', `deactivation: { decider: { value: bupati, ${document} } }`, 'parameters.deactivation.decider.value menyebut fungsi yang tidak ada di paket: bupati.'],
    ['a decision on a kind that the text decided', `registration: { kinds: { ppk: { value: false, ${document} } } }`, 'parameters.registration.kinds.ppk tidak diserahkan kepada kantor.'],
    ['a ground of law given up (REG-16)', `deactivation: { grounds: { pelanggaran: { value: false, ${document} } } }`, 'parameters.deactivation.grounds.pelanggaran tidak diserahkan kepada kantor.'],
    ['a number without its paper', 'registration: { verification: { value: { days: 2 } } }', 'parameters.registration.verification.document wajib ada.'],
    ['a place that says nothing', `registration: { place: { value: " ", ${document} } }`, 'parameters.registration.place.value tidak boleh kosong.'],
  ])('%s', (_what, line, sentence) => {
    expect(refusal(VALID.replace('lkpp:', `  ${line}\nlkpp:`))).toBe(`${FILE} baris 14: ${sentence}`);
  });

  test('a decider and a verifikator whom nobody holds', () => {
    expect(refusal(VALID.replace('lkpp:', `  deactivation: { decider: { value: koordinator-lpse, ${document} } }\nlkpp:`))).toBe(`${FILE} baris 21: assignments tidak punya pemegang untuk fungsi koordinator-lpse.`);
    expect(refusal(VALID.replace('function: verifikator', 'function: helpdesk'))).toBe(`${FILE} baris 20: assignments tidak punya pemegang untuk fungsi verifikator.`);
  });
});
