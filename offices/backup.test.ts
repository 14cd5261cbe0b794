import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadOffice } from './load.ts';
import { rulesOf } from './rules.ts';
import { asCentral } from './testing/central.ts';
import { FILE, VALID, packs, refusal } from './testing/valid-office.ts';

const document = 'document: { title: SOP, number: "2", date: 2025-12-01 }';

const katingan = readFileSync(new URL('kab-katingan.yaml', import.meta.url), 'utf8');

/** What an office backs up, as it writes it. */
const whole: Record<string, string> = {
  staging: '/srv/sigap/staging', repository: '{ folder: /srv/cadangan, password: repositori }',
  sources: '[{ code: spse, label: Basis data SPSE, kind: postgres, connection: spse }, { code: berkas, label: Berkas SPSE, kind: folder, folder: /srv/spse }]',
  leftOut: '[{ source: spse, database: coba, why: Hanya percobaan }]',
  places: '[{ code: ruang-server, label: Ruang server, serverRoom: true }, { code: brankas, label: Brankas }]',
  media: '[{ code: media-a, label: Media A, folder: /media/a, password: media-a, home: brankas }]',
  scratch: '{ connection: uji, folder: /srv/uji }',
};

function declaredIn(office: string, own: Record<string, string> = {}): string {
  return office.replace('lkpp:', `backup:\n${Object.entries({ ...whole, ...own }).map(([key, value]) => `  ${key}: ${value}\n`).join('')}lkpp:`);
}
const section = (own: Record<string, string>) => declaredIn(VALID, own);
const medium = (own: string, home = 'brankas') => section({ media: `[{ code: media-a, label: Media A, folder: /media/a, password: media-a, home: ${home}, ${own} }]` });

describe('what an office backs up is refused in one sentence with file and line', () => {
  test('one that says everything is loaded', () => {
    expect(refusal(medium('carriers: [satu]'))).toBe('loaded');
  });

  test.each<[string, string, number, string]>([
    ['a medium that is kept in the server room (ARC-2)', medium('carriers: []', 'ruang-server'), 20, 'backup.media.home adalah ruang server: ruang-server; media disimpan di tempat lain yang aman (ARC-2).'],
    ['a medium that is kept nowhere', medium('carriers: []', 'gudang'), 20, 'backup.media.home bukan tempat di kantor ini: gudang.'],
    ['media without a server room to be written in', section({ places: '[{ code: brankas, label: Brankas }]' }), 19, 'backup.places harus menyebut ruang server (serverRoom: true), tempat media dipasang.'],
    ['a source written twice', section({ sources: '[{ code: spse, label: A, kind: postgres, connection: a }, { code: spse, label: B, kind: postgres, connection: b }]' }), 17, 'backup.sources.code tertulis dua kali: spse.'],
    ['a medium written twice', section({ media: '[{ code: a, label: A, folder: /media/a, password: a, home: brankas }, { code: a, label: B, folder: /media/b, password: b, home: brankas }]' }), 20, 'backup.media.code tertulis dua kali: a.'],
    ['a place written twice', section({ places: '[{ code: ruang-server, label: A, serverRoom: true }, { code: brankas, label: B }, { code: brankas, label: C }]' }), 19, 'backup.places.code tertulis dua kali: brankas.'],
    ['a medium that is called like the repository', section({ media: '[{ code: repositori, label: A, folder: /media/a, password: a, home: brankas }]' }), 20, 'backup.media.code tidak boleh repositori: itu nama repositori kantor ini.'],
    ['a folder without its whole path', section({ staging: 'staging' }), 15, 'backup.staging harus alamat folder lengkap yang diawali /.'],
    ['a carrier whom the office does not have', medium('carriers: [empat]'), 20, 'backup.media.carriers menunjuk orang yang tidak ada: empat.'],
    ['a database left out of a source that nobody declared (ARC-1)', section({ leftOut: '[{ source: e-katalog, database: coba, why: Lain }]' }), 18, 'backup.leftOut.source bukan sumber yang didaftarkan: e-katalog.'],
    ['a database left out of a folder', section({ leftOut: '[{ source: berkas, database: coba, why: Lain }]' }), 18, 'backup.leftOut.source adalah folder, bukan server basis data: berkas.'],
    ['a repository inside what is backed up', section({ repository: '{ folder: /srv/spse/cadangan, password: repositori }' }), 16, 'backup.repository.folder berada di dalam folder yang dicadangkan (berkas); pilih tempat lain.'],
    ['a repository where every run begins by emptying the folder', section({ repository: '{ folder: /srv/sigap/x/../staging/uji/cadangan, password: repositori }' }), 16, 'backup.repository.folder berada di /srv/sigap/staging/uji, yang dikosongkan Sigap sebelum setiap pencadangan; pilih tempat lain.'],
    ['what is backed up in that folder', section({ sources: '[{ code: berkas, label: Berkas, kind: folder, folder: /srv/sigap/staging/uji }]', leftOut: '[]' }), 17, 'backup.sources.folder berada di /srv/sigap/staging/uji, yang dikosongkan Sigap sebelum setiap pencadangan; pilih tempat lain.'],
    ['a medium in the folder of the repository', section({ media: '[{ code: a, label: A, folder: /srv/cadangan/../cadangan/a, password: a, home: brankas }]' }), 20, 'backup.media.folder berada di folder repositori, media, atau tempat uji yang lain; masing-masing memerlukan folder sendiri.'],
    ['nothing to back up', section({ sources: '[]' }), 17, 'backup.sources tidak boleh kosong.'],
    ['a password in place of the name of its file', section({ repository: '{ folder: /srv/cadangan, password: "Rahasia 1" }' }), 16, 'backup.repository.password harus berupa kode huruf kecil dengan tanda hubung.'],
  ])('%s', (_what, text, line, sentence) => {
    expect(refusal(text)).toBe(`${FILE} baris ${line}: ${sentence}`);
  });

  test('drills that nobody may start (SEC-17)', () => {
    const text = katingan.replace(/.*function: sekretariat.*\n/, '').replace('parameters:\n', `parameters:\n  backup: { drillers: { value: [sekretariat], ${document} } }\n`);
    expect(refusal(declaredIn(text))).toContain('assignments tidak punya pemegang fungsi yang boleh memulai uji pemulihan: sekretariat.');
  });

  test('backups of an office that runs no system (DATA-10, GOV-15)', () => {
    expect(refusal(declaredIn(asCentral(katingan)))).toContain('backup tidak berlaku bagi kantor yang tidak mengelola sendiri sistemnya; hapus bagian ini.');
  });
});

