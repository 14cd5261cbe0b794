import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, install } from './cache.ts';
import { isExecutable, onPath, runTool } from './run-tool.ts';
import { type Say, saying } from './say.ts';
import { sdkDownload } from './sdk-download.ts';
import type { Environment, Settings } from './settings.ts';
import { firstWay, Refusal, type Way } from './ways.ts';

/** The CLI that Sigap is tested with, and the server inside it: only the server's version decides whether a data file fits. */
export const cliVersion = '1.5.1';
export const serverVersion = '1.29.1';
const folderName = `temporal-cli-${cliVersion}`;
const executable = 'temporal';

export interface TemporalCli {
  path: string;
  serverVersion: string;
  /** The name of the way that led to it. */
  way: string;
}

/** Replaceable in tests. */
export interface CliTools {
  download: typeof sdkDownload;
  goInstall: (folder: string, env: Environment, say: Say) => Promise<void>;
}

/**
 * Finds the `temporal` executable or gets it.
 * @throws NotFound naming every way tried and its cure; Refusal when TEMPORAL_CLI names no usable executable.
 */
export async function findTemporalCli(settings: Settings, say: Say, tools: CliTools = { download: sdkDownload, goInstall }): Promise<TemporalCli> {
  const found = await firstWay(`Program temporal ${cliVersion}`, cliWays(settings, say, tools));
  return { ...found, serverVersion: await readServerVersion(found.path, settings.environment) };
}

function cliWays(settings: Settings, say: Say, tools: CliTools): Way[] {
  const { cacheDir, environment } = settings;
  const installed = (fill: (staging: string) => Promise<void>): Promise<{ path: string }> =>
    install(cacheDir, folderName, fill).then((folder) => ({ path: join(folder, executable) }));
  return [
    {
      name: 'TEMPORAL_CLI',
      cure: `isi TEMPORAL_CLI dengan lokasi program temporal ${cliVersion}`,
      find: async () => {
        if (!settings.temporalCli) return { reason: 'tidak diisi' };
        if (await isExecutable(settings.temporalCli)) return { path: settings.temporalCli };
        throw new Refusal(`TEMPORAL_CLI menunjuk ${settings.temporalCli}, tetapi itu bukan program yang dapat dijalankan. Perbaiki atau kosongkan.`);
      },
    },
    {
      name: 'PATH',
      cure: `pasang temporal ${cliVersion} pada PATH`,
      find: async () => {
        const path = await onPath(executable, environment);
        if (!path) return { reason: 'tidak ada program temporal' };
        const version = await readServerVersion(path, environment);
        return version === serverVersion ? { path } : { reason: `${path} memuat server ${version}, yang cocok hanya ${serverVersion}` };
      },
    },
    {
      name: 'simpanan Sigap',
      cure: 'terisi sendiri oleh salah satu cara di bawah',
      find: async () => {
        const folder = await cached(cacheDir, folderName);
        return folder ? { path: join(folder, executable) } : { reason: `${cacheDir} belum memuatnya` };
      },
    },
    {
      name: 'unduhan resmi',
      cure: 'sambungkan mesin ini ke internet (atau atur proxy) lalu ulangi',
      find: () => installed(async (staging) => {
        const file = await saying(say, `Mengunduh temporal ${cliVersion}…`, () => tools.download('dev-server', staging, `v${cliVersion}`));
        await rename(file, join(staging, executable));
      }),
    },
    {
      name: 'go install',
      cure: 'pasang Go 1.25 atau lebih baru, lalu ulangi',
      find: async () => {
        if (!(await onPath('go', environment))) return { reason: 'Go tidak terpasang' };
        return installed((staging) => tools.goInstall(staging, environment, say));
      },
    },
  ];
}

/** Builds the same version from its source: about three minutes on two cores the first time. */
async function goInstall(folder: string, env: Environment, say: Say): Promise<void> {
  let packages = 0;
  const work = join(folder, 'go');
  const home = env.HOME ? {} : { GOPATH: join(work, 'path'), GOCACHE: join(work, 'cache'), GOFLAGS: '-modcacherw' };
  await saying(say, `Membangun temporal ${cliVersion} dengan Go (sekali saja, sekitar tiga menit)…`, () => runTool(
    'go',
    ['install', '-v', `github.com/temporalio/cli/cmd/temporal@v${cliVersion}`],
    { env: { ...env, ...home, GOBIN: folder }, onLine: (line) => { if (!line.startsWith('go: ')) packages += 1; } },
  ), () => `, ${packages} paket selesai`);
  await rm(work, { recursive: true, force: true });
}

/** @throws Error when the program does not tell its server's version. */
async function readServerVersion(path: string, env: Environment): Promise<string> {
  const output = await runTool(path, ['--version'], { env, timeoutMs: 20_000 });
  const version = /Server (\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (!version) throw new Error(`${path} tidak menyebut versi servernya`);
  return version;
}
