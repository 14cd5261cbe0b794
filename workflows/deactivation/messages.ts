import type { ActBase } from '../kernel/types.ts';

/** The acts of a deactivation by name; free text travels as a text id. */
export interface DeactivationActs {
  claim: ActBase;
  /** By the user: an explanation, with copies of what proves it. */
  clarify: ActBase & { textId: string; files?: { item: string; sha256: string }[] };
  /** The user's explanation that came by telephone, letter or at the counter. */
  'clarify-for': ActBase & { textId: string };
  /** REG-16, REG-17: the account is deactivated, or kept; the words are the reasons. */
  'decide-yes': ActBase & { textId: string };
  'decide-no': ActBase & { textId: string };
  'record-ticket': ActBase & { textId: string };
  /** What LKPP decided on the proposal. */
  'record-reply': ActBase & { outcome: 'disetujui' | 'ditolak'; textId: string };
  /** Done in SPSE. */
  'carry-out': ActBase & { textId: string };
  /** The user or the official was told by other means. */
  reached: ActBase & { textId: string };
}

export type DeactivationActName = keyof DeactivationActs;

/** States of a deactivation, as people read them. */
export const states = {
  diterima: 'Segera dimulai',
  klarifikasi: 'Menunggu klarifikasi pengguna',
  'menunggu-keputusan': 'Menunggu keputusan',
  'menunggu-lkpp': 'Diusulkan, menunggu keputusan LKPP',
  'menunggu-pelaksanaan': 'Diputuskan, menunggu pelaksanaan di SPSE',
  'menunggu-pemberitahuan': 'Menunggu pengguna diberi tahu',
  ditutup: 'Selesai',
} as const;

/** `diterima` is what the house shows until the workflow has taken its first step. */
export type DeactivationState = Exclude<keyof typeof states, 'diterima'>;

/** Kinds of tasks, as people read them. */
export const taskKinds = {
  klarifikasi: 'Catat klarifikasi pengguna',
  putuskan: 'Putuskan penonaktifan akun',
  'usul-lkpp': 'Sampaikan usul kepada LKPP dan catat keputusannya',
  nonaktifkan: 'Nonaktifkan akun di SPSE',
  'hubungi-pengguna': 'Beri tahu pengguna dengan cara lain',
  'hubungi-pejabat': 'Beri tahu pejabat yang suratnya tidak sampai',
} as const;

export type TaskKind = keyof typeof taskKinds;

/** Waiting times, as people read them. */
export const clocks = {
  clarification: 'Batas klarifikasi pengguna',
  decision: 'Waktu pengambilan keputusan',
  'lkpp-reply': 'Waktu keputusan LKPP',
  'carry-out': 'Waktu pelaksanaan di SPSE',
  telling: 'Waktu memberi tahu pengguna',
} as const;

export type ClockName = keyof typeof clocks;
