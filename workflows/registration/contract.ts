import { z } from 'zod';
import type { RegistrationRules } from '../../regulations/registration-rules.ts';
import type { Rules } from '../../regulations/rules.ts';
import type { ActContract, ActRefusal, IntakeParts, SopContract } from '../contract.ts';
import { caseNumber, code, day, named, onTask, onTaskWithText, personName, sha256, taskId, text } from '../contract-parts.ts';
import { itemsFor, kindsFor } from './checklist.ts';
import { formLabels } from './form-words.ts';
import { clocks, deskChannels, states, taskKinds } from './messages.ts';
import type { RegistrationActName } from './messages.ts';
import { identifierOf, numberOf } from './numbers.ts';

const line = (longest: number) => personName.max(longest).regex(/^[^\n\r]*$/, 'Tulis dalam satu baris.');
const files = z.array(z.strictObject({ item: code, sha256 })).max(20);

/** The forms themselves are SPSE's (REG-10): what stands here is what the office needs to find, tell and check an applicant. */
const start = z.strictObject({
  service: code.default('pendaftaran').describe('Layanan yang diminta.'),
  kind: code.describe('Jenis pemohon menurut peraturan kantor (DATA-1, DATA-5).'),
  reporter: z.strictObject({ name: line(200).describe('Nama penanggung jawab.'), mail: z.email().max(254) }),
  company: line(200).optional().describe('Nama badan usaha atau usaha.'),
  agency: line(200).optional().describe('Instansi dan satuan kerja, bagi bukan penyedia.'),
  nik: numberOf('nik').optional(),
  npwp: numberOf('npwp').optional(),
  nib: numberOf('nib').optional(),
  nip: numberOf('nip').optional(),
  reference: line(100).optional().describe('Nomor atau User ID pendaftaran daring di SPSE (REG-2).'),
  decree: z.strictObject({ number: line(100), date: day }).optional().describe('Surat tugas atau surat keputusan (REG-9).'),
  until: day.nullable().optional().describe('Akhir masa tugas; null bila tidak dibatasi.'),
  bearer: line(200).optional().describe('Nama pembawa berkas dengan surat kuasa.'),
  remarks: text.optional(),
  files: files.default([]).describe('Salinan berkas yang sudah diunggah, tiap persyaratan satu.'),
  absent: z.array(code).max(20).default([]).describe('Persyaratan "bila ada" yang memang tidak ada.'),
});

/** As the schema of the route left it: the counter may know no mail address, and says more. */
const application = start.extend({ reporter: start.shape.reporter.partial({ mail: true }).loose() }).loose();
type Application = z.output<typeof application>;

const numbers = { nik: 'NIK', npwp: 'NPWP', nib: 'NIB', nip: 'NIP' } as const;
type NumberKind = keyof typeof numbers;

function toIntake(body: Record<string, unknown>): IntakeParts {
  const given = application.parse(body);
  const { reporter, service, kind, files: copies, absent, until } = given;
  return {
    reporter: { name: reporter.name, mail: reporter.mail ?? null }, text: inWords(given), files: copies,
    facts: { service, kind, items: copies.map(({ item }) => item).join(','), absent: absent.join(','), until: until ?? null, reference: given.reference === undefined ? null : 'ada', term: until === undefined ? null : 'ada' },
    identifiers: (Object.keys(numbers) as NumberKind[]).flatMap((name) => (given[name] === undefined ? [] : [identifierOf(name, given[name])])),
  };
}

/** The application as its verifikator reads it. */
function inWords(given: Application): string {
  const { company, agency, reference, decree, until, bearer, remarks } = given;
  const rows: [string, string | null | undefined][] = [
    [formLabels.company, company], [formLabels.agency, agency], ...(Object.keys(numbers) as NumberKind[]).map((name): [string, string | undefined] => [numbers[name], given[name]]),
    [formLabels.reference, reference], ['Surat tugas atau keputusan', decree && `${decree.number}, ${decree.date}`],
    ['Akhir masa tugas', until === null ? 'tidak dibatasi' : until], ['Pembawa berkas dengan surat kuasa', bearer], [formLabels.remarks, remarks],
  ];
  return rows.flatMap(([label, value]) => (value === undefined || value === null ? [] : [`${label}: ${value}`])).join('\n') || 'Tanpa keterangan lain';
}

