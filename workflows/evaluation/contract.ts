import { z } from 'zod';
import type { ActContract, SystemSop } from '../contract.ts';
import { clocks, states, taskKinds } from './messages.ts';
import type { EvaluationActName } from './messages.ts';

const text = z.string().trim().min(3).max(10_000).describe('Teks bebas; disimpan terenkripsi.');
const taskId = z.uuid().toLowerCase().describe('Tugas yang sedang dikerjakan.');

const acts: Record<EvaluationActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: z.strictObject({ taskId }) },
  evaluate: { by: 'staff', summary: 'Sampaikan temuan dan usulan perbaikan kepada Kepala LPSE (ERR-17, ERR-18)', body: z.strictObject({ taskId, text }) },
  accept: { by: 'staff', summary: 'Terima evaluasi, bila perlu dengan catatan (ERR-18)', body: z.strictObject({ taskId, text: text.optional() }) },
  return: { by: 'staff', summary: 'Kembalikan evaluasi kepada koordinator, dengan alasan', body: z.strictObject({ taskId, text }) },
  reached: { by: 'staff', summary: 'Catat bahwa pejabat sudah diberi tahu dengan cara lain', body: z.strictObject({ taskId, text }) },
};

/** The periodic evaluation as the API and the pages see it; Sigap starts it, nobody else can. */
export const evaluationContract: SystemSop = {
  sop: 'evaluation',
  title: 'Evaluasi berkala penanganan masalah',
  start: null,
  sections: ['problem'],
  workflowFacts: ['from', 'to', 'figures'],
  acts,
  checkAct: () => null,
  functionFor: () => null,
  states, taskKinds, clocks,
};
