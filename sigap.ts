import { asc } from 'drizzle-orm';
import { askHidden } from './activities/backup/ask-hidden.ts';
import { backupHouse } from './activities/backup/house.ts';
import type { BackupHouse } from './activities/backup/house.ts';
import { prepareStores } from './activities/backup/prepare-stores.ts';
import { recoveryKey } from './activities/backup/recovery-key.ts';
import { into, silentWork } from './activities/backup/work.ts';
import { verifyChain } from './activities/sealer.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { auditSealAt } from './db/audit-head.ts';
import { connect } from './db/client.ts';
import type { Db } from './db/client.ts';
import { loadDecreeFile } from './db/decrees.ts';
import { migrate } from './db/migrate.ts';
import { issueKey, loadOfficeFiles } from './db/offices.ts';
import { offices } from './db/schema.ts';
import { createVault } from './db/vault.ts';
import { readStackEnvironment } from './local/environment.ts';
import { readSettings } from './local/settings.ts';

/** The operator's commands: beside a running `npm start`, or with the environment of server and worker set. */
const usage = `Pakai: npm run sigap -- PERINTAH
  migrasi                    perbarui skema basis data
  muat-kantor BERKAS...      catat berkas kantor sebagai versi baru; tenggat laporan terbuka dihitung ulang
  muat-keputusan BERKAS      catat keputusan hari libur; tenggat laporan terbuka dihitung ulang
  kunci KANTOR ORANG         beri kunci API baru (yang lama tidak berlaku lagi)
  cadangan-siapkan KANTOR    buat dan daftarkan repositori dan media cadangan yang belum ada; --ganti bila repositorinya hilang atau rusak untuk selamanya
  kunci-pemulihan KANTOR     buat atau coba kunci pemulihan tersegel; --cabut menghapusnya
  periksa-audit [KANTOR N]   periksa rantai jejak audit semua kantor, dan tampilkan segel nomor N (dari berita acara)`;

/** What the tools said, for the operator who stands before them; only where a command fails. */
const heard: string[] = [];
const work = silentWork(undefined, into(heard));

interface House { config: Config; db: Db }

const commands: Record<string, (house: House, args: string[]) => Promise<void>> = {
  async migrasi({ config }) {
    await migrate(config.DATABASE_URL);
    console.log('Skema basis data sudah yang terbaru.');
  },
  async 'muat-kantor'({ config, db }, files) {
    if (files.length === 0) throw new Error('Sebut paling sedikit satu berkas kantor.');
    for (const loaded of await loadOfficeFiles(db, createVault(config.SIGAP_DATA_KEYS, config.SIGAP_SECRET), files)) {
      console.log(loaded.changed
        ? `${loaded.office}: versi ${loaded.version} dicatat${loaded.calendarChanged ? '; kalender berubah, tenggat laporan terbuka dihitung ulang' : ''}.`
        : `${loaded.office}: berkas sama dengan versi ${loaded.version} yang berlaku; tidak ada yang berubah.`);
    }
  },
  async 'muat-keputusan'({ db }, [file]) {
    if (file === undefined) throw new Error('Sebut berkas keputusannya.');
    const moved = await loadDecreeFile(db, file);
    console.log(moved.length === 0 ? 'Keputusan dicatat; tidak ada kalender kantor yang berubah.' : `Keputusan dicatat; kalender berubah dan tenggat dihitung ulang di: ${moved.join(', ')}.`);
  },
  async kunci({ db }, [office, person]) {
    if (office === undefined || person === undefined) throw new Error('Sebut kode kantor dan kode orang.');
    console.log(`Kunci baru (hanya ditampilkan sekali): ${await issueKey(db, office, person)}`);
  },
  async 'cadangan-siapkan'({ config, db }, [office, option]) {
    for (const sentence of await prepareStores({ db, backup: requireBackup(config) }, officeNamed(office), { replace: option === '--ganti', work })) console.log(sentence);
  },
  async 'kunci-pemulihan'({ config, db }, [office, option]) {
    await recoveryKey({ deps: { db, backup: requireBackup(config) }, office: officeNamed(office), ask: () => askHidden('Kunci pemulihan: '), say: console.log, revoke: option === '--cabut', work });
  },
  async 'periksa-audit'({ db }, [office, seq]) {
    let broken = false;
    for (const { id } of await db.select({ id: offices.id }).from(offices).orderBy(asc(offices.id))) {
      const { sealed, waiting, firstBroken } = await verifyChain(db, id);
      broken ||= firstBroken !== null;
      console.log(firstBroken ? `${id}: RUSAK pada mata rantai ${firstBroken.seq} (peristiwa ${firstBroken.eventId}).` : `${id}: utuh, ${sealed} peristiwa tersegel, ${waiting} menunggu segel.`);
    }
    if (office !== undefined) console.log(`${office}: segel nomor ${seq} ialah ${await auditSealAt(db, office, Number(seq)) ?? 'belum ada'}.`);
    if (broken) throw new Error('Jejak audit tidak utuh.');
  },
};

function officeNamed(office: string | undefined): string {
  if (office === undefined) throw new Error('Sebut kode kantor.');
  return office;
}

function requireBackup(config: Config): BackupHouse {
  const { backup } = backupHouse(config);
  if (!backup) throw new Error('SIGAP_BACKUP_SECRETS_DIR belum diatur: isi dengan folder berkas kata sandi, lalu jalankan lagi.');
  return backup;
}

async function main([name = '', ...args]: string[]): Promise<void> {
  const command = commands[name];
  if (!command) throw new Error(usage);
  const settings = readSettings();
  const config = readConfig(settings.environment.DATABASE_URL ? settings.environment : await readStackEnvironment(settings));
  const connection = connect(config.DATABASE_URL, 2);
  try {
    await command({ config, db: connection.db }, args);
  } finally {
    await connection.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  for (const words of heard) console.error(words);
  process.exitCode = 1;
}
