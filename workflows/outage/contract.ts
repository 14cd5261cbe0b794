import { z } from 'zod';
import type { ActContract, SopContract } from '../contract.ts';
import { id, instant, onTask, onTaskWithText, sha256, systemsField, taskId, text, unknownSystem } from '../contract-parts.ts';
import { channels, clocks, states, taskKinds } from './messages.ts';
import type { Channel, OutageActName } from './messages.ts';

const start = z.strictObject({
  systems: systemsField,
  since: instant.optional().describe('Sejak kapan gangguan diketahui, ISO 8601 dengan zona waktu; kosong: sekarang.'),
  text: text.describe('Apa yang terganggu dan dampaknya; diumumkan kepada pengguna.'),
});

const at = instant.describe('Kapan, ISO 8601 dengan zona waktu.');
const withText = (shape: z.ZodRawShape = {}) => z.strictObject({ taskId, ...shape, text });
const acts: Record<OutageActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  step: { by: 'staff', summary: 'Catat langkah yang diambil (SEC-7, CAP-4)', body: withText({ at }) },
  confirm: { by: 'staff', summary: 'Umumkan gangguan kepada pengguna sekarang (SVC-4)', body: z.strictObject({ taskId, text: text.optional() }) },
  dismiss: { by: 'staff', summary: 'Nyatakan bukan gangguan, dengan alasannya', body: onTaskWithText },
  scope: { by: 'staff', summary: 'Ubah sistem yang terganggu', body: withText({ systems: systemsField }) },
  inform: { by: 'staff', summary: 'Kabari perkembangan kepada semua yang sudah diberi tahu (SVC-4)', body: onTaskWithText },
  restore: { by: 'staff', summary: 'Catat bahwa layanan sudah pulih', body: z.strictObject({ taskId, at, text: text.optional() }) },
  fix: { by: 'staff', summary: 'Tetapkan waktu resmi mulai dan berakhirnya gangguan (STD-33)', body: withText({ startedAt: instant, endedAt: instant }) },
  posted: {
    by: 'staff', summary: 'Catat di mana dan kapan pengumuman dipasang (SVC-4, ERR-9)',
    body: z.strictObject({ taskId, channel: z.enum(Object.keys(channels) as Channel[]), at, text: text.describe('Alamat (URL) atau tempat pemasangannya.') }),
  },
  'draft-inaproc': { by: 'staff', summary: 'Susun pengumuman untuk INAPROC (ERR-9)', body: onTaskWithText },
  approve: { by: 'staff', summary: 'Setujui pengumuman INAPROC (ERR-9) atau laporan ke LKPP (ERR-8)', body: onTask },
  reject: { by: 'staff', summary: 'Tolak pengumuman INAPROC atau laporan ke LKPP, dengan alasannya', body: onTaskWithText },
  'record-ticket': { by: 'staff', summary: 'Catat nomor tiket LKPP (ERR-8)', body: z.strictObject({ taskId, text: z.string().trim().min(1).max(200) }) },
  'record-reply': { by: 'staff', summary: 'Catat balasan LKPP (ERR-8)', body: onTaskWithText },
  join: { by: 'staff', summary: 'Satukan dengan kelompok laporan yang sebabnya sama', body: z.strictObject({ taskId, group: id }) },
  paper: { by: 'staff', summary: 'Buat berita acara gangguan dari isian yang disimpan', body: z.strictObject({ taskId, paper: id }) },
  sign: { by: 'staff', summary: 'Unggah berita acara yang sudah ditandatangani', body: z.strictObject({ taskId, paper: id, file: sha256 }) },
  'no-paper': { by: 'staff', summary: 'Catat mengapa tidak ada berita acara', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pejabat sudah diberi tahu dengan cara lain', body: onTaskWithText },
  checked: { by: 'staff', summary: 'Catat bahwa surat yang tidak pasti terkirim sudah diperiksa', body: onTask },
};

/** An outage as the API and the pages see it (SEC-7, SVC-4, CAP-4, ERR-8, ERR-9, STD-33). Probes open one too. */
export const outageContract: SopContract = {
  sop: 'outage',
  title: 'Gangguan sistem',
  start: {
    by: 'office', summary: 'Catat gangguan (SEC-7, SVC-4)', body: start, channels: [],
    toIntake(body) {
      const { systems, since, text: words } = start.loose().parse(body);
      return {
        reporter: null, files: [], text: words,
        facts: { systems: systems.join(','), kind: 'gangguan', probe: null, firstFailedAt: null, firstReportedAt: new Date(since === undefined ? Date.now() : Date.parse(since)).toISOString() },
      };
    },
    check: ({ facts }, { outage }) => unknownSystem(facts, outage.systems)
      ?? (Date.parse(facts.firstReportedAt ?? '') > Date.now() ? { code: 'instant-future', field: 'since', allowed: [] } : null),
  },
  sections: ['outage'],
  workflowFacts: ['systems', 'kind', 'probe', 'firstFailedAt', 'firstReportedAt', 'enteredBy', 'words'],
  acts,
  checkAct(name, body, { outage }) {
    if (name === 'scope' && Array.isArray(body.systems)) return unknownSystem({ systems: body.systems.join(',') }, outage.systems);
    if (name === 'fix' && Date.parse(String(body.endedAt)) <= Date.parse(String(body.startedAt))) return { code: 'window-reversed', field: 'endedAt', allowed: [] };
    const future = (['at', 'startedAt', 'endedAt'] as const).find((field) => Date.parse(String(body[field])) > Date.now());
    return future ? { code: 'instant-future', field: future, allowed: [] } : null;
  },
  functionFor: () => null,
  states, taskKinds, clocks,
};
