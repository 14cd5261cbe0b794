import type { ActBase } from '../kernel/types.ts';

/** The acts of the evaluation by name; free text travels as a text id. */
export interface EvaluationActs {
  claim: ActBase;
  /** ERR-17: what the coordinator found and proposes to improve; hands the evaluation to Kepala LPSE (ERR-18). */
  evaluate: ActBase & { textId: string };
  /** Kepala LPSE took note of it, perhaps with a word to the coordinator. */
  accept: ActBase;
  /** Back to the coordinator, with what is missing. */
  return: ActBase & { textId: string };
  /** The official was told by other means, after a mail was refused. */
  reached: ActBase & { textId: string };
}

export type EvaluationActName = keyof EvaluationActs;

/** States of an evaluation, as people read them. */
export const states = {
  diterima: 'Segera dimulai',
  disusun: 'Menunggu disusun',
  disampaikan: 'Disampaikan, menunggu diterima',
  ditutup: 'Selesai',
} as const;

/** `diterima` is what the house shows until the workflow has taken its first step. */
export type EvaluationState = Exclude<keyof typeof states, 'diterima'>;

/** Kinds of tasks, as people read them. */
export const taskKinds = {
  'susun-evaluasi': 'Susun evaluasi berkala',
  'terima-evaluasi': 'Terima evaluasi berkala',
  'hubungi-pejabat': 'Beri tahu pejabat yang suratnya tidak sampai',
} as const;

export type TaskKind = keyof typeof taskKinds;

/** Deadlines and waiting times, as people read them. */
export const clocks = {
  evaluation: 'Batas penyusunan evaluasi',
  acceptance: 'Waktu penerimaan evaluasi',
} as const;

export type ClockName = keyof typeof clocks;
