import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

/** The files of a ZIP by their paths, as another program than the one that wrote it sees them; the library's own reader where there is none. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'sigap-zip-'));
  const archive = join(folder, 'all.zip');
  writeFileSync(archive, bytes);
  const into = join(folder, 'all');
  const tools: [string, string[]][] = [['unzip', ['-q', archive, '-d', into]], ['python3', ['-m', 'zipfile', '-e', archive, into]]];
  for (const [tool, args] of tools) {
    const { status, error } = spawnSync(tool, args);
    if (error) continue;
    if (status !== 0) throw new Error(`${tool} refuses the archive`);
    const paths = readdirSync(into, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(into, path)).isFile());
    return new Map(paths.map((path) => [path, readFileSync(join(into, path))]));
  }
  return new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, Buffer.from(content)]));
}
