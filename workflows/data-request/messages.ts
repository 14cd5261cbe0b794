import type { ActBase } from '../kernel/types.ts';

/** The acts of the request for one's own data by name; free text travels as a text id. */
export interface DataRequestActs {
  claim: ActBase;
  note: ActBase & { textId: string };
  /** How it was proved that the person is who the data are about. */
  identify: ActBase & { how: 'loket' | 'video'; textId: string };
  /** UU 27/2022 art. 32. `cases`: the numbers that go out, all of them; the request itself goes with them. */
  give: ActBase & { cases: string[]; textId?: string };
  /** The data may be with the wrong person: nothing can be downloaded from here on. */
  'stop-giving': ActBase & { textId: string };
  /** UU 27/2022 art. 33 */
  refuse: ActBase & { ground: string; textId: string };
  /** On paper or on a medium, at the counter: for who has no mail, or was not reached by it. */
  'handed-over': ActBase & { textId: string };
  reached: ActBase & { textId: string };
  /** By the counter for a person who came, called or wrote. */
  'withdraw-for': ActBase & { textId: string };
  withdraw: ActBase;
}

export type DataRequestActName = keyof DataRequestActs;

/** States of a request, as people read them. */
export const states = {
  diterima: 'Diterima, menunggu pembuktian identitas',
  dikenali: 'Identitas terbukti, data disiapkan',
  diberikan: 'Data dapat diambil',
  'menunggu-pemberitahuan': 'Diputuskan, sedang disampaikan kepada pemohon',
  ditutup: 'Selesai',
} as const;

export type DataRequestState = keyof typeof states;

/** Kinds of tasks, as people read them. */
export const taskKinds = {
  'periksa-identitas': 'Periksa identitas pemohon dan berikan datanya',
  'serahkan-data': 'Serahkan data kepada pemohon di loket',
  'awasi-pengunduhan': 'Hentikan pengunduhan bila data ternyata bukan milik pemohon',
  'hubungi-pengguna': 'Hubungi pemohon dengan cara lain',
  'hubungi-pejabat': 'Beri tahu pejabat yang suratnya tidak sampai',
} as const;

export type TaskKind = keyof typeof taskKinds;

/** Deadlines and waiting times, as people read them; both run by the clock, day and night. */
export const clocks = {
  reply: 'Batas pemberian data (3 x 24 jam)',
  download: 'Batas pengambilan data',
} as const;

export type ClockName = keyof typeof clocks;
