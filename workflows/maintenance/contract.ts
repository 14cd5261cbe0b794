import { z } from 'zod';
import type { ActContract, ActRefusal, SopContract } from '../contract.ts';
import { instant, onTask, onTaskWithText, systemsField, taskId, text, unknownSystem } from '../contract-parts.ts';
import { clocks, states, taskKinds } from './messages.ts';
import type { MaintenanceActName } from './messages.ts';
import { longestMs } from './window.ts';

const start = z.strictObject({
  systems: systemsField,
  startsAt: instant.describe('Mulai, ISO 8601 dengan zona waktu.'),
  endsAt: instant.describe('Selesai, ISO 8601 dengan zona waktu.'),
  reason: text.describe('Alasan pemeliharaan; diumumkan kepada pengguna.'),
  effect: text.describe('Perkiraan dampak bagi pengguna; diumumkan.'),
  scheduleChecked: z.boolean().describe('Jadwal tender di SPSE sudah diperiksa.'),
  emergency: z.boolean().default(false).describe('Darurat: diumumkan seketika, tanpa menunggu persetujuan.'),
});

/** Who fills in a form for "now" sends it some minutes later. */
const slackMs = 10 * 60_000;

/** @param from ISO 8601, like `to`; `now` epoch ms */
function wrongWindow(from: unknown, to: unknown, now = Date.now()): ActRefusal | null {
  const [startsAt, endsAt] = [Date.parse(String(from)), Date.parse(String(to))];
  const refusal = (wrong: ActRefusal['code'], field: string): ActRefusal => ({ code: wrong, field, allowed: [] });
  if (endsAt <= startsAt) return refusal('window-reversed', 'endsAt');
  if (startsAt < now - slackMs) return refusal('window-past', 'startsAt');
  return endsAt - startsAt > longestMs ? refusal('window-too-long', 'endsAt') : null;
}

const endsAt = instant.describe('Akhir yang baru, ISO 8601 dengan zona waktu.');
const acts: Record<MaintenanceActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  approve: { by: 'staff', summary: 'Setujui jadwal pemeliharaan', body: z.strictObject({ taskId, text: text.optional() }) },
  reject: { by: 'staff', summary: 'Tolak jadwal pemeliharaan, dengan alasannya', body: onTaskWithText },
  move: { by: 'staff', summary: 'Pindahkan jadwal sebelum mulai; semua yang sudah diberi tahu mendapat kabar', body: z.strictObject({ taskId, startsAt: instant, endsAt, text }) },
  extend: { by: 'staff', summary: 'Perpanjang pemeliharaan; semua yang sudah diberi tahu mendapat kabar', body: z.strictObject({ taskId, endsAt, text }) },
  cancel: { by: 'staff', summary: 'Batalkan atau hentikan pemeliharaan; semua yang sudah diberi tahu mendapat kabar', body: onTaskWithText },
  finish: { by: 'staff', summary: 'Catat bahwa pemeliharaan selesai (CAP-5, SEC-7)', body: z.strictObject({ taskId, endedAt: instant, text: text.optional() }) },
  step: { by: 'staff', summary: 'Catat langkah yang diambil (SEC-7)', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pejabat sudah diberi tahu dengan cara lain', body: onTaskWithText },
  checked: { by: 'staff', summary: 'Catat bahwa surat yang tidak pasti terkirim sudah diperiksa', body: onTask },
};

/** A maintenance window as the API and the pages see it (CAP-5, SEC-7). */
export const maintenanceContract: SopContract = {
  sop: 'maintenance',
  title: 'Pemeliharaan sistem',
  start: {
    by: 'office', summary: 'Rencanakan pemeliharaan (CAP-5, SEC-7)', body: start, channels: [],
    toIntake(body) {
      const { systems, startsAt, endsAt: until, reason, effect, scheduleChecked, emergency } = start.loose().parse(body);
      return {
        reporter: null, files: [], text: `Alasan: ${reason}\nPerkiraan dampak: ${effect}`,
        facts: {
          systems: systems.join(','), startsAt: new Date(startsAt).toISOString(), endsAt: new Date(until).toISOString(),
          scheduleChecked: scheduleChecked ? 'ya' : null, emergency: emergency ? 'ya' : null,
        },
      };
    },
    check: ({ facts }, { maintenance }) => unknownSystem(facts, maintenance.systems)
      ?? wrongWindow(facts.startsAt, facts.endsAt),
    function: (_parts, { maintenance }) => maintenance.planner,
  },
  sections: ['maintenance'],
  workflowFacts: ['systems', 'startsAt', 'endsAt', 'scheduleChecked', 'emergency', 'overlaps', 'recurrence', 'enteredBy', 'words'],
  acts,
  checkAct(name, body) {
    if (name === 'move') return wrongWindow(body.startsAt, body.endsAt);
    if (name === 'finish' && Date.parse(String(body.endedAt)) > Date.now()) return { code: 'instant-future', field: 'endedAt', allowed: [] };
    return name === 'extend' && Date.parse(String(body.endsAt)) <= Date.now() ? { code: 'window-past', field: 'endsAt', allowed: [] } : null;
  },
  functionFor: () => null,
  states, taskKinds, clocks,
};
