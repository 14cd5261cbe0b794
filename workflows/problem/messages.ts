import type { ActBase } from '../kernel/types.ts';

/** The acts of the problem SOP by name, with what each carries; free text travels as a text id. */
export interface ProblemActs {
  /** A person takes the task; it stops no clock (readings.md). */
  claim: ActBase;
  /** To a colleague (`person`), to the coordinator (ERR-23), or to the technical level (ERR-3), which stops the follow-up clock. */
  'hand-over': ActBase & { to: 'technical' | 'desk' | 'coordinator'; person?: string };
  /** ERR-13, ERR-20 */
  classify: ActBase & { category?: string; kind?: string };
  /** Stays inside the office. */
  note: ActBase & { textId: string };
  /** Asks the coordinator for advice (ERR-22); the task stays with its worker. */
  coordinate: ActBase & { textId: string };
  advise: ActBase & { textId: string };
  /** Links the solved case that the answer follows (ERR-21). */
  'use-solution': ActBase & { solution: string };
  /** LKPP (ERR-12) or a user's office (ERR-26) was consulted. */
  consult: ActBase & { party: string; textId: string };
  /** An instruction from LKPP becomes a task of the technical level (ERR-11). `until`: an instant, ISO 8601. */
  instruct: ActBase & { textId: string; until?: string };
  'carry-out': ActBase & { textId: string };
  /** A question of substance gets the standard answer, which names whom to ask (ERR-5, GOV-9). */
  refuse: ActBase & { whom: string };
  /** Asks the reporter for data; pauses the answer clock. */
  ask: ActBase & { textId: string };
  answer: ActBase & { textId: string };
  /** To LKPP by one of the text's routes (ERR-6, ERR-7, ERR-8), with a legal ground where the route needs one. */
  forward: ActBase & { textId: string; route?: string; ground?: string };
  approve: ActBase;
  reject: ActBase & { textId: string };
  /** LKPP's ticket number, as LKPP gave it. */
  'record-ticket': ActBase & { textId: string };
  /** What LKPP replied to a forward; ends the chase. */
  'record-reply': ActBase & { textId: string };
  /** ERR-16 */
  'root-cause': ActBase & { textId: string; cause?: string };
  /** Into a group of reports with one cause, and out of it; every report keeps its own clock. */
  group: ActBase & { group: string };
  /** `group`: out of this one only; another one may have taken it meanwhile. */
  ungroup: ActBase & { group?: string };
  /** ERR-10: the paper whose form the API stored is written as a PDF. */
  witness: ActBase & { paper: string };
  /** The bid document opened after all, or (where the text leaves a choice) the office does not witness. */
  'no-witness': ActBase & { textId: string };
  /** The signed copy of a paper came back. */
  sign: ActBase & { paper: string; file: string };
  /** The desk closes after the reporter agreed in another way than by the link. */
  close: ActBase & { textId: string };
  /** The reporter or the official was reached by other means, after a mail was refused. */
  reached: ActBase & { textId: string };
  /** The reporter's data, or wish to reopen, that came by telephone or at the counter. */
  'reply-for': ActBase & { textId: string };
  'reopen-for': ActBase & { textId: string };
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
  'menunggu-penyelesaian': 'Menunggu tugas yang masih terbuka diselesaikan',
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
  koordinasi: 'Beri arahan kepada anggota yang menangani',
  'instruksi-lkpp': 'Laksanakan instruksi teknis LKPP',
  saksikan: 'Saksikan dokumen penawaran yang tidak dapat dibuka',
  'tanda-tangan': 'Tanda tangani berita acara dan unggah salinannya',
  'hubungi-pelapor': 'Hubungi pelapor dengan cara lain',
  'hubungi-pejabat': 'Beri tahu pejabat yang suratnya tidak sampai',
} as const;

export type TaskKind = keyof typeof taskKinds;

/**
 * Kinds of tasks without which a report does not close: a paper (ERR-10), an instruction of LKPP (ERR-11), and while
 * a forward has no reply also the telling of LKPP by hand (ERR-6, ERR-7), because its mail did not arrive.
 */
export function closingTasks(isForwardUnanswered: boolean): readonly string[] {
  const kinds: TaskKind[] = ['saksikan', 'tanda-tangan', 'instruksi-lkpp'];
  return isForwardUnanswered ? [...kinds, 'beritahu-lkpp'] : kinds;
}

/** Deadlines and waiting times, as people read them. */
export const clocks = {
  'follow-up': 'Tenggat tindak lanjut',
  answer: 'Tenggat jawaban',
  data: 'Batas pengiriman data oleh pelapor',
  confirm: 'Batas konfirmasi pelapor',
  'lkpp-approval': 'Batas persetujuan laporan ke LKPP',
  'forward-approval': 'Waktu persetujuan penerusan ke LKPP',
  'root-cause': 'Waktu pencatatan akar permasalahan',
  duty: 'Waktu penyelesaian tugas yang masih terbuka',
  'lkpp-reply': 'Waktu balasan LKPP',
  instruction: 'Batas pelaksanaan instruksi LKPP',
} as const;

export type ClockName = keyof typeof clocks;

/** How a report can reach the desk (ERR-1); `daring` is the public form. */
export const channels = {
  daring: 'Formulir daring', telepon: 'Telepon', kunjungan: 'Kunjungan', whatsapp: 'WhatsApp', 'tiket-spse': 'Tiket SPSE', surat: 'Surat', surel: 'Surel',
} as const;

/** The ways in which a report reaches a desk that then enters it itself; the online form is the reporter's own. */
export const deskChannels = Object.entries(channels).flatMap(([code, label]) => (code === 'daring' ? [] : [{ code, label }]));
