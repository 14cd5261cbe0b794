import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { beginHold } from '../../api/backup/holds.ts';
import type { RouteDeps } from '../../api/deps.ts';
import { Problem } from '../../api/problems.ts';
import { backupSets } from '../../db/backup-schema.ts';
import { repositoryStore } from '../../offices/backup-names.ts';
import { backupContract } from '../../workflows/backup/contract.ts';
import { kinds } from '../../workflows/backup/messages.ts';
import { text } from '../../workflows/contract-parts.ts';
import { custodyContract } from '../../workflows/custody/contract.ts';
import { moves } from '../../workflows/custody/messages.ts';
import { restoreDrillContract } from '../../workflows/restore-drill/contract.ts';
import { scopes } from '../../workflows/restore-drill/messages.ts';
import type { Option } from '../fields.ts';
import type { Line } from '../line-fields.ts';
import { mediaOptions } from './backup-words.ts';
import { beginCase } from './beginning-form.ts';
import type { BeginningForm } from './beginning-form.ts';

const options = (words: Readonly<Record<string, string>>): Option[] => Object.entries(words).map(([value, label]) => ({ value, label }));
const words = (label: string, hint: string, path = 'text'): Line =>
  ({ name: 'alasan', path, label, hint, kind: 'words', required: true, sentence: `${label}: isi kolom ini, 3 sampai 10.000 huruf.` });

/** A hold is asked for by the number of the run that took the set: that stands in the list. */
const holdBody = z.object({ number: z.string().trim().optional(), reason: text });

async function setOf({ db }: RouteDeps, office: string, number: string): Promise<string> {
  const [set] = await db.select({ id: backupSets.id }).from(backupSets).where(and(eq(backupSets.office, office), eq(backupSets.number, number.toUpperCase())));
  if (!set) throw new Problem('unknown-set', { field: 'number' });
  return set.id;
}

/** A run, a move of a medium, a drill, a hold (ARC-1, ARC-2, SEC-17); each the same as by the API. */
export const backupForms: readonly BeginningForm[] = [
  {
    path: 'pencadangan', body: backupContract.start.body, title: 'Mulai pencadangan', button: 'Mulai pencadangan', begin: beginCase(backupContract),
    lead: 'Pencadangan harian dan salinan ke media dimulai sendiri menurut jadwalnya. Di sini dimulai satu lagi, di luar jadwal.',
    choices: [{ name: 'jenis', path: 'kind', label: 'Apa yang dimulai', sentence: 'Pilih apa yang dimulai.', options: (desk) => options(kinds).filter(({ value }) => value !== 'portabel' || mediaOptions(desk).length > 0) }],
    lines: [words('Alasan', 'Misalnya sebelum pemutakhiran SPSE.')],
  },
  {
    path: 'perpindahan', body: custodyContract.start.body, title: 'Pindahkan media', button: 'Catat perpindahan', begin: beginCase(custodyContract),
    lead: 'Setiap perpindahan media mempunyai yang menyerahkan, yang membawa, dan yang menerima, dengan berita acara. Penyerahannya sendiri dicatat pada tugas yang terbuka sesudah ini.',
    choices: [
      { name: 'media', path: 'medium', label: 'Media', sentence: 'Pilih medianya.', options: mediaOptions },
      { name: 'arah', path: 'move', label: 'Perpindahan', sentence: 'Pilih perpindahannya.', options: () => options(moves) },
    ],
    lines: [
      { name: 'sejak', path: 'since', label: 'Kehilangan diketahui sejak', hint: 'Hanya untuk media yang hilang; waktu setempat. Kosongkan bila baru saja. Sejak saat itu berjalan 3 x 24 jam untuk memberi tahu.', kind: 'time', required: false, sentence: 'Kehilangan diketahui sejak: isi tanggal dan jam.' },
      words('Alasan atau keadaannya', 'Jangan menulis kata sandi.'),
    ],
  },
  {
    path: 'uji', body: restoreDrillContract.start.body, title: 'Mulai uji pemulihan', button: 'Mulai uji pemulihan', begin: beginCase(restoreDrillContract),
    lead: 'Cadangan teruji yang terbaru dipulihkan ke tempat terpisah, dibandingkan dengan manifesnya, lalu salinan ujinya dimusnahkan.',
    choices: [
      { name: 'cakupan', path: 'scope', label: 'Cakupan', sentence: 'Pilih cakupannya.', options: () => options(scopes) },
      { name: 'dari', path: 'store', label: 'Dipulihkan dari', sentence: 'Pilih dari mana dipulihkan.', options: (desk) => [{ value: repositoryStore, label: 'Repositori' }, ...mediaOptions(desk)] },
    ],
    lines: [words('Alasan', 'Mengapa diuji di luar jadwal.')],
  },
  {
    path: 'penahanan', body: holdBody, title: 'Tahan cadangan dari penghapusan', button: 'Tahan', lead: 'Cadangan yang ditahan tidak dihapus walaupun masa simpannya lewat, sampai penahanannya diakhiri.',
    async begin(deps, { desk, body, key }) {
      const { number, reason } = holdBody.parse(body);
      await beginHold(deps, { staff: desk.staff, body: { set: number === undefined ? null : await setOf(deps, desk.staff.office, number), reason }, idempotencyKey: key });
      return '/cadangan?selesai=tahan#penahanan';
    },
    lines: [
      { name: 'nomor', path: 'number', label: 'Nomor pencadangan', hint: 'Misalnya SLT-2026-000123, di daftar cadangan. Kosongkan untuk menahan semua cadangan kantor ini.', required: false, sentence: 'Nomor pencadangan: periksa nomornya di daftar cadangan.' },
      words('Alasan', 'Misalnya permintaan pemeriksa atau perkara yang sedang berjalan.', 'reason'),
    ],
  },
];
