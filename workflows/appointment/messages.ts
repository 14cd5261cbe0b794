import type { ActBase } from '../kernel/types.ts';

/** The acts on the end of a term by name; free text travels as a text id. */
export interface AppointmentActs {
  claim: ActBase;
  /** A new decree: its end (local date; null: open-ended), and the decree in words. */
  extend: ActBase & { until: string | null; textId: string };
  /** An open-ended term: the user is still in office. */
  confirm: ActBase;
  /** The user left the office, or the term is not renewed. */
  end: ActBase & { textId: string };
  /** The user was told by other means. */
  reached: ActBase & { textId: string };
  /** By the user: the new decree; the handler judges it. */
  'send-decree': ActBase & { until: string | null; files: { item: string; sha256: string }[]; textId?: string };
}

export type AppointmentActName = keyof AppointmentActs;

/** The signal of the sweeper: the account was deactivated or got another term by another case. */
export const overtaken = 'overtaken';

/** States of a term that ends, as people read them. */
export const states = {
  diterima: 'Segera dimulai',
  'menunggu-perpanjangan': 'Menunggu surat tugas baru',
  'menunggu-konfirmasi': 'Menunggu konfirmasi masih menjabat',
  ditandai: 'Ditandai untuk dinonaktifkan',
  'menunggu-pemberitahuan': 'Menunggu pengguna diberi tahu',
  ditutup: 'Selesai',
} as const;

/** `diterima` is what the house shows until the workflow has taken its first step. */
export type AppointmentState = Exclude<keyof typeof states, 'diterima'>;

/** Kinds of tasks, as people read them. */
export const taskKinds = {
  'masa-tugas': 'Perpanjang atau akhiri masa tugas pengguna',
  'konfirmasi-jabatan': 'Konfirmasi bahwa pengguna masih menjabat',
  'hubungi-pengguna': 'Beri tahu pengguna dengan cara lain',
} as const;

export type TaskKind = keyof typeof taskKinds;

/** Waiting times, as people read them. */
export const clocks = {
  term: 'Akhir masa tugas',
  flagged: 'Waktu tindak lanjut masa tugas yang berakhir',
  telling: 'Waktu memberi tahu pengguna',
} as const;
