import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { holdsRepository, type Store } from '../activities/backup/restic.ts';
import { into, silentWork, type Work } from '../activities/backup/work.ts';
import { repositoryStore } from '../offices/backup-names.ts';
import { failures } from '../workflows/backup/failures.ts';
import { missingBackupTools } from './backup-tools.ts';
import { readArguments, type RestoreArguments } from './restore/arguments.ts';
import { bringBack } from './restore/bring-back.ts';
import { findSigapSet } from './restore/find-set.ts';
import { readSet } from './restore/read-set.ts';
import { chosenSet, restoredReport } from './restore/report.ts';
import { takeTarget } from './restore/target.ts';
import { type Say, saying } from './say.ts';
import { readSettings } from './settings.ts';
import { stopSignal } from './stop-signals.ts';

/** `npm run restore`: brings Sigap back from a repository or a medium into a new data folder, proved, or not at all. */
async function restore({ from, passwordFile, to, snapshot }: RestoreArguments, say: Say, signal: AbortSignal, heard: Work['heard']): Promise<void> {
  const missing = await missingBackupTools(readSettings().environment);
  if (missing) throw new Error(`Pemulihan ${missing}`);
  if (!await holdsRepository({ folder: from })) throw new Error(`Di ${from} tidak ada repositori restic. Sebut folder repositori atau media dengan --from.`);
  await access(passwordFile).catch(() => { throw new Error(`Berkas kata sandi ${passwordFile} tidak dapat dibaca. Sebut berkas yang benar dengan --password-file.`); });
  const target = await takeTarget(to);
  try {
    const work = silentWork(signal, heard);
    const into = join(target.draft, 'set');
    await mkdir(into, { mode: 0o700 });
    const store: Store = { code: repositoryStore, folder: from, passwordFile, beside: into };
    const found = await saying(say, 'Mencari cadangan Sigap…', () => findSigapSet(work, store, snapshot));
    say(chosenSet(found));
    const set = await saying(say, 'Membaca dan membuktikan cadangan…', () => readSet(work, store, found, into));
    const rows = await saying(say, 'Memulihkan basis data dan membandingkan isinya…', () => bringBack(work, set, target.draft, say));
    await rm(into, { recursive: true });
    await target.finish();
    say(restoredReport(to, found.snapshotId, set, rows));
  } finally {
    await target.release();
  }
}

/** The codes of the tools in words; other errors are sentences already. */
function sentenceOf(error: unknown): string {
  const { type, message } = error as { type?: string; message?: string };
  if (type === 'wrong-password') return 'Kata sandi tidak cocok dengan repositori ini. Sebut berkas kata sandi yang benar; kunci pemulihan dalam amplop juga membukanya.';
  if (type !== undefined && ['restore-failed', 'copy-damaged', 'store-failed'].includes(type)) return 'Cadangan ini tidak dapat dibaca utuh; tidak ada yang dipulihkan. Coba cadangan lain dengan --snapshot, atau media portabel.';
  return type !== undefined && Object.hasOwn(failures, type) ? failures[type as keyof typeof failures].words : message ?? String(error);
}

const stopping = stopSignal(() => process.exit(130));
const heard: string[] = [];
try {
  await restore(readArguments(process.argv.slice(2)), (line) => console.log(line), stopping, into(heard));
} catch (error) {
  console.error(stopping.aborted ? 'Pemulihan dihentikan; tidak ada yang ditinggalkan.' : sentenceOf(error));
  if (!stopping.aborted) for (const words of heard) console.error(words);
  process.exitCode = 1;
}
process.exit();
