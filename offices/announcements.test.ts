import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { problemContract } from '../workflows/problem/contract.ts';
import { loadOffice, readOffices } from './load.ts';
import { rulesOf } from './rules.ts';
import type { Office } from './schema.ts';
import { asCentral } from './testing/central.ts';
import { FILE, VALID, packs, refusal } from './testing/valid-office.ts';

const offices = readOffices(packs);
const document = 'document: { title: SOP, number: "2", date: 2025-12-01 }';
const paper = { title: 'SOP Pemeliharaan', number: '8', date: '2026-01-02' };

function rulesFor(id: string, maintenance: Partial<Office['parameters']['maintenance']> = {}) {
  const office = offices.get(id)!;
  return rulesOf(packs.get(office.regulation)!, { ...office, parameters: { ...office.parameters, maintenance: { ...office.parameters.maintenance, ...maintenance } } }, 1);
}

describe('what an office says about maintenance and outages', () => {
  test('its own choice stands with its paper, and Sigap\'s where it has none', () => {
    const { maintenance, outage } = rulesFor('salatiga');
    expect(maintenance.approver).toMatchObject({ value: 'kepala-lpse', source: { kind: 'office', number: 'CONTOH/SLT/SOP-04/2024' } });
    expect(maintenance.leads).toMatchObject({ value: [{ days: 3 }, { days: 1 }, { ms: 3_600_000 }], source: { kind: 'sigap' } });
    expect(outage.paper).toMatchObject({ title: 'Berita Acara Gangguan', signer: 'kepala-lpse', series: { value: '{n}/BA-GANGGUAN/{bulan}/{tahun}' } });
  });

  test('an outage goes to LKPP the way of every technical obstacle: in Salatiga through Kepala UKPBJ (ERR-8)', () => {
    expect(rulesFor('salatiga').outage.lkpp).toMatchObject({ after: { value: 14_400_000 }, approver: { value: 'kepala-ukpbj' } });
    expect(rulesFor('katingan').outage.lkpp.approver.value).toBeNull();
  });

  test('who runs no system has no Administrator Sistem: its desk plans, handles and is told instead (GOV-15, DATA-10)', () => {
    expect(rulesFor('katingan')).toMatchObject({ maintenance: { planner: 'administrator-sistem', ladder: { value: ['administrator-sistem', 'kepala-lpse'] } }, outage: { technician: 'administrator-sistem' } });
    for (const operation of ['service-provider', 'central'] as const) {
      expect(rulesFor('katingan', { operation: { value: operation, document: paper } })).toMatchObject({
        maintenance: { operation: { value: operation, source: { kind: 'office', number: '8' } }, planner: 'helpdesk', ladder: { value: ['helpdesk', 'kepala-lpse'] } }, outage: { operation: { value: operation }, technician: 'helpdesk' },
      });
    }
  });

  test('it is loaded although nobody holds that function, no rule names it, and nothing is handed over to it', () => {
    const text = asCentral(readFileSync(new URL('kab-katingan.yaml', import.meta.url), 'utf8'));
    const central = loadOffice(text, FILE, packs);
    const { titles: _titles, ...rules } = rulesOf(packs.get(central.regulation)!, central, 1);
    expect(JSON.stringify(rules)).not.toContain('administrator-sistem');
    expect(refusal(text.replace('value: central', 'value: system-provider'))).toContain('tidak punya pemegang untuk fungsi administrator-sistem.');
    const handOver = (office: Office) => problemContract.checkAct('hand-over', { to: 'technical' }, rulesOf(packs.get(office.regulation)!, office, 1));
    expect(handOver(central)).toMatchObject({ code: 'unknown-choice', field: 'to', allowed: [{ code: 'desk', label: 'Unit Layanan dan Dukungan' }, { code: 'coordinator' }] });
    expect(handOver(offices.get('katingan')!)).toBeNull();
  });

  test('all of it is plain data, so that it can be frozen into a history', () => {
    for (const id of offices.keys()) expect(JSON.parse(JSON.stringify(rulesFor(id)))).toEqual(rulesFor(id));
  });
});

const control = '[{ code: luar, kind: tcp, host: example.test, port: 443 }]';
const probe = (own = 'kind: http, url: "https://spse.example.test"', system = 'spse') => `[{ code: satu, system: ${system}, ${own} }]`;

