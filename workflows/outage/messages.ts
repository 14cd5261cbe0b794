import type { ActBase } from '../kernel/types.ts';

/** Where a ready text can be posted. */
export const channels = { spse: 'Berita di SPSE', whatsapp: 'WhatsApp', surat: 'Surat edaran', inaproc: 'INAPROC', lain: 'Tempat lain' } as const;
export type Channel = keyof typeof channels;

/** The acts on an outage by name; instants are ISO 8601 with their zone, free text travels as a text id. */
export interface OutageActs {
  claim: ActBase;
  /** A step that was taken, and when (SEC-7). */
  step: ActBase & { at: string; textId: string };
  /** Users are told now, without waiting for the confirmation time; the words replace the first ones. */
  confirm: ActBase & { textId?: string };
  /** It was none, or is none of this office's. */
  dismiss: ActBase & { textId: string };
  /** Other systems are affected than was thought. */
  scope: ActBase & { systems: string[]; textId: string };
  /** News for everybody who was told. */
  inform: ActBase & { textId: string };
  /** It works again since `at`. */
  restore: ActBase & { at: string; textId?: string };
  /** The official times, fixed by a person (STD-33), and the cause in words. */
  fix: ActBase & { startedAt: string; endedAt: string; textId: string };
  /** Who posted a ready text where (`url`) and when. The address is a text. */
  posted: ActBase & { channel: Channel; at: string; textId: string };
  /** The draft of an announcement on INAPROC (ERR-9). */
  'draft-inaproc': ActBase & { textId: string };
  approve: ActBase;
  reject: ActBase & { textId: string };
  'record-ticket': ActBase & { textId: string };
  'record-reply': ActBase & { textId: string };
  /** Open reports of the same cause, answered together later. */
  join: ActBase & { group: string };
  /** The paper on it: its form was kept before. */
  paper: ActBase & { paper: string };
  sign: ActBase & { paper: string; file: string };
  'no-paper': ActBase & { textId: string };
  reached: ActBase & { textId: string };
  checked: ActBase;
}

export type OutageActName = keyof OutageActs;

/** Signals of the probes; `at` epoch ms. */
export const probeRecovered = 'probeRecovered';
export const probeFailed = 'probeFailed';
export interface ProbeNews { probe: string; at: number }

/** States of an outage, as people read them. */
export const states = {
  diterima: 'Sedang dicatat',
  diperiksa: 'Diperiksa, belum diumumkan',
  diumumkan: 'Gangguan diumumkan',
  pulih: 'Sudah pulih, waktu resmi belum ditetapkan',
  'menunggu-berita-acara': 'Menunggu berita acara',
  'menunggu-surat': 'Berakhir, surat pengumuman belum tuntas',
  ditutup: 'Selesai',
} as const;

/** `diterima` is what the house shows until the workflow has taken its first step. */
export type OutageState = Exclude<keyof typeof states, 'diterima'>;

/** Kinds of tasks, as people read them. */
export const taskKinds = {
  'tangani-gangguan': 'Tangani gangguan',
  'tetapkan-waktu': 'Tetapkan waktu resmi gangguan',
  'setujui-inaproc': 'Setujui pengumuman di INAPROC',
  'pasang-inaproc': 'Pasang pengumuman di INAPROC',
  'setujui-laporan-lkpp': 'Setujui laporan ke LKPP',
  'beritahu-lkpp': 'Laporkan ke LKPP dan catat balasannya',
  'berita-acara-gangguan': 'Buat berita acara gangguan',
  'tanda-tangan': 'Unggah berita acara yang ditandatangani',
  'periksa-surat': 'Periksa surat pengumuman yang tidak pasti terkirim',
  'hubungi-pejabat': 'Beri tahu pejabat dengan cara lain',
} as const;

export type TaskKind = keyof typeof taskKinds;

/** Waiting times, as people read them. */
export const clocks = {
  response: 'Waktu menangani gangguan',
  handling: 'Waktu memulihkan layanan',
  confirmation: 'Waktu sebelum pengguna diberi tahu',
  lkpp: 'Waktu melapor ke LKPP',
  approval: 'Waktu persetujuan',
  declaring: 'Waktu menetapkan waktu resmi',
  paper: 'Waktu menyelesaikan berita acara',
  check: 'Waktu memeriksa surat pengumuman',
} as const;
