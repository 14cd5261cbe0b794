import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Environment } from './settings.ts';

/** @returns where the search path has that executable. */
export async function onPath(name: string, env: Environment): Promise<string | undefined> {
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const file = join(folder, name);
    if (await isExecutable(file)) return file;
  }
  return undefined;
}

export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

export interface ToolOptions {
  env?: Environment;
  cwd?: string;
  timeoutMs?: number;
  onLine?: (line: string) => void;
}

/**
 * Runs a tool to its end.
 * @returns its standard output, with its standard error behind it
 * @throws Error whose message ends in the tool's last lines when it fails, is missing or takes longer than `timeoutMs`
 */
export async function runTool(command: string, args: string[], options: ToolOptions = {}): Promise<string> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env as NodeJS.ProcessEnv | undefined,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.timeoutMs,
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    const text = chunk.toString();
    output += text;
    for (const line of text.split('\n')) if (line) options.onLine?.(line);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code === 0) return output;
  const tail = output.trimEnd().split('\n').slice(-3).join(' | ');
  throw new Error(`${command} ${args[0] ?? ''} berakhir dengan kode ${code ?? 'sinyal'}: ${tail}`);
}
