/**
 * The first step of every npm script, in plain JavaScript for any Node from 20 on: installs what package-lock.json
 * names where that is not done, then runs the given file with the Node that the house brings along.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const house = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';
const node = `${house}node_modules/node/bin/node${windows ? '.exe' : ''}`;
const oldestMajor = 20;

if (Number(process.versions.node.split('.')[0]) < oldestMajor) {
  fail(`Sigap perlu Node ${oldestMajor} atau lebih baru untuk memulai; ini Node ${process.versions.node}.`);
}
if (!isInstalled()) install();
run(process.argv.slice(2));

/** npm writes what it installed into a lock file of its own, at the very end: half an install has none. */
function isInstalled() {
  const record = `${house}node_modules/.package-lock.json`;
  if (!existsSync(record) || !existsSync(node)) return false;
  const wanted = JSON.parse(readFileSync(`${house}package-lock.json`, 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => (
    path === '' || (present[path] ? present[path].version === version : optional === true)
  ));
}

function install() {
  console.log('Memasang pustaka Sigap dengan npm ci (sekali saja, sekitar satu menit)…');
  const { status, error } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier'], { cwd: house, stdio: 'inherit', shell: windows });
  if (error) fail(`npm tidak dapat dijalankan (${error.message}). Pasang npm 10 atau lebih baru, lalu ulangi.`);
  if (status !== 0) fail('npm ci gagal; sebabnya ada di atas. Bila tidak tersambung, periksa dengan "npm ping", lalu ulangi.');
  if (!isInstalled()) fail('npm ci selesai tetapi node_modules tidak lengkap. Hapus folder node_modules lalu ulangi.');
}

/** Passes signals on. A terminal sends Ctrl-C to the whole group by itself: passed on, it would count twice. */
function run(args) {
  const child = spawn(node, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`${node} tidak dapat dijalankan (${error.message}). Hapus folder node_modules lalu ulangi.`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
