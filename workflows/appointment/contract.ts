import { z } from 'zod';
import { localDate } from '../../offices/terms.ts';
import type { ActContract, SystemSop } from '../contract.ts';
import { day, onTask, onTaskWithText, sha256, taskId, text } from '../contract-parts.ts';
import { clocks, states, taskKinds } from './messages.ts';
import type { AppointmentActName } from './messages.ts';

const until = day.nullable().describe('Akhir masa tugas yang baru; null bila tidak dibatasi.');
const decree = z.strictObject({ item: z.literal('surat-tugas'), sha256 });

const acts: Record<AppointmentActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  extend: { by: 'staff', summary: 'Perpanjang masa tugas dengan surat tugas atau surat keputusan yang baru (REG-9)', body: z.strictObject({ taskId, until, text: text.describe('Surat tugas atau surat keputusan yang baru: nomor dan tanggalnya.') }) },
  confirm: { by: 'staff', summary: 'Konfirmasi bahwa pengguna masih menjabat', body: onTask },
  end: { by: 'staff', summary: 'Nyatakan masa tugas berakhir; akun ditandai untuk dinonaktifkan', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pengguna sudah diberi tahu dengan cara lain', body: onTaskWithText },
  'send-decree': { by: 'reporter', summary: 'Kirim surat tugas atau surat keputusan yang baru', body: z.strictObject({ until, files: z.array(decree).min(1).max(5), text: text.optional() }) },
};

/** The end of a non-provider's term, or the yearly confirmation of an open-ended one; Sigap starts it, nobody else can. */
export const appointmentContract: SystemSop = {
  sop: 'appointment',
  title: 'Masa tugas pengguna SPSE',
  start: null,
  sections: ['appointment'],
  workflowFacts: ['account', 'kind', 'until', 'confirmBy', 'confirmedAt'],
  acts,
  /** A decree that has ended already extends nothing. */
  checkAct(_name, body, { office: { utcOffsetMinutes } }) {
    const isOver = typeof body.until === 'string' && body.until < localDate(Date.now(), utcOffsetMinutes);
    return isOver ? { code: 'term-ended', field: 'until', allowed: [] } : null;
  },
  functionFor: () => null,
  states, taskKinds, clocks,
};
