import type { ActBase } from '../kernel/types.ts';

/** The acts of the problem SOP by name, with what each carries; free text travels as a text id. */
export interface ProblemActs {
  /** A person takes the task; it stops no clock (readings.md). */
  claim: ActBase;
  /** To a colleague (`person`), or to the technical level (ERR-3), which stops the follow-up clock. */
  'hand-over': ActBase & { to: 'technical' | 'desk'; person?: string };
  /** Asks the reporter for data; pauses the answer clock. */
  ask: ActBase & { textId: string };
  answer: ActBase & { textId: string };
  /** To LKPP on one of the legal grounds (ERR-6). */
  forward: ActBase & { textId: string; ground: string };
  approve: ActBase;
  reject: ActBase & { textId: string };
  /** LKPP's ticket number, as LKPP gave it. */
  'record-ticket': ActBase & { textId: string };
  /** ERR-16 */
  'root-cause': ActBase & { textId: string };
  /** The desk closes after the reporter agreed in another way than by the link. */
  close: ActBase & { textId: string };
  /** The reporter or the official was reached by other means, after a mail was refused. */
  reached: ActBase & { textId: string };
  /** By the reporter: the data that was asked for. */
  reply: ActBase & { textId: string };
  confirm: ActBase;
  reopen: ActBase & { textId: string };
}

export type ProblemActName = keyof ProblemActs;

/** States of a case, as people read them. */
export const states = {
  diterima: 'Diterima, menunggu tindak lanjut',
  ditangani: 'Sedang ditangani',
  'menunggu-data': 'Menunggu data dari pelapor',
  'menunggu-persetujuan': 'Menunggu persetujuan penerusan ke LKPP',
  diteruskan: 'Diteruskan ke LKPP',
  'menunggu-konfirmasi': 'Dijawab, menunggu konfirmasi pelapor',
  'menunggu-akar-masalah': 'Menunggu pencatatan akar permasalahan',
  ditutup: 'Ditutup',
} as const;

export type ProblemState = keyof typeof states;

/** Kinds of tasks, as people read them. */
export const taskKinds = {
  tangani: 'Tangani laporan',
  tutup: 'Tutup laporan',
  'setujui-penerusan': 'Setujui penerusan ke LKPP',
  'setujui-laporan-lkpp': 'Setujui laporan kendala ke LKPP',
  'beritahu-lkpp': 'Beri tahu LKPP dan catat nomor tiketnya',
  'hubungi-pelapor': 'Hubungi pelapor dengan cara lain',
  'hubungi-pejabat': 'Beri tahu pejabat yang suratnya tidak sampai',
} as const;

export type TaskKind = keyof typeof taskKinds;

/** Deadlines and waiting times, as people read them. */
export const clocks = {
  'follow-up': 'Tenggat tindak lanjut',
  answer: 'Tenggat jawaban',
  data: 'Batas pengiriman data oleh pelapor',
  confirm: 'Batas konfirmasi pelapor',
  'lkpp-approval': 'Batas persetujuan laporan ke LKPP',
  'forward-approval': 'Waktu persetujuan penerusan ke LKPP',
  'root-cause': 'Waktu pencatatan akar permasalahan',
} as const;

export type ClockName = keyof typeof clocks;
