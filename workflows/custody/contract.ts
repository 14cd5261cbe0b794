import { z } from 'zod';
import type { ActContract, ActRefusal, SopContract } from '../contract.ts';
import { code, id, instant, onTask, onTaskWithText, sha256, taskId, text } from '../contract-parts.ts';
import { clocks, moves, states, taskKinds } from './messages.ts';
import type { CustodyActName, Move } from './messages.ts';

const start = z.strictObject({
  medium: code.describe('Kode media.'),
  move: z.enum(Object.keys(moves) as Move[]).describe('Dibawa keluar, dibawa kembali, dimusnahkan, atau hilang.'),
  since: instant.optional().describe('Hanya untuk kehilangan: sejak kapan diketahui, ISO 8601 dengan zona waktu; kosong: sekarang. Dari sini 3 x 24 jam dihitung.'),
  text: text.describe('Alasan atau keadaannya.'),
});

const at = instant.describe('Kapan, ISO 8601 dengan zona waktu.');
const person = code.describe('Kode orang dari kantor ini.');
const destination = { to: code.describe('Kode tempat tujuan.'), receiver: person.describe('Kode orang yang menerima di tempat tujuan; bukan yang menyerahkan atau membawa.') };
const acts: Record<CustodyActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  hand: { by: 'staff', summary: 'Serahkan media kepada pembawanya (ARC-2)', body: z.strictObject({ taskId, carrier: person, ...destination, at, giver: person.optional().describe('Kode orang yang menyerahkan, bila bukan yang mencatat.') }) },
  redirect: { by: 'staff', summary: 'Alihkan media yang dalam perjalanan ke tempat atau penerima lain', body: z.strictObject({ taskId, ...destination, text }) },
  receive: { by: 'staff', summary: 'Terima media di tempat tujuan (ARC-2); hanya oleh penerima yang disebut', body: z.strictObject({ taskId, at, text: text.optional() }) },
  destroy: { by: 'staff', summary: 'Catat pemusnahan media, dengan saksi', body: z.strictObject({ taskId, at, witness: person, text }) },
  found: { by: 'staff', summary: 'Catat bahwa media yang hilang ditemukan', body: z.strictObject({ taskId, place: code, text }) },
  notified: { by: 'staff', summary: 'Catat pemberitahuan kehilangan (UU 27/2022 Pasal 46)', body: z.strictObject({ taskId, at, text }) },
  'give-up': { by: 'staff', summary: 'Hentikan pencarian media yang hilang, dengan alasannya', body: onTaskWithText },
  cancel: { by: 'staff', summary: 'Batalkan perpindahan media, dengan alasannya', body: onTaskWithText },
  lost: { by: 'staff', summary: 'Nyatakan media hilang', body: z.strictObject({ taskId, at: instant.optional().describe('Sejak kapan kehilangan diketahui; kosong: sekarang.'), text }) },
  paper: { by: 'staff', summary: 'Buat berita acara media dari isian yang disimpan', body: z.strictObject({ taskId, paper: id }) },
  sign: { by: 'staff', summary: 'Unggah berita acara yang sudah ditandatangani', body: z.strictObject({ taskId, paper: id, file: sha256 }) },
  'no-paper': { by: 'staff', summary: 'Catat mengapa tidak ada berita acara', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pejabat sudah diberi tahu dengan cara lain', body: onTaskWithText },
};

const future = (field: string, when: unknown): ActRefusal | null => (Date.parse(String(when)) > Date.now() ? { code: 'instant-future', field, allowed: [] } : null);

/** The custody of a portable medium as the API and the pages see it (ARC-2). The sweeper begins one for a verified medium that is still in the server room. */
export const custodyContract: SopContract = {
  sop: 'custody',
  title: 'Perpindahan media cadangan',
  start: {
    by: 'office', summary: 'Pindahkan, musnahkan, atau laporkan kehilangan media cadangan (ARC-2)', body: start, channels: [],
    toIntake(body) {
      const { medium, move, since, text: words } = start.loose().parse(body);
      return { reporter: null, files: [], text: words, facts: { medium, move, since: move === 'hilang' ? since ?? null : null } };
    },
    check: ({ facts: { since } }) => future('since', since),
  },
  sections: ['backup'],
  /** `from`: code of the place where the medium is, null: on the way. `home`: its place in the office file. Both are added at the taking in. `since`: when a loss became known. */
  workflowFacts: ['medium', 'move', 'since', 'from', 'home', 'enteredBy', 'words'],
  acts,
  checkAct: (_name, { at: when }) => future('at', when),
  functionFor: () => null,
  states, taskKinds, clocks,
};
