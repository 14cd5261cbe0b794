import type { ActBase } from '../kernel/types.ts';

/** The acts on a maintenance window by name; instants are ISO 8601 with their zone, free text travels as a text id. */
export interface MaintenanceActs {
  claim: ActBase;
  approve: ActBase & { textId?: string };
  reject: ActBase & { textId: string };
  /** Before the start: another window. */
  move: ActBase & { startsAt: string; endsAt: string; textId: string };
  /** Another end, later than the planned one; also while it runs. */
  extend: ActBase & { endsAt: string; textId: string };
  /** Before the start it does not take place; after it, it is broken off. */
  cancel: ActBase & { textId: string };
  /** Everything works again since `endedAt`. */
  finish: ActBase & { endedAt: string; textId?: string };
  /** What was done, for the chronology (SEC-7). */
  step: ActBase & { textId: string };
  /** An official was told by other means. */
  reached: ActBase & { textId: string };
  /** The mails that nobody knows of, or that were refused, have been looked through. */
  checked: ActBase;
}

export type MaintenanceActName = keyof MaintenanceActs;

/** States of a window, as people read them. */
export const states = {
  diterima: 'Sedang dicatat',
  'menunggu-persetujuan': 'Menunggu persetujuan',
  terjadwal: 'Terjadwal dan diumumkan',
  berlangsung: 'Sedang berlangsung',
  'melewati-jadwal': 'Melewati jadwal selesai',
  'menunggu-surat': 'Berakhir, surat pengumuman belum tuntas',
  ditutup: 'Selesai',
} as const;

/** `diterima` is what the house shows until the workflow has taken its first step. */
export type MaintenanceState = Exclude<keyof typeof states, 'diterima'>;

/** Kinds of tasks, as people read them. */
export const taskKinds = {
  'setujui-pemeliharaan': 'Setujui jadwal pemeliharaan',
  pemeliharaan: 'Jalankan pemeliharaan sesuai jadwal',
  'periksa-surat': 'Periksa surat pengumuman yang tidak pasti terkirim',
  'hubungi-pejabat': 'Beri tahu pejabat dengan cara lain',
} as const;

export type TaskKind = keyof typeof taskKinds;

/** Waiting times, as people read them. */
export const clocks = {
  approval: 'Waktu persetujuan',
  start: 'Mulai pemeliharaan',
  end: 'Akhir jadwal pemeliharaan',
  overrun: 'Waktu mencatat akhir pemeliharaan',
  check: 'Waktu memeriksa surat pengumuman',
} as const;