describe('a choice is refused in one sentence with file and line', () => {
  const parameters = (line: string) => VALID.replace('lkpp:', `  ${line}\nlkpp:`);
  test.each<[string, string, string]>([
    ['an approver whom the text does not have', `maintenance: { approver: { value: bupati, ${document} } }`, 'parameters.maintenance.approver.value menyebut fungsi yang tidak ada di paket: bupati.'],
    ['a ladder to nowhere', `outage: { ladder: { value: [bupati], ${document} } }`, 'parameters.outage.ladder.value menyebut fungsi yang tidak ada di paket: bupati.'],
    ['a declarer whom the text does not have', `outage: { declarer: { value: bupati, ${document} } }`, 'parameters.outage.declarer.value menyebut fungsi yang tidak ada di paket: bupati.'],
    ['what the text says it runs (DATA-10)', `maintenance: { operation: { value: central, ${document} } }`, 'parameters.maintenance.operation.value ditetapkan peraturan (DATA-10, P1 a.15–16; P3(1)); kantor tidak boleh mengubahnya.'],
    ['who approves an announcement on INAPROC (ERR-9)', `outage: { inaproc: { value: helpdesk, ${document} } }`, 'parameters.outage.inaproc tidak dikenal.'],
    ['more reminders than anybody reads', `maintenance: { leads: { value: [{ days: 6 }, { days: 5 }, { days: 4 }, { days: 3 }, { days: 2 }, { days: 1 }], ${document} } }`, 'parameters.maintenance.leads.value paling banyak lima pengingat.'],
    ['no time before users are told', `outage: { confirmation: { value: { minutes: 0 }, ${document} } }`, 'parameters.outage.confirmation.value harus lebih dari nol.'],
    ['a choice without its paper', 'outage: { response: { value: { minutes: 5 } } }', 'parameters.outage.response.document wajib ada.'],
  ])('%s', (_what, line, sentence) => {
    expect(refusal(parameters(line))).toBe(`${FILE} baris 14: ${sentence}`);
  });

  test('an approver whom nobody holds', () => {
    expect(refusal(parameters(`maintenance: { approver: { value: koordinator-lpse, ${document} } }`))).toBe(`${FILE} baris 21: assignments tidak punya pemegang untuk fungsi koordinator-lpse.`);
  });

  const watch = (line: string) => VALID.replace('lkpp:', `${line}\nlkpp:`);
  test.each<[string, string, string]>([
    ['a watch without a target outside, which would take Sigap\'s own network for an outage', `watch: { probes: ${probe()} }`, 'watch.control wajib ada.'],
    ['a watch whose list of targets outside is empty', `watch: { control: [], probes: ${probe()} }`, 'watch.control tidak boleh kosong.'],
    ['a probe of a system that the office does not have', `watch: { control: ${control}, probes: ${probe(undefined, 'e-katalog')} }`, 'watch.probes.system bukan sistem kantor ini: e-katalog.'],
    ['a password in an address', `watch: { control: ${control}, probes: ${probe('kind: http, url: "https://ani:rahasia@spse.example.test"')} }`, 'watch.probes.url tidak boleh memuat nama pengguna atau kata sandi.'],
    ['an address of another kind', `watch: { control: ${control}, probes: ${probe('kind: http, url: "file:///etc/passwd"')} }`, 'watch.probes.url harus alamat yang diawali http:// atau https://.'],
    ['an address in place of a host', `watch: { control: ${control}, probes: ${probe('kind: tcp, host: "ani:rahasia@spse", port: 443')} }`, 'watch.probes.host harus nama host atau alamat IP.'],
    ['a round that is over before its probes', `watch: { every: { seconds: 5 }, control: ${control}, probes: ${probe()} }`, 'watch timeout tidak boleh lebih lama daripada every.'],
    ['a storm of probes', `watch: { every: { seconds: 0.5 }, timeout: { seconds: 0.5 }, control: ${control}, probes: ${probe()} }`, 'watch.every harus di antara satu detik dan lima menit.'],
    ['rounds so rare that nobody watches', `watch: { every: { minutes: 6 }, control: ${control}, probes: ${probe()} }`, 'watch.every harus di antara satu detik dan lima menit.'],
    ['more probes than one round looks at', `watch: { control: ${control}, probes: [${Array.from({ length: 101 }, (_, i) => `{ code: p${i}, system: spse, kind: dns, host: example.test }`).join()}] }`, 'watch.probes paling banyak 100 probe.'],
    ['a system written twice', 'systems: [{ code: spse, label: SPSE }, { code: spse, label: Sama }]', 'systems.code tertulis dua kali: spse.'],
  ])('%s', (_what, line, sentence) => {
    expect(refusal(watch(line))).toBe(`${FILE} baris 14: ${sentence}`);
  });

  test('one that says everything is loaded', () => {
    expect(refusal(watch(`watch: { control: ${control}, probes: ${probe()} }`))).toBe('loaded');
  });

  test('one that says no times leaves some seconds of the first minute for the case and its mail, even where the target hangs', () => {
    const { every, timeout, failures } = loadOffice(watch(`watch: { control: ${control}, probes: ${probe()} }`), FILE, packs).watch!;
    // It may fail just after it was looked at.
    expect(failures * every + timeout).toBeLessThanOrEqual(55_000);
  });
});
