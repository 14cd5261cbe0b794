import type { ActBase } from '../kernel/types.ts';

/** 'harian': databases and files into the repository. 'portabel': the newest verified set onto a medium (ARC-2). */
export const kinds = { harian: 'Cadangan harian', portabel: 'Salinan ke media portabel' } as const;
export type BackupKind = keyof typeof kinds;

/** The acts on a run by name; free text travels as a text id. */
export interface BackupActs {
  claim: ActBase;
  /** The cause is mended, or it should be tried once more. */
  retry: ActBase & { textId?: string };
  /** What became smaller did so on purpose. */
  accept: ActBase & { textId: string };
  /** It is given up; the next run comes by itself. */
  abandon: ActBase & { textId: string };
  /** The medium hangs on the server. */
  attached: ActBase & { medium: string };
  /** What becomes of databases that nobody had declared (ARC-1). */
  settle: ActBase & { textId: string };
  reached: ActBase & { textId: string };
}

export type BackupActName = keyof BackupActs;

/** States of a run, as people read them. */
export const states = {
  diterima: 'Sedang dicatat',
  memeriksa: 'Memeriksa alat, ruang, dan repositori',
  mencadangkan: 'Mencadangkan basis data dan berkas',
  menyimpan: 'Menyimpan ke repositori',
  'menunggu-media': 'Menunggu media dipasang',
  menyalin: 'Menyalin ke media',
  'membaca-ulang': 'Membaca ulang salinan',
  merapikan: 'Menghapus salinan yang lewat masa simpan',
  gagal: 'Gagal, dicoba lagi',
  teruji: 'Teruji: salinan sudah dibaca ulang',
  ditutup: 'Selesai',
} as const;
export type BackupState = Exclude<keyof typeof states, 'diterima'>;

/** Kinds of tasks, as people read them. */
export const taskKinds = {
  'perbaiki-cadangan': 'Perbaiki pencadangan yang gagal',
  'pasang-media': 'Pasang media portabel di server',
  'periksa-basis-data': 'Periksa basis data yang belum didaftarkan',
  'hubungi-pejabat': 'Beri tahu pejabat dengan cara lain',
} as const;
export type TaskKind = keyof typeof taskKinds;

/** Waiting times, as people read them. */
export const clocks = {
  set: 'Batas cadangan teruji berikutnya',
  copy: 'Batas salinan teruji di media portabel',
  retry: 'Waktu mencoba lagi',
  attach: 'Waktu memasang media',
  check: 'Waktu memeriksa basis data',
} as const;
export type ClockName = keyof typeof clocks;
