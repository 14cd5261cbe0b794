import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, install } from './cache.ts';
import { isExecutable, onPath, runTool } from './run-tool.ts';
import { type Say, saying } from './say.ts';
import { sdkDownload } from './sdk-download.ts';
import type { Environment, Settings } from './settings.ts';
import { firstWay, Refusal, type Way } from './ways.ts';

/** The release of the Java SDK whose time-skipping server Sigap's tests are run with. */
export const testServerVersion = '1.35.0';
const executable = 'temporal-test-server';
const nativeFolder = 'temporal-test-server-sdk-1.24.0';
const javaFolder = `temporal-test-server-java-${testServerVersion}`;

/** Replaceable in tests. */
export interface TestServerTools {
  download: typeof sdkDownload;
  mavenInstall: (folder: string, env: Environment, say: Say) => Promise<void>;
}

/**
 * Finds the time-skipping test server or gets it: give its path to the SDK as an existing executable.
 * @throws NotFound naming every way tried and its cure; Refusal when TEMPORAL_TEST_SERVER names no executable.
 */
export async function findTestServer(settings: Settings, say: Say, tools: TestServerTools = { download: sdkDownload, mavenInstall }): Promise<string> {
  const found = await firstWay('Server uji Temporal (time-skipping)', testServerWays(settings, say, tools));
  return found.path;
}

function testServerWays(settings: Settings, say: Say, tools: TestServerTools): Way[] {
  const { cacheDir, environment } = settings;
  return [
    {
      name: 'TEMPORAL_TEST_SERVER',
      cure: 'isi TEMPORAL_TEST_SERVER dengan lokasi server uji',
      find: async () => {
        if (!settings.testServer) return { reason: 'tidak diisi' };
        if (await isExecutable(settings.testServer)) return { path: settings.testServer };
        throw new Refusal(`TEMPORAL_TEST_SERVER menunjuk ${settings.testServer}, tetapi itu bukan program yang dapat dijalankan. Perbaiki atau kosongkan.`);
      },
    },
    {
      name: 'simpanan Sigap',
      cure: 'terisi sendiri oleh salah satu cara di bawah',
      find: async () => {
        const folder = (await cached(cacheDir, nativeFolder)) ?? (await cached(cacheDir, javaFolder));
        return folder ? { path: join(folder, executable) } : { reason: `${cacheDir} belum memuatnya` };
      },
    },
    {
      name: 'unduhan SDK Temporal',
      cure: 'sambungkan mesin ini ke internet (atau atur proxy) lalu ulangi',
      find: async () => {
        const folder = await install(cacheDir, nativeFolder, async (staging) => {
          const file = await saying(say, 'Mengunduh server uji Temporal…', () => tools.download('test-server', staging));
          await rename(file, join(staging, executable));
        });
        return { path: join(folder, executable) };
      },
    },
    {
      name: 'Maven',
      cure: 'pasang Java 17 (atau lebih baru) dan Maven, lalu ulangi',
      find: async () => {
        if (!(await onPath('mvn', environment))) return { reason: 'Maven tidak terpasang' };
        await requireJava(environment);
        const folder = await install(cacheDir, javaFolder, (staging) => tools.mavenInstall(staging, environment, say));
        return { path: join(folder, executable) };
      },
    },
  ];
}

/** @throws Error when Java is missing or older than 17, which the test server's classes need. */
async function requireJava(env: Environment): Promise<void> {
  const output = await runTool('java', ['-version'], { env, timeoutMs: 20_000 }).catch(() => '');
  const major = Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
  if (major < 17) throw new Error(major === 0 ? 'Java tidak terpasang' : `Java ${major} terlalu lama, perlu 17 atau lebih baru`);
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>sigap</groupId><artifactId>test-server</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${testServerVersion}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

/** `exec` keeps one process, so that the SDK's kill reaches the server itself. */
const wrapper = `#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;

async function mavenInstall(folder: string, env: Environment, say: Say): Promise<void> {
  await writeFile(join(folder, 'pom.xml'), pom);
  const args = ['-B', '-ntp', 'dependency:copy-dependencies', '-DoutputDirectory=lib', '-DincludeScope=runtime'];
  await saying(say, `Mengambil server uji Temporal ${testServerVersion} dengan Maven…`, () => runTool('mvn', args, { env, cwd: folder }));
  await rm(join(folder, 'target'), { recursive: true, force: true });
  await writeFile(join(folder, executable), wrapper);
  await chmod(join(folder, executable), 0o755);
}
