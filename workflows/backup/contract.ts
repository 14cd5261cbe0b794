import { z } from 'zod';
import type { ActContract, SopContract } from '../contract.ts';
import { code, onTask, onTaskWithText, taskId, text } from '../contract-parts.ts';
import { clocks, kinds, states, taskKinds } from './messages.ts';
import type { BackupActName, BackupKind } from './messages.ts';

const start = z.strictObject({
  kind: z.enum(Object.keys(kinds) as BackupKind[]).describe('Cadangan harian, atau salinan ke media portabel.'),
  text: text.describe('Alasan pencadangan di luar jadwal.'),
});

const acts: Record<BackupActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  retry: { by: 'staff', summary: 'Coba lagi pencadangan', body: z.strictObject({ taskId, text: text.optional() }) },
  accept: { by: 'staff', summary: 'Terima bahwa datanya berkurang dari biasanya, dengan alasannya', body: onTaskWithText },
  abandon: { by: 'staff', summary: 'Hentikan pencadangan ini, dengan alasannya', body: onTaskWithText },
  attached: { by: 'staff', summary: 'Catat bahwa media sudah dipasang (ARC-2)', body: z.strictObject({ taskId, medium: code }) },
  settle: { by: 'staff', summary: 'Catat tindak lanjut basis data yang belum didaftarkan (ARC-1)', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pejabat sudah diberi tahu dengan cara lain', body: onTaskWithText },
};

/** A run of backups as the API and the pages see it (ARC-1, ARC-2). The sweeper begins one each day, and one per interval onto a medium. */
export const backupContract: SopContract = {
  sop: 'backup',
  title: 'Pencadangan',
  start: {
    by: 'office', summary: 'Mulai pencadangan di luar jadwal (ARC-1, ARC-2)', body: start, channels: [],
    toIntake(body) {
      const { kind, text: words } = start.loose().parse(body);
      return { reporter: null, files: [], text: words, facts: { kind } };
    },
    check: () => null,
    function: (_parts, { backup }) => backup.keeper,
  },
  sections: ['backup'],
  /**
   * `scheduledFor`: ISO 8601, null: begun by a person. `since`: ISO 8601 of when the last copy of this kind was verified, null: none yet. `set`: what is copied
   * onto a medium; `medium`: which is tried first. `asked`: JSON, the undeclared databases that a person was asked about before. All but `kind` are added at the taking in.
   */
  workflowFacts: ['kind', 'scheduledFor', 'since', 'set', 'medium', 'asked', 'enteredBy', 'words'],
  acts,
  checkAct: () => null,
  functionFor: () => null,
  states, taskKinds, clocks,
};
