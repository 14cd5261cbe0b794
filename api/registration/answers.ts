/** What the reading of registrations and accounts answers; nothing that is not named here leaves the house. */
import { z } from 'zod';

const named = z.object({ code: z.string(), label: z.string() });
const mark = { by: z.object({ id: z.string(), name: z.string() }), at: z.string() };

export const checklistAnswer = z.object({
  number: z.string(), service: named, kind: named, otherLaw: z.boolean().describe('Dokumen menurut peraturan lain boleh diminta (REG-23).'),
  items: z.array(z.object({
    code: z.string(), label: z.string(), need: z.enum(['always', 'if-any']), original: z.boolean(), absent: z.boolean(),
    source: z.string().nullable().describe('null: menurut peraturan lain, yang disebut di "words".'), words: z.string().nullable(),
    state: z.string(), obstacle: z.enum(['copy', 'untrue', 'original', 'unjudged']).nullable().describe('Yang masih menghalangi persetujuan.'),
    file: z.string().nullable().describe('sha256 salinan terbaru.'),
    received: z.object({ ...mark, how: z.string(), version: z.number().describe('Nomor salinan ini; sebut kembali sebagai "version" saat memeriksanya.') }).nullable(), seen: z.object({ ...mark, how: z.enum(['loket', 'video']) }).nullable(),
    verdict: z.object({ ...mark, value: z.enum(['benar', 'tidak-benar']), words: z.string().nullable() }).nullable(),
  })),
  twins: z.array(z.object({ kind: z.string(), number: z.string() })).describe('Permohonan lain di kantor ini dengan nomor yang sama (DATA-3), paling banyak 50.'),
  moreTwins: z.boolean().describe('Masih ada yang lain, yang tidak disebut di "twins".'),
});

export const archiveAnswer = z.object({
  number: z.string(),
  trigger: z.object({ kind: z.enum(['account-deactivated', 'case-closed']), at: z.date().nullable() }).describe('Yang memulai masa simpan; null: belum terjadi.'),
  retention: z.object({ years: z.number().nullable().describe('null: menurut jadwal retensi arsip.'), source: z.string(), until: z.string().nullable() }),
  documents: z.array(z.object({
    sha256: z.string(), mediaType: z.string(), size: z.number(), item: z.string().nullable(), itemLabel: z.string().nullable(),
    source: z.string().describe('"reporter", "sigap", atau kode petugas.'), receivedAt: z.date(), shelf: z.string().nullable(),
  })),
  papers: z.array(z.object({ item: z.string(), itemLabel: z.string(), source: z.string(), receivedAt: z.date(), shelf: z.string().nullable() }))
    .describe('Kertas yang diserahkan tanpa salinan, yang terbaru untuk tiap persyaratan.'),
});

export const accountState = z.enum(['aktif', 'ditandai', 'nonaktif']);
const account = { number: z.string(), kind: z.string(), state: accountState, until: z.string().nullable(), activatedAt: z.date() };
export const accountSearch = z.string().trim().min(3).max(100).describe('Nomor pendaftaran, User ID, NIK, NPWP, NIB, atau NIP, selengkapnya.');
export const accountList = z.object({ accounts: z.array(z.object(account)) });
export const wholeAccount = z.object({
  ...account, confirmedAt: z.date(), deactivatedAt: z.date().nullable(),
  holder: z.object({ name: z.string(), mail: z.string().nullable(), contact: z.string().nullable() }),
});
