import { destructionKind, drillKind, handoverKind, outageKind } from '../../papers/kinds.ts';
import type { PaperKind } from '../../papers/kinds.ts';
import type { Rules } from '../../regulations/rules.ts';
import { caseRules } from '../../workflows/problem/rules.ts';
import type { FieldError } from '../fields.ts';
import { instantOf } from './local-input.ts';

/** The form as it was typed, by the names of its controls. */
export type PaperEntry = Record<string, string>;

interface Line { name: string; label: string; hint?: string; optional?: true; kind?: 'time' | 'words' }

/** The form of a kind of paper, and the act that has it written. `lines`: the plain fields, by their names in the API's body. `copied`: what the paper says beside them, from the record. */
export interface PaperForm { kind: PaperKind; act: 'witness' | 'paper'; legend: string; lines: readonly Line[]; copied?: string }

const number: Line = { name: 'number', label: 'Nomor berita acara', optional: true, hint: 'Kosongkan untuk memakai nomor berikutnya dari seri kantor.' };
const made: readonly Line[] = [number, { name: 'at', label: 'Tanggal dan jam dibuat', kind: 'time', hint: 'Waktu setempat; tidak boleh di masa depan.' }, { name: 'place', label: 'Tempat' }];
const attachments: Line = { name: 'attachments', label: 'Lampiran', optional: true, kind: 'words', hint: 'Satu lampiran tiap baris.' };

const witnessLines: readonly Line[] = [
  number,
  { name: 'at', label: 'Saat disaksikan', kind: 'time', hint: 'Waktu setempat; tidak boleh di masa depan.' },
  { name: 'place', label: 'Tempat' },
  { name: 'packageCode', label: 'Kode paket' },
  { name: 'packageName', label: 'Nama paket' },
  { name: 'provider', label: 'Penyedia pemilik berkas' },
  { name: 'fileName', label: 'Nama berkas penawaran' },
  { name: 'sha256', label: 'SHA-256 berkas', hint: '64 tanda 0-9 dan a-f, disalin dari layar. Berkas penawarannya tidak diunggah.' },
  { name: 'errorText', label: 'Pesan kesalahan', kind: 'words', hint: 'Seperti yang tampil di layar.' },
  { name: 'tool', label: 'Aplikasi pembuka dan versinya', optional: true },
  { name: 'attempts', label: 'Upaya yang dilakukan', optional: true, kind: 'words', hint: 'Satu upaya tiap baris.' },
  { name: 'ticket', label: 'Nomor tiket LKPP', optional: true },
  attachments,
];

const forms: Record<PaperKind, PaperForm> = {
  'berita-acara-kesaksian': { kind: 'berita-acara-kesaksian', act: 'witness', legend: 'Yang disaksikan', lines: witnessLines },
  'berita-acara-gangguan': {
    kind: outageKind, act: 'paper', legend: 'Berita acara', copied: 'Waktu resmi, penyebab, lama, dan langkah yang diambil',
    lines: [
      ...made, { name: 'effect', label: 'Dampak gangguan bagi pengguna', kind: 'words', hint: 'Apa yang tidak dapat dilakukan, tanpa saran tentang jadwal pengadaan.' }, attachments,
    ],
  },
  'berita-acara-serah-terima-media': { kind: handoverKind, act: 'paper', legend: 'Berita acara', copied: 'Media, salinan di dalamnya, tempat, waktu, dan orang-orangnya', lines: [...made, attachments] },
  'berita-acara-pemusnahan-media': { kind: destructionKind, act: 'paper', legend: 'Berita acara', copied: 'Media, salinan di dalamnya, cara pemusnahan, waktu, dan orang-orangnya', lines: [...made, attachments] },
  'berita-acara-uji-pemulihan': {
    kind: drillKind, act: 'paper', legend: 'Berita acara', copied: 'Cadangan yang dipulihkan, angka hasilnya, waktu, dan pemusnahan salinan ujinya',
    lines: [...made, { name: 'present', label: 'Siapa yang hadir', kind: 'words', hint: 'Nama dan jabatan atau instansinya, satu orang tiap baris.' }, attachments],
  },
};

/** The paper that a case of an SOP has. */
export function paperFormOf({ sop, facts }: { sop: string; facts: Record<string, string | null> }): PaperForm {
  switch (sop) {
    case 'outage': return forms[outageKind];
    case 'custody': return forms[facts.move === 'musnah' ? destructionKind : handoverKind];
    case 'restore-drill': return forms[drillKind];
    default: return forms['berita-acara-kesaksian'];
  }
}

export const partyFields = [['name', 'Nama'], ['nip', 'NIP'], ['position', 'Jabatan']] as const;
/** How many colleagues may stand as witnesses of the LPSE. */
export const witnessCount = 2;

/** Fields with one thing a line. */
const listed = ['attempts', 'attachments', 'present'];

/** What the API would get. A party without a name was not there. */
export function paperBodyOf({ kind, lines: own }: PaperForm, entry: PaperEntry, { problem }: Rules, utcOffsetMinutes: number): Record<string, unknown> {
  const value = (name: string) => (entry[name] ?? '').replaceAll('\r\n', '\n').trim();
  const lines = (name: string) => value(name).split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const plain = own.filter(({ name }) => name !== 'at' && !listed.includes(name) && value(name) !== '').map(({ name }) => [name, value(name)] as const);
  const whole = { kind, ...Object.fromEntries(plain), at: instantOf(value('at'), utcOffsetMinutes) ?? '', attachments: lines('attachments'), ...(kind === drillKind ? { present: lines('present') } : {}) };
  if (kind !== 'berita-acara-kesaksian') return { ...whole, ...(value('signer') === '' ? {} : { signer: value('signer') }) };
  const parties = (caseRules(problem).witness?.parties ?? []).filter(({ code }) => value(`${code}-name`) !== '').map(({ code }) => ({
    party: code, ...Object.fromEntries(partyFields.map(([field]) => [field, value(`${code}-${field}`)] as const).filter(([, typed]) => typed !== '')),
  }));
  const witnesses = Array.from({ length: witnessCount }, (_none, index) => value(`saksi-${index + 1}`)).filter((person) => person !== '').map((person) => ({ person }));
  return { ...whole, attempts: lines('attempts'), parties, witnesses };
}

/** What the field of another sentence says. */
const sentences: Record<string, string> = {
  number: 'Nomor berita acara: isi nomor dinasnya, paling banyak 80 huruf, angka, spasi, atau tanda . / ( ) _ -',
  sha256: 'SHA-256 berkas: terdiri atas 64 tanda 0-9 dan a-f; salin seluruhnya dari layar.',
};

/** Each wrong part once, at its field; parties and witnesses at the first of theirs. */
export function paperErrors({ lines }: PaperForm, issues: readonly { path: PropertyKey[] }[], numberMissing: boolean, firstParty = 'pihak'): FieldError[] {
  const wrong = new Set([...(numberMissing ? ['number'] : []), ...issues.map(({ path }) => String(path[0]))]);
  return [
    ...lines.filter(({ name }) => wrong.has(name)).map(({ name, label }) => ({ field: name, sentence: sentences[name] ?? `${label}: isi kolom ini dengan benar.` })),
    ...(wrong.has('parties') ? [{ field: firstParty, sentence: 'Isi nama dan jabatan sekurangnya satu pihak; NIP terdiri atas 18 angka atau dikosongkan.' }] : []),
    ...(wrong.has('witnesses') ? [{ field: 'saksi-1', sentence: 'Pilih sekurangnya satu saksi dari LPSE.' }] : []),
  ];
}
