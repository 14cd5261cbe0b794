import type { ActBase } from '../kernel/types.ts';

export const scopes = { penuh: 'Lengkap: semua berkas', contoh: 'Dengan contoh berkas' } as const;

/** The acts on a restore drill by name; free text travels as a text id. */
export interface RestoreDrillActs {
  claim: ActBase;
  /** Tried once more from the beginning. */
  retry: ActBase & { textId?: string };
  /** The drill ends without a result, with the reason; the scratch copy is destroyed all the same. */
  abandon: ActBase & { textId: string };
  /** The sealed recovery key opened the repository and is sealed again; where it lies. The API has seen the try in `recovery_keys`. */
  'key-tried': ActBase & { textId: string };
  /** What was found out about a copy that was not equal. */
  explain: ActBase & { textId: string };
  paper: ActBase & { paper: string };
  sign: ActBase & { paper: string; file: string };
  'no-paper': ActBase & { textId: string };
  reached: ActBase & { textId: string };
}
export type RestoreDrillActName = keyof RestoreDrillActs;

/** States of a drill, as people read them. */
export const states = {
  diterima: 'Sedang dicatat',
  memulihkan: 'Memulihkan ke tempat terpisah',
  membandingkan: 'Membandingkan dengan manifes',
  memusnahkan: 'Memusnahkan salinan uji',
  gagal: 'Gagal, menunggu diperbaiki',
  berbeda: 'Hasil pemulihan berbeda',
  'menunggu-berita-acara': 'Menunggu kunci pemulihan dan berita acara',
  ditutup: 'Selesai',
} as const;
export type RestoreDrillState = Exclude<keyof typeof states, 'diterima'>;

/** Kinds of tasks, as people read them. */
export const taskKinds = {
  'perbaiki-uji': 'Perbaiki uji pemulihan yang gagal',
  'jelaskan-perbedaan': 'Jelaskan perbedaan hasil pemulihan',
  'coba-kunci': 'Buat atau coba kunci pemulihan tersegel',
  'berita-acara': 'Buat berita acara uji pemulihan',
  'tanda-tangan': 'Unggah berita acara yang sudah ditandatangani',
  'hubungi-pejabat': 'Beri tahu pejabat dengan cara lain',
} as const;
export type TaskKind = keyof typeof taskKinds;

/** Waiting times, as people read them. */
export const clocks = {
  mend: 'Waktu memperbaiki uji pemulihan',
  explain: 'Waktu menjelaskan perbedaan',
  key: 'Waktu mencoba kunci pemulihan',
  paper: 'Waktu berita acara',
} as const;
