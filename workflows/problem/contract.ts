import { z } from 'zod';
import type { Named } from '../../regulations/rules.ts';
import type { ActContract, ActRefusal, SopContract } from '../contract.ts';
import { caseNumber, code, id, named, onTask, onTaskWithText, personName, sha256, taskId, text } from '../contract-parts.ts';
import { clocks, deskChannels, states, taskKinds } from './messages.ts';
import type { ProblemActName } from './messages.ts';
import { caseRules, handOverTargets } from './rules.ts';
import type { CaseRules } from './rules.ts';

const reportNumber = caseNumber.describe('Nomor laporan, seperti SLT-2026-000123.');

/** Every report is recorded in one structured and consistent form (ERR-19), whatever its channel. */
const start = z.strictObject({
  reporter: z.strictObject({
    name: personName,
    mail: z.email().max(254),
  }),
  role: code.describe('Peran pengguna SPSE menurut peraturan kantor (DATA-1).'),
  category: code,
  packageCode: z.string().regex(/^[A-Za-z0-9-]{1,40}$/).optional().describe('Kode paket, hanya sebagai rujukan.'),
  description: text,
  files: z.array(sha256).max(5).default([]).describe('SHA-256 berkas yang sudah diunggah.'),
});

/** As the schema of the route left it: the desk may know no mail address, and says more. */
const report = start.extend({ reporter: start.shape.reporter.partial({ mail: true }).loose() }).loose();

const isThisAge = (instant: string): boolean => Date.parse(instant) >= Date.UTC(2000, 0) && Date.parse(instant) < Date.UTC(2200, 0);

const acts: Record<ProblemActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  'hand-over': {
    by: 'staff', summary: 'Serahkan tugas kepada rekan atau kepada tingkat teknis (ERR-3)',
    body: z.strictObject({ taskId, to: z.enum(['technical', 'desk', 'coordinator']), person: code.optional() }),
  },
  classify: {
    by: 'staff', summary: 'Tentukan klasifikasi (ERR-13, ERR-20)',
    body: z.strictObject({ taskId, category: code.optional(), kind: code.optional() })
      .refine(({ category, kind }) => category !== undefined || kind !== undefined, 'Pilih kategori, jenis, atau keduanya.'),
  },
  note: { by: 'staff', summary: 'Tambah catatan internal', body: onTaskWithText },
  coordinate: { by: 'staff', summary: 'Minta arahan koordinator (ERR-22)', body: onTaskWithText },
  advise: { by: 'staff', summary: 'Beri arahan', body: onTaskWithText },
  'use-solution': { by: 'staff', summary: 'Pakai solusi laporan yang sudah selesai (ERR-21)', body: z.strictObject({ taskId, solution: reportNumber }) },
  consult: { by: 'staff', summary: 'Catat konsultasi dengan LKPP atau kantor pengguna (ERR-12, ERR-26)', body: z.strictObject({ taskId, party: code, text }) },
  instruct: {
    by: 'staff', summary: 'Catat instruksi teknis LKPP sebagai tugas (ERR-11)',
    body: z.strictObject({ taskId, text, until: z.iso.datetime({ offset: true }).refine(isThisAge, 'harus tanggal antara tahun 2000 dan 2199').optional().describe('Batas waktu menurut LKPP, bila ada.') }),
  },
  'carry-out': { by: 'staff', summary: 'Catat pelaksanaan instruksi LKPP', body: onTaskWithText },
  refuse: { by: 'staff', summary: 'Jawab bahwa pertanyaan menyangkut substansi pengadaan (ERR-5)', body: z.strictObject({ taskId, whom: code }) },
  ask: { by: 'staff', summary: 'Minta data kepada pelapor', body: onTaskWithText },
  answer: { by: 'staff', summary: 'Jawab laporan (ERR-4)', body: onTaskWithText },
  forward: {
    by: 'staff', summary: 'Teruskan atau laporkan ke LKPP (ERR-6, ERR-7, ERR-8)',
    body: z.strictObject({
      taskId, route: code.optional().describe('Jalur menurut peraturan; bawaan: penerusan.'),
      ground: code.optional().describe('Alasan hukum; wajib untuk penerusan (ERR-6).'), text,
    }),
  },
  approve: { by: 'staff', summary: 'Setujui penyampaian ke LKPP (ERR-8)', body: onTask },
  reject: { by: 'staff', summary: 'Tolak penyampaian ke LKPP, dengan alasan', body: onTaskWithText },
  'record-ticket': { by: 'staff', summary: 'Catat nomor tiket LKPP', body: z.strictObject({ taskId, text: z.string().trim().min(1).max(200) }) },
  'record-reply': { by: 'staff', summary: 'Catat balasan LKPP', body: onTaskWithText },
  'root-cause': { by: 'staff', summary: 'Catat akar permasalahan (ERR-16)', body: z.strictObject({ taskId, cause: code.optional(), text }) },
  group: { by: 'staff', summary: 'Masukkan ke kelompok laporan dengan penyebab yang sama', body: z.strictObject({ taskId, group: id }) },
  ungroup: { by: 'staff', summary: 'Keluarkan dari kelompoknya', body: onTask },
  witness: { by: 'staff', summary: 'Buat berita acara dari isian yang sudah disimpan (ERR-10)', body: z.strictObject({ taskId, paper: id }) },
  'no-witness': { by: 'staff', summary: 'Catat mengapa tidak ada berita acara', body: onTaskWithText },
  sign: { by: 'staff', summary: 'Serahkan salinan berita acara yang sudah ditandatangani', body: z.strictObject({ taskId, paper: id, file: sha256 }) },
  close: { by: 'staff', summary: 'Tutup laporan yang sudah dinyatakan selesai oleh pelapor dengan cara lain', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pelapor atau pejabat sudah dihubungi dengan cara lain', body: onTaskWithText },
  'reply-for': { by: 'staff', summary: 'Catat data dari pelapor yang disampaikan dengan cara lain', body: onTaskWithText },
  'reopen-for': { by: 'staff', summary: 'Buka kembali atas permintaan pelapor yang disampaikan dengan cara lain', body: onTaskWithText },
  reply: { by: 'reporter', summary: 'Kirim data yang diminta', body: z.strictObject({ text }) },
  confirm: { by: 'reporter', summary: 'Nyatakan masalah selesai', body: z.strictObject({}) },
  reopen: { by: 'reporter', summary: 'Buka kembali laporan', body: z.strictObject({ text }) },
};

