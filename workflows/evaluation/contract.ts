import { z } from 'zod';
import type { ActContract, SystemSop } from '../contract.ts';
import { onTask, onTaskWithText, taskId, text } from '../contract-parts.ts';
import { clocks, states, taskKinds } from './messages.ts';
import type { EvaluationActName } from './messages.ts';

const acts: Record<EvaluationActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  evaluate: { by: 'staff', summary: 'Sampaikan temuan dan usulan perbaikan kepada Kepala LPSE (ERR-17, ERR-18)', body: onTaskWithText },
  accept: { by: 'staff', summary: 'Terima evaluasi, bila perlu dengan catatan (ERR-18)', body: z.strictObject({ taskId, text: text.optional() }) },
  return: { by: 'staff', summary: 'Kembalikan evaluasi kepada koordinator, dengan alasan', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pejabat sudah diberi tahu dengan cara lain', body: onTaskWithText },
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
