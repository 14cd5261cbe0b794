import type { FunctionCode } from '../../regulations/rules.ts';
import type { ActBase } from '../kernel/types.ts';

/** Which way a medium goes (ARC-2). */
export const moves = {
  keluar: 'Dibawa ke tempat simpan',
  kembali: 'Dibawa kembali ke ruang server',
  musnah: 'Dimusnahkan karena tidak dipakai lagi',
  hilang: 'Hilang',
} as const;
export type Move = keyof typeof moves;

/** The acts on the custody of a medium by name; people by id, places by code, instants ISO 8601 with their zone, free text by its id. */
export interface CustodyActs {
  claim: ActBase;
  /** The medium leaves the hands of the giver (who acts, if nobody else is named): who carries it, where to, and who will receive it there (another person). */
  hand: ActBase & Destination & { giver?: string; carrier: string; at: string };
  /** It is on its way and goes to another place or another receiver after all. */
  redirect: ActBase & Destination & { textId: string };
  /** The receiver alone says so. */
  receive: ActBase & { at: string; textId?: string };
  /** Worn out: how it was destroyed, and before which witness. */
  destroy: ActBase & { at: string; witness: string; textId: string };
  /** A medium that was given up for lost is there again. */
  found: ActBase & { place: string; inServerRoom: boolean; textId: string };
  /** Those concerned and the authority were told of the loss (UU 27/2022 Pasal 46); how, and what. */
  notified: ActBase & { at: string; textId: string };
  /** It is searched for no longer; it stays lost. */
  'give-up': ActBase & { textId: string };
  /** The medium is not moved after all, with the reason. */
  cancel: ActBase & { textId: string };
  /** It does not come back, or does not arrive: from here on it is a loss. `at`: since when that is known; now where nothing is said. */
  lost: ActBase & { at?: string; textId: string };
  paper: ActBase & { paper: string };
  sign: ActBase & { paper: string; file: string };
  'no-paper': ActBase & { textId: string };
  reached: ActBase & { textId: string };
}
/** Where a medium goes. `receiverFunction` (one that the receiver holds) and `inServerRoom` are added by the API. */
export interface Destination { to: string; receiver: string; receiverFunction: FunctionCode; inServerRoom: boolean }
export type CustodyActName = keyof CustodyActs;

/** States of a move, as people read them. */
export const states = {
  diterima: 'Sedang dicatat',
  'menunggu-serah': 'Menunggu media diserahkan',
  'dalam-perjalanan': 'Media dalam perjalanan',
  'menunggu-musnah': 'Menunggu media dimusnahkan',
  hilang: 'Media hilang',
  'menunggu-berita-acara': 'Menunggu berita acara',
  ditutup: 'Selesai',
} as const;
export type CustodyState = Exclude<keyof typeof states, 'diterima'>;

/** Kinds of tasks, as people read them. */
export const taskKinds = {
  'serahkan-media': 'Serahkan media kepada pembawanya',
  'awasi-perjalanan': 'Awasi media sampai diterima',
  'terima-media': 'Terima media di tempat tujuan',
  'musnahkan-media': 'Musnahkan media',
  'beri-tahu-kehilangan': 'Beri tahu kehilangan media (UU 27/2022)',
  'cari-media': 'Cari media yang hilang',
  'berita-acara': 'Buat berita acara media',
  'tanda-tangan': 'Unggah berita acara yang sudah ditandatangani',
  'hubungi-pejabat': 'Beri tahu pejabat dengan cara lain',
} as const;
export type TaskKind = keyof typeof taskKinds;

/** Waiting times, as people read them. */
export const clocks = {
  handover: 'Batas menyerahkan media',
  receipt: 'Batas menerima media',
  destruction: 'Batas memusnahkan media',
  notice: 'Batas pemberitahuan kehilangan (3 x 24 jam)',
  search: 'Waktu mencari media yang hilang',
  paper: 'Waktu berita acara',
  again: 'Waktu mengingatkan lagi',
} as const;
