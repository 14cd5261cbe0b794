import { z } from 'zod';
import type { DrillScope } from '../../activities/backup/types.ts';
import { repositoryStore } from '../../offices/backup-names.ts';
import type { ActContract, SopContract } from '../contract.ts';
import { code, id, onTask, onTaskWithText, sha256, taskId, text } from '../contract-parts.ts';
import { clocks, scopes, states, taskKinds } from './messages.ts';
import type { RestoreDrillActName } from './messages.ts';

const start = z.strictObject({
  scope: z.enum(Object.keys(scopes) as DrillScope[]).describe('Semua berkas, atau contoh berkas.'),
  store: code.default(repositoryStore).describe('Dari mana dipulihkan: repositori atau kode media yang terpasang.'),
  text: text.describe('Alasan uji di luar jadwal.'),
});

const acts: Record<RestoreDrillActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  retry: { by: 'staff', summary: 'Ulangi uji pemulihan dari awal', body: z.strictObject({ taskId, text: text.optional() }) },
  abandon: { by: 'staff', summary: 'Akhiri uji pemulihan tanpa hasil, dengan alasannya', body: onTaskWithText },
  'key-tried': { by: 'staff', summary: 'Catat bahwa kunci pemulihan tersegel sudah dicoba dan disegel kembali', body: onTaskWithText },
  explain: { by: 'staff', summary: 'Jelaskan perbedaan hasil pemulihan', body: onTaskWithText },
  paper: { by: 'staff', summary: 'Buat berita acara uji pemulihan dari isian yang disimpan', body: z.strictObject({ taskId, paper: id }) },
  sign: { by: 'staff', summary: 'Unggah berita acara yang sudah ditandatangani', body: z.strictObject({ taskId, paper: id, file: sha256 }) },
  'no-paper': { by: 'staff', summary: 'Catat mengapa tidak ada berita acara', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pejabat sudah diberi tahu dengan cara lain', body: onTaskWithText },
};

/** A restore drill as the API and the pages see it (ARC-1, SEC-16, SEC-17). The sweeper begins those that are due. */
export const restoreDrillContract: SopContract = {
  sop: 'restore-drill',
  title: 'Uji pemulihan',
  start: {
    by: 'office', summary: 'Mulai uji pemulihan di luar jadwal (SEC-17)', body: start, channels: [],
    toIntake(body) {
      const { scope, store, text: words } = start.loose().parse(body);
      return { reporter: null, files: [], text: words, facts: { scope, store } };
    },
    check: () => null,
  },
  sections: ['backup'],
  /**
   * `set`: the newest verified one of the store, with the moment of its data (ISO 8601). `recoveryKey`: 'ada' or 'belum', whether `recovery_keys`
   * has a current one of the repository. All three are added at the taking in.
   */
  workflowFacts: ['scope', 'store', 'set', 'takenAt', 'recoveryKey', 'enteredBy', 'words'],
  acts,
  checkAct: () => null,
  functionFor: () => null,
  states, taskKinds, clocks,
};
