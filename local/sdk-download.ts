import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTool } from './run-tool.ts';

export type SdkArtifact = 'dev-server' | 'test-server';

/**
 * Lets the Temporal SDK fetch the official executable into an empty folder: it knows the place, the platform and the
 * format. In a process of its own, because the SDK's runtime takes over signals and stays for good.
 * @param version for the dev server, for example `v1.5.1`; the test server comes in the SDK's own default
 * @returns the path of the file
 * @throws Error with the SDK's reason
 */
export async function sdkDownload(artifact: SdkArtifact, folder: string, version = 'default'): Promise<string> {
  try {
    await runTool(process.execPath, [fileURLToPath(import.meta.url), artifact, folder, version]);
  } catch (error) {
    throw new Error(`unduhan gagal (${reasonIn(error)})`, { cause: error });
  }
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.downloading'));
  if (names.length !== 1) throw new Error('unduhan selesai tetapi berkasnya tidak ada');
  return join(folder, names[0] as string);
}

/** The SDK repeats the chain of causes in one line; its last two links say what happened. */
function reasonIn(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split(': ').slice(-2).join(': ');
}

/** The SDK offers a download only as a start, so the server runs for a moment. */
async function startOnce(artifact: SdkArtifact, downloadDir: string, version: string): Promise<void> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const server = { executable: { type: 'cached-download', downloadDir, version } } as const;
  const environment = artifact === 'dev-server'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
  await environment.teardown();
}

if (import.meta.main) {
  const [artifact, folder, version] = process.argv.slice(2) as [SdkArtifact, string, string];
  await startOnce(artifact, folder, version).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