/** The problem SOP as the API and the pages see it. */
export const problemContract: SopContract = {
  sop: 'problem',
  title: 'Penanganan masalah',
  start: {
    by: 'public',
    channels: deskChannels,
    summary: 'Laporkan permasalahan teknis (ERR-1)',
    body: start,
    toIntake(body) {
      const { reporter, role, category, packageCode, description, files } = report.parse(body);
      return {
        reporter: { name: reporter.name, mail: reporter.mail ?? null }, text: description, files: files.map((sha256) => ({ sha256, item: null })),
        facts: { role, category, packageCode: packageCode ?? null },
      };
    },
    check({ facts }, { problem: { roles, categories } }) {
      if (!roles.some(({ code }) => code === facts.role)) return { code: 'unknown-role', field: 'role', allowed: named(roles) };
      return categories.some(({ code }) => code === facts.category) ? null : { code: 'unknown-category', field: 'category', allowed: categories };
    },
  },
  sections: ['problem'],
  workflowFacts: ['role', 'category', 'channel', 'enteredBy'],
  acts,
  checkAct(name, body, { problem, titles }) {
    const known = (code: ActRefusal['code'], field: string, allowed: Named[]): ActRefusal | null =>
      (body[field] === undefined || allowed.some((one) => one.code === body[field]) ? null : { code, field, allowed: named(allowed) });
    switch (name) {
      case 'hand-over': return known('unknown-choice', 'to', Object.entries(handOverTargets(caseRules(problem))).map(([to, fn]) => ({ code: to, label: titles[fn] ?? fn })));
      case 'classify': return known('unknown-category', 'category', problem.categories) ?? known('unknown-choice', 'kind', problem.kinds ?? []);
      case 'consult': return known('unknown-choice', 'party', problem.parties ?? []);
      case 'refuse': return known('unknown-choice', 'whom', problem.substance ?? []);
      case 'root-cause': return known('unknown-choice', 'cause', problem.causes ?? []);
      case 'forward': return forwardRefusal(body, caseRules(problem).lkpp, known);
      default: return null;
    }
  },
  functionFor(name, body, { problem }) {
    return name === 'hand-over' ? handOverTargets(caseRules(problem))[String(body.to)] ?? null : null;
  },
  states, taskKinds, clocks,
};

type Known = (code: ActRefusal['code'], field: string, allowed: Named[]) => ActRefusal | null;

/** A forward of ERR-6 names its legal ground; the other routes have none. */
function forwardRefusal(body: Record<string, unknown>, { routes, grounds }: CaseRules['lkpp'], known: Known): ActRefusal | null {
  const wrong = known('unknown-choice', 'route', routes) ?? known('unknown-ground', 'ground', grounds);
  if (wrong) return wrong;
  const route = routes.find(({ code }) => code === (body.route ?? 'penerusan'));
  const allowed = route?.ground ? named(grounds) : [];
  return (body.ground === undefined) === (route?.ground === true) ? { code: 'unknown-ground', field: 'ground', allowed } : null;
}