/** What the office's rules refuse; what only a person can judge is taken in. */
function check({ facts, files: copies, identifiers = [] }: IntakeParts, { registration, office }: Rules): ActRefusal | null {
  const service = registration.services.find((one) => one.code === facts.service);
  if (!service) return { code: 'unknown-choice', field: 'service', allowed: named(registration.services) };
  const kinds = kindsFor(registration, service);
  const kind = kinds.find((one) => one.code === facts.kind);
  if (!kind) return { code: 'unknown-choice', field: 'kind', allowed: named(kinds) };
  const missing = kind.numbers.filter((name) => !identifiers.some((one) => one.kind === name));
  if (missing.length > 0) return { code: 'number-missing', field: missing[0]!, allowed: missing.map((name) => ({ code: name, label: numbers[name] })) };
  if (service.end === 'activate' && kind.group === 'provider' && facts.reference === null) return { code: 'reference-missing', field: 'reference', allowed: [] };
  if (kind.group === 'non-provider' && (service.end === 'activate' || service.end === 'reactivate')) {
    if (facts.term === null) return { code: 'term-missing', field: 'until', allowed: [] };
    const today = new Date(Date.now() + office.utcOffsetMinutes * 60_000).toISOString().slice(0, 10);
    if (facts.until != null && facts.until < today) return { code: 'term-ended', field: 'until', allowed: [] };
  }
  return itemRefusal(itemsFor(registration, service.code, kind.code), copies, facts.absent);
}

function itemRefusal(items: RegistrationRules['items'], copies: IntakeParts['files'], absent: string | null | undefined): ActRefusal | null {
  const cited = copies.map(({ item }) => item ?? '');
  if (cited.some((item) => !items.some(({ code: known }) => known === item))) return { code: 'unknown-item', field: 'files', allowed: named(items) };
  if (new Set(cited).size < cited.length || new Set(copies.map(({ sha256 }) => sha256)).size < copies.length) return { code: 'item-twice', field: 'files', allowed: [] };
  const optional = items.filter(({ need }) => need === 'if-any');
  const unknown = (absent ?? '').split(',').some((item) => item !== '' && (cited.includes(item) || !optional.some(({ code: known }) => known === item)));
  return unknown ? { code: 'unknown-item', field: 'absent', allowed: named(optional) } : null;
}

const isThisAge = (instant: string): boolean => Date.parse(instant) >= Date.UTC(2000, 0) && Date.parse(instant) < Date.UTC(2200, 0);

