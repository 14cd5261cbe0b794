import { z } from 'zod';
import { destructionKind, drillKind, handoverKind, outageKind } from '../papers/kinds.ts';

/** One line without what does not show: format and direction characters would make a paper read otherwise than it was typed. */
const oneLine = (text: string) => text.normalize('NFC').replace(/\p{Cf}/gu, '').replace(/\s+/g, ' ').trim();
const lines = (text: string) => text.normalize('NFC').replace(/\p{Cf}/gu, '').replace(/\r\n?/g, '\n').trim();
const line = (max: number) => z.string().overwrite(oneLine).min(1).max(max);

const code = z.string().regex(/^[a-z0-9-]{1,60}$/);
const nip = z.string().regex(/^\d{18}$/, 'NIP terdiri atas 18 angka tanpa spasi.');
const person = { name: line(150), nip: nip.optional(), position: line(150) };

const words = z.string().overwrite(lines).min(1).max(4000);

/** What every paper bears. */
const common = {
  number: z.string().overwrite(oneLine).regex(/^[\p{L}\p{N} ./()_-]{1,80}$/u).optional().describe('Nomor dinas; tanpa ini dipakai nomor berikutnya dari seri kantor.'),
  at: z.iso.datetime({ offset: true }).describe('Saat disaksikan atau dibuat; tidak di masa depan.'),
  place: line(200),
  attachments: z.array(line(200)).max(20).default([]),
};

/** The form of a berita acara (kesaksian), ERR-10. */
const witnessBody = z.strictObject({
  ...common,
  kind: z.literal('berita-acara-kesaksian'),
  packageCode: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  packageName: line(500),
  provider: line(300),
  fileName: line(300),
  sha256: z.string().trim().toLowerCase().regex(/^[0-9a-f]{64}$/, 'SHA-256 terdiri atas 64 angka heksadesimal.').describe('Disalin dari layar; berkas penawaran tidak diunggah.'),
  errorText: words,
  tool: line(200).optional().describe('Aplikasi pembuka dan versinya.'),
  attempts: z.array(line(500)).max(20).default([]),
  ticket: line(100).optional().describe('Nomor tiket LKPP.'),
  parties: z.array(z.strictObject({ party: code, ...person })).min(1).max(6).describe('Para pihak menurut peraturan kantor.'),
  witnesses: z.array(z.union([z.strictObject({ person: code }), z.strictObject(person)])).min(1).max(6)
    .describe('Saksi dari LPSE: kode orang yang sedang memegang fungsi, atau nama, NIP, dan jabatannya.'),
});

const signer = code.optional().describe('Kode orang yang menandatangani; tanpa ini pemegang fungsi penanda tangan menurut aturan kantor.');

/** The form of a berita acara gangguan (SEC-7, STD-33): times, cause and steps come from the record of the outage. */
const outageBody = z.strictObject({
  ...common,
  kind: z.literal(outageKind),
  effect: words.describe('Dampak gangguan bagi pengguna; tanpa saran tentang jadwal pengadaan.'),
  signer,
});

/** The form of a paper on a medium (ARC-2): people, times, places and what lies on it come from the record. */
const mediaBody = z.strictObject({ ...common, kind: z.enum([handoverKind, destructionKind]), signer });

/** The form of a berita acara uji pemulihan: figures and times come from the record of the drill. */
const drillBody = z.strictObject({ ...common, kind: z.literal(drillKind), present: z.array(line(200)).min(1).max(20).describe('Siapa yang hadir: nama dan jabatan atau instansinya.'), signer });

export const paperBody = z.discriminatedUnion('kind', [witnessBody, outageBody, mediaBody, drillBody]);

export type PaperBody = z.output<typeof paperBody>;
export type WitnessBody = z.output<typeof witnessBody>;
export type OutageBody = z.output<typeof outageBody>;
export type MediaBody = z.output<typeof mediaBody>;
export type DrillBody = z.output<typeof drillBody>;
