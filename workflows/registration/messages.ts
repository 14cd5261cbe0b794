import type { ActBase } from '../kernel/types.ts';

/** One line of a check: what was received, seen, judged. */
export interface ItemCheck {
  item: string;
  copy?: boolean;
  seen?: 'loket' | 'video';
  verdict?: 'benar' | 'tidak-benar';
  /** The copy that stood on the checklist when it was seen or judged (`received.version`); left out where none was there. */
  version?: number;
  /** There is none; for items that are needed if any. */
  absent?: boolean;
}

/** A copy by its content, cited with the act. */
interface ItemFile {
  item: string;
  sha256: string;
}

/** The acts of the registration SOP by name, with what each carries; free text travels as a text id. */
export interface RegistrationActs {
  claim: ActBase;
  note: ActBase & { textId: string };
  /** REG-4, REG-11, REG-12: received, original seen, true or not; an untrue item needs words. */
  check: ActBase & { items: ItemCheck[]; files?: ItemFile[]; textId?: string };
  /** REG-23: an item by another law, named in the words. */
  'add-item': ActBase & { textId: string };
  /** The look-up in INAPROC's blacklist; the verifikator judges what it means. */
  blacklist: ActBase & { result: 'tidak-tercantum' | 'tercantum'; textId?: string };
  /** REG-13: asks for exactly what is missing. */
  ask: ActBase & { textId?: string };
  /** `at`: an instant, ISO 8601. */
  book: ActBase & { at: string; how: 'loket' | 'video'; textId?: string };
  approve: ActBase & { textId?: string };
  /** REG-14 */
  reject: ActBase & { ground: string; textId: string };
  /** REG-15, SPSE local: the words are the User ID; never a password (DATA-4). */
  activate: ActBase & { textId: string };
  /** REG-15, INAPROC: what became of the central account. */
  central: ActBase & { outcome: 'aktif' | 'ditolak'; textId?: string };
  /** The later services: done in SPSE, told, or an account lives again (`account`: number of its registration). */
  'carry-out': ActBase & { account?: string | null; textId: string };
  'record-ticket': ActBase & { textId: string };
  'record-reply': ActBase & { outcome: 'disetujui' | 'ditolak'; textId: string };
  reached: ActBase & { textId: string };
  /** By the counter for an applicant who came, called or wrote. */
  'withdraw-for': ActBase & { textId: string };
  /** By the applicant: only what was asked for. `absent`: there is none. */
  complete: ActBase & { files: ItemFile[]; absent?: string[] };
  withdraw: ActBase;
}

export type RegistrationActName = keyof RegistrationActs;

/** States of a registration, as people read them. */
export const states = {
  diterima: 'Diterima, menunggu verifikasi',
  'menunggu-berkas': 'Menunggu berkas dari pemohon',
  'menunggu-aktivasi': 'Disetujui, menunggu pelaksanaan di SPSE',
  'menunggu-pusat': 'Disetujui, menunggu hasil akun terpusat INAPROC',
  'menunggu-lkpp': 'Disetujui, menunggu keputusan LKPP',
  'menunggu-pemberitahuan': 'Diputuskan, pemohon sedang diberi tahu',
  ditutup: 'Selesai',
} as const;

export type RegistrationState = keyof typeof states;

export const taskKinds = {
  verifikasi: 'Verifikasi permohonan',
  aktivasi: 'Laksanakan di SPSE',
  'hasil-pusat': 'Catat hasil akun terpusat INAPROC',
  'teruskan-lkpp': 'Sampaikan kepada LKPP dan catat keputusannya',
  'hubungi-pengguna': 'Hubungi pemohon dengan cara lain',
  'hubungi-pejabat': 'Beri tahu pejabat yang suratnya tidak sampai',
} as const;

export type TaskKind = keyof typeof taskKinds;

export const clocks = {
  verification: 'Tenggat verifikasi',
  completion: 'Batas melengkapi berkas oleh pemohon',
  appointment: 'Waktu menunjukkan dokumen asli',
  activation: 'Waktu pelaksanaan di SPSE',
  central: 'Batas hasil akun terpusat',
  'lkpp-reply': 'Waktu keputusan LKPP',
  telling: 'Waktu memberi tahu pemohon',
} as const;

export type ClockName = keyof typeof clocks;

/** How an application reaches the counter that then enters it itself. */
export const deskChannels = [
  { code: 'loket', label: 'Loket' }, { code: 'surat', label: 'Surat' }, { code: 'surel', label: 'Surel' }, { code: 'whatsapp', label: 'WhatsApp' },
];
