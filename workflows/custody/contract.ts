import { z } from 'zod';
import type { ActContract, SopContract } from '../contract.ts';
import { code, id, instant, onTask, onTaskWithText, sha256, taskId, text } from '../contract-parts.ts';
import { clocks, moves, states, taskKinds } from './messages.ts';
import type { CustodyActName, Move } from './messages.ts';

const start = z.strictObject({
  medium: code.describe('Kode media.'),
  move: z.enum(Object.keys(moves) as Move[]).describe('Dibawa keluar, dibawa kembali, dimusnahkan, atau hilang.'),
  text: text.describe('Alasan atau keadaannya.'),
});

const at = instant.describe('Kapan, ISO 8601 dengan zona waktu.');
const person = code.describe('Kode orang dari kantor ini.');
const acts: Record<CustodyActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  hand: { by: 'staff', summary: 'Serahkan media kepada pembawanya (ARC-2)', body: z.strictObject({ taskId, carrier: person, to: code.describe('Kode tempat tujuan.'), receiver: person, at }) },
  receive: { by: 'staff', summary: 'Terima media di tempat tujuan (ARC-2); hanya oleh penerima yang disebut', body: z.strictObject({ taskId, at, text: text.optional() }) },
  destroy: { by: 'staff', summary: 'Catat pemusnahan media, dengan saksi', body: z.strictObject({ taskId, at, witness: person, text }) },
  found: { by: 'staff', summary: 'Catat bahwa media yang hilang ditemukan', body: z.strictObject({ taskId, place: code, text }) },
  notified: { by: 'staff', summary: 'Catat pemberitahuan kehilangan (UU 27/2022 Pasal 46)', body: z.strictObject({ taskId, at, text }) },
  cancel: { by: 'staff', summary: 'Batalkan perpindahan media, dengan alasannya', body: onTaskWithText },
  lost: { by: 'staff', summary: 'Nyatakan media hilang', body: onTaskWithText },
  paper: { by: 'staff', summary: 'Buat berita acara media dari isian yang disimpan', body: z.strictObject({ taskId, paper: id }) },
  sign: { by: 'staff', summary: 'Unggah berita acara yang sudah ditandatangani', body: z.strictObject({ taskId, paper: id, file: sha256 }) },
  'no-paper': { by: 'staff', summary: 'Catat mengapa tidak ada berita acara', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pejabat sudah diberi tahu dengan cara lain', body: onTaskWithText },
};

/** The custody of a portable medium as the API and the pages see it (ARC-2). The sweeper begins one for a verified medium that is still in the server room. */
export const custodyContract: SopContract = {
  sop: 'custody',
  title: 'Perpindahan media cadangan',
  start: {
    by: 'office', summary: 'Pindahkan, musnahkan, atau laporkan kehilangan media cadangan (ARC-2)', body: start, channels: [],
    toIntake(body) {
      const { medium, move, text: words } = start.loose().parse(body);
      return { reporter: null, files: [], text: words, facts: { medium, move } };
    },
    check: () => null,
  },
  sections: ['backup'],
  /** `from`: code of the place where the medium is, null: on the way. `home`: its place in the office file. Both are added at the taking in. */
  workflowFacts: ['medium', 'move', 'from', 'home', 'enteredBy', 'words'],
  acts,
  checkAct: (_name, { at: when }) => (Date.parse(String(when)) > Date.now() ? { code: 'instant-future', field: 'at', allowed: [] } : null),
  functionFor: () => null,
  states, taskKinds, clocks,
};