describe('an office cannot change what is law, and chooses the rest with a paper', () => {
  const parameters = (text: string, line: string) => text.replace('parameters:\n', `parameters:\n  backup: { ${line} }\n`);
  test.each<[string, string, string]>([
    ['no portable media where the text asks for them (ARC-2)', parameters(katingan, `portable: { value: false, ${document} }`), 'parameters.backup.portable.value ditetapkan peraturan (ARC-2, P27(2)); kantor tidak boleh mengubahnya.'],
    ['who may start a drill in Salatiga (SEC-17)', parameters(VALID, `drillers: { value: [kepala-lpse], ${document} }`), 'parameters.backup.drillers.value ditetapkan peraturan (SEC-17, Lamp 2.5.2.b); kantor tidak boleh mengubahnya.'],
    ['the 72 hours of a loss, which are statute', parameters(VALID, `lossNotice: { value: { hours: 100 }, ${document} }`), 'parameters.backup.lossNotice tidak dikenal.'],
    ['a driller whom the text does not have', parameters(katingan, `drillers: { value: [bupati], ${document} }`), 'parameters.backup.drillers.value menyebut fungsi yang tidak ada di paket: bupati.'],
    ['a ladder to nobody', parameters(VALID, `ladder: { value: [bupati], ${document} }`), 'parameters.backup.ladder.value menyebut fungsi yang tidak ada di paket: bupati.'],
    ['a choice without its paper', parameters(VALID, 'within: { value: { hours: 30 } }'), 'parameters.backup.within.document wajib ada.'],
  ])('%s', (_what, text, sentence) => {
    expect(refusal(text)).toContain(sentence);
  });

  test('Salatiga may choose portable media, and its choice is no law', () => {
    const office = loadOffice(parameters(VALID, `portable: { value: true, ${document} }`), FILE, packs);
    expect(rulesOf(packs.get(office.regulation)!, office, 1).backup.portable).toEqual({ value: true, source: { kind: 'office', document: 'SOP', number: '2', date: '2025-12-01' } });
  });
});