const acts: Record<RegistrationActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  note: { by: 'staff', summary: 'Tambah catatan internal', body: onTaskWithText },
  check: {
    by: 'staff', summary: 'Catat pemeriksaan berkas: diterima, asli dilihat, benar atau tidak (REG-4, REG-11, REG-12)',
    body: z.strictObject({
      taskId, text: text.optional(), files: files.optional(),
      items: z.array(z.strictObject({
        item: code, copy: z.boolean().optional(), seen: z.enum(['loket', 'video']).optional(), verdict: z.enum(['benar', 'tidak-benar']).optional(),
        version: z.int().min(1).optional().describe('Salinan yang dilihat atau dinilai: "received.version" dari daftar periksa. Wajib bersama "seen" atau "verdict" bila salinannya sudah diterima sebelumnya.'),
        absent: z.boolean().optional().describe('Pemohon menyatakan tidak ada (persyaratan "bila ada").'),
      }).refine(({ copy, seen, verdict, absent }) => copy === true || absent === true || seen !== undefined || verdict !== undefined, 'Isi paling sedikit satu hasil pemeriksaan.')).min(1).max(30),
    }),
  },
  'add-item': { by: 'staff', summary: 'Minta dokumen menurut peraturan lain, dengan menyebut peraturannya (REG-23)', body: onTaskWithText },
  blacklist: { by: 'staff', summary: 'Catat hasil pemeriksaan daftar hitam INAPROC', body: z.strictObject({ taskId, result: z.enum(['tidak-tercantum', 'tercantum']), text: text.optional() }) },
  ask: { by: 'staff', summary: 'Beritahukan berkas yang kurang kepada pemohon (REG-13)', body: z.strictObject({ taskId, text: text.optional() }) },
  book: {
    by: 'staff', summary: 'Jadwalkan menunjukkan dokumen asli di loket atau lewat video (REG-4, REG-24)',
    body: z.strictObject({ taskId, at: z.iso.datetime({ offset: true }).refine(isThisAge, 'harus tanggal antara tahun 2000 dan 2199'), how: z.enum(['loket', 'video']), text: text.optional() }),
  },
  approve: { by: 'staff', summary: 'Setujui permohonan (REG-14)', body: z.strictObject({ taskId, text: text.optional() }) },
  reject: { by: 'staff', summary: 'Tolak permohonan dengan alasan menurut peraturan (REG-14)', body: z.strictObject({ taskId, ground: code, text }) },
  activate: {
    by: 'staff', summary: 'Catat aktivasi User ID di SPSE (REG-15); jangan pernah mencatat kata sandi (DATA-4)',
    body: z.strictObject({ taskId, userId: z.string().trim().regex(/^[\w.@-]{3,60}$/, 'Tulis User ID dengan 3 sampai 60 huruf, angka, titik, garis bawah, tanda hubung, atau @, tanpa spasi.') }),
  },
  central: { by: 'staff', summary: 'Catat hasil akun terpusat INAPROC (REG-15)', body: z.strictObject({ taskId, outcome: z.enum(['aktif', 'ditolak']), text: text.optional() }) },
  'carry-out': { by: 'staff', summary: 'Catat bahwa permintaan sudah dilaksanakan', body: z.strictObject({ taskId, account: caseNumber.optional().describe('Nomor pendaftaran akun yang diaktifkan kembali.'), text }) },
  'record-ticket': { by: 'staff', summary: 'Catat nomor tiket LKPP', body: z.strictObject({ taskId, text: z.string().trim().min(1).max(200) }) },
  'record-reply': { by: 'staff', summary: 'Catat keputusan LKPP', body: z.strictObject({ taskId, outcome: z.enum(['disetujui', 'ditolak']), text }) },
  reached: { by: 'staff', summary: 'Catat bahwa pemohon atau pejabat sudah dihubungi dengan cara lain', body: onTaskWithText },
  'withdraw-for': { by: 'staff', summary: 'Catat bahwa pemohon menarik permohonannya', body: onTaskWithText },
  complete: { by: 'reporter', summary: 'Kirim berkas yang diminta', body: z.strictObject({ files, absent: z.array(code).max(20).optional() }).refine(({ files: copies, absent = [] }) => copies.length + absent.length > 0, 'Pilih paling sedikit satu berkas.') },
  withdraw: { by: 'reporter', summary: 'Tarik permohonan', body: z.strictObject({}) },
};

/** The registration SOP as the API and the pages see it. */
export const registrationContract: SopContract = {
  sop: 'registration',
  title: 'Pendaftaran dan verifikasi pengguna SPSE',
  start: { by: 'public', summary: 'Ajukan pendaftaran atau layanan akun SPSE (REG-1, REG-3)', body: start, toIntake, check, channels: deskChannels },
  sections: ['registration'],
  workflowFacts: ['service', 'kind', 'items', 'absent', 'until', 'channel', 'enteredBy'],
  acts,
  checkAct(name, body, { registration: { grounds, video } }) {
    if (name === 'reject' && !grounds.some((ground) => ground.code === body.ground)) return { code: 'unknown-choice', field: 'ground', allowed: named(grounds) };
    if (name === 'book' && body.how === 'video' && !video.value) return { code: 'unknown-choice', field: 'how', allowed: [{ code: 'loket', label: 'Loket' }] };
    return null;
  },
  functionFor: () => null,
  states, taskKinds, clocks,
};
