import { z } from 'zod';
import type { ActContract, SopContract } from '../contract.ts';
import { clocks, states, taskKinds } from './messages.ts';
import type { ProblemActName } from './messages.ts';

const text = z.string().trim().min(3).max(10_000).describe('Teks bebas; disimpan terenkripsi.');
const taskId = z.uuid().describe('Tugas yang sedang dikerjakan.');
const code = z.string().regex(/^[a-z0-9-]{1,60}$/);

const start = z.strictObject({
  reporter: z.strictObject({
    name: z.string().trim().min(2).max(200),
    mail: z.email().max(254),
  }),
  role: code.describe('Peran pengguna SPSE menurut peraturan kantor (DATA-1).'),
  category: code,
  packageCode: z.string().regex(/^[A-Za-z0-9-]{1,40}$/).optional().describe('Kode paket, hanya sebagai rujukan.'),
  description: text,
  files: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(5).default([]).describe('SHA-256 berkas yang sudah diunggah.'),
});

const onTask = z.strictObject({ taskId });
const onTaskWithText = z.strictObject({ taskId, text });

const acts: Record<ProblemActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  'hand-over': {
    by: 'staff', summary: 'Serahkan tugas kepada rekan atau kepada tingkat teknis (ERR-3)',
    body: z.strictObject({ taskId, to: z.enum(['technical', 'desk']), person: code.optional() }),
  },
  ask: { by: 'staff', summary: 'Minta data kepada pelapor', body: onTaskWithText },
  answer: { by: 'staff', summary: 'Jawab laporan (ERR-4)', body: onTaskWithText },
  forward: { by: 'staff', summary: 'Teruskan ke LKPP dengan salah satu alasan hukum (ERR-6)', body: z.strictObject({ taskId, ground: code, text }) },
  approve: { by: 'staff', summary: 'Setujui penyampaian ke LKPP (ERR-8)', body: onTask },
  reject: { by: 'staff', summary: 'Tolak penyampaian ke LKPP, dengan alasan', body: onTaskWithText },
  'record-ticket': { by: 'staff', summary: 'Catat nomor tiket LKPP', body: z.strictObject({ taskId, text: z.string().trim().min(1).max(200) }) },
  'root-cause': { by: 'staff', summary: 'Catat akar permasalahan (ERR-16)', body: onTaskWithText },
  close: { by: 'staff', summary: 'Tutup laporan yang sudah dinyatakan selesai oleh pelapor dengan cara lain', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pelapor atau pejabat sudah dihubungi dengan cara lain', body: onTaskWithText },
  reply: { by: 'reporter', summary: 'Kirim data yang diminta', body: z.strictObject({ text }) },
  confirm: { by: 'reporter', summary: 'Nyatakan masalah selesai', body: z.strictObject({}) },
  reopen: { by: 'reporter', summary: 'Buka kembali laporan', body: z.strictObject({ text }) },
};

/** The problem SOP as the API and the pages see it. */
export const problemContract: SopContract = {
  sop: 'problem',
  title: 'Penanganan masalah',
  start: {
    summary: 'Laporkan permasalahan teknis (ERR-1)',
    body: start,
    toIntake(body) {
      const report = start.parse(body);
      return {
        reporter: report.reporter, text: report.description, files: report.files,
        facts: { role: report.role, category: report.category, packageCode: report.packageCode ?? null },
      };
    },
    check(facts, rules) {
      if (!rules.problem.roles.some((role) => role.code === facts.role)) return 'unknown-role';
      return rules.problem.categories.some((category) => category.code === facts.category) ? null : 'unknown-category';
    },
  },
  workflowFacts: ['role', 'category'],
  acts,
  /** What the API must know before it sends the act: a ground that this office's text does not have. */
  checkAct(name, body, rules) {
    return name === 'forward' && !rules.problem.lkpp.grounds.some((ground) => ground.code === body.ground) ? 'unknown-ground' : null;
  },
  functionFor(name, body, rules) {
    if (name !== 'hand-over') return null;
    return body.to === 'technical' ? rules.problem.technical : rules.problem.desk;
  },
  states, taskKinds, clocks,
};
