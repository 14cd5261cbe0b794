import { z } from 'zod';
import type { Rules } from '../../regulations/rules.ts';
import type { ActContract, ActRefusal, IntakeParts, SopContract } from '../contract.ts';
import { caseNumber, code, named, onTask, onTaskWithText, sha256, taskId, text } from '../contract-parts.ts';
import { clocks, states, taskKinds } from './messages.ts';
import type { DeactivationActName } from './messages.ts';

const decision = (reader: string) => z.strictObject({ taskId, text: text.describe(`Pertimbangan; disimpan terenkripsi. ${reader}`) });

const start = z.strictObject({
  account: caseNumber.describe('Nomor pendaftaran akun, seperti SLT-2026-000123.'),
  ground: code.describe('Alasan penonaktifan menurut peraturan kantor (REG-16, REG-17).'),
  requester: code.optional().describe('Yang meminta, bila alasan itu memerlukan permintaan (REG-17).'),
  text: text.describe('Uraian buktinya; disimpan terenkripsi. Dibaca pengguna bila klarifikasinya diminta, dan LKPP bila diusulkan: jangan menyebut nama orang lain.'),
  files: z.array(sha256).max(5).default([]).describe('SHA-256 berkas bukti yang sudah diunggah.'),
});

function toIntake(body: Record<string, unknown>): IntakeParts {
  const { ground, requester, text: words, files } = start.loose().parse(body);
  return { reporter: null, text: words, files: files.map((file) => ({ sha256: file, item: null })), facts: { ground, requester: requester ?? null } };
}

function check({ facts }: IntakeParts, { deactivation, registration }: Rules): ActRefusal | null {
  if (facts.accountState === 'nonaktif') return { code: 'account-inactive', field: 'account', allowed: [] };
  const group = registration.kinds.find((one) => one.code === facts.kind)?.group;
  const grounds = deactivation.grounds.filter(({ groups }) => group === undefined || groups.includes(group));
  const ground = grounds.find((one) => one.code === facts.ground);
  if (!ground) return { code: 'unknown-choice', field: 'ground', allowed: named(grounds) };
  const { requesters } = ground;
  const isKnown = requesters.length === 0 ? facts.requester == null : requesters.some((one) => one.code === facts.requester);
  return isKnown ? null : { code: 'unknown-choice', field: 'requester', allowed: named(requesters) };
}

const acts: Record<DeactivationActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  'clarify-for': { by: 'staff', summary: 'Catat klarifikasi pengguna yang disampaikan dengan cara lain', body: onTaskWithText },
  'decide-yes': { by: 'staff', summary: 'Putuskan bahwa akun dinonaktifkan, dengan pertimbangannya (REG-16, REG-17)', body: decision('Bila diusulkan kepada LKPP, pertimbangan ini ikut dikirim.') },
  'decide-no': { by: 'staff', summary: 'Putuskan bahwa akun tidak dinonaktifkan, dengan pertimbangannya', body: decision('Disampaikan kepada pengguna yang diminta klarifikasi.') },
  'record-ticket': { by: 'staff', summary: 'Catat nomor tiket LKPP', body: z.strictObject({ taskId, text: z.string().trim().min(1).max(200) }) },
  'record-reply': { by: 'staff', summary: 'Catat keputusan LKPP atas usul penonaktifan', body: z.strictObject({ taskId, outcome: z.enum(['disetujui', 'ditolak']), text }) },
  'carry-out': { by: 'staff', summary: 'Catat bahwa akun sudah dinonaktifkan di SPSE (REG-16, REG-17)', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pengguna atau pejabat sudah diberi tahu dengan cara lain', body: onTaskWithText },
  clarify: {
    by: 'reporter', summary: 'Sampaikan klarifikasi atas usul penonaktifan akun',
    body: z.strictObject({ text, files: z.array(z.strictObject({ item: z.literal('klarifikasi'), sha256 })).max(5).optional() }),
  },
};

/** The deactivation of a user's account as the API and the pages see it (REG-16, REG-17). */
export const deactivationContract: SopContract = {
  sop: 'deactivation',
  title: 'Penonaktifan akun pengguna SPSE',
  start: {
    by: 'staff', summary: 'Mulai penonaktifan akun dengan alasan menurut peraturan (REG-16, REG-17)', body: start, toIntake, check, channels: [],
    function: ({ facts }, { deactivation }) => deactivation.grounds.find(({ code: known }) => known === facts.ground)?.by ?? null,
  },
  sections: ['deactivation'],
  workflowFacts: ['account', 'kind', 'ground', 'requester', 'words', 'enteredBy'],
  acts,
  checkAct: () => null,
  functionFor: () => null,
  states, taskKinds, clocks,
};
