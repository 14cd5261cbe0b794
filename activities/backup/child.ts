import { spawn } from 'node:child_process';
import { toolEnvironment } from '../../config.ts';
import { failed } from './failure.ts';
import type { Work } from './work.ts';

export interface Ran {
  /** Exit code; null: a signal ended it. */
  code: number | null;
  stdout: string;
  /** The last 8 KiB; never for a history or a log. */
  stderr: string;
}

interface Options {
  /** Beside PATH, HOME and LANG; passwords travel here or in files, never in arguments. */
  env?: Record<string, string>;
  cwd?: string;
  /** Instead of gathering standard output. */
  onStdout?: (chunk: Buffer) => void;
  /** Beside gathering the end of it. */
  onStderr?: (text: string) => void;
}

/**
 * The child hangs on the pipe that the worker holds open as its standard input: when the worker dies, however, the pipe ends and the child
 * is killed. A dump that goes on without its run would write into the staging folder of the next one.
 */
const leashed = 'exec 3<&0; "$@" 3<&- </dev/null & c=$!; { cat <&3; kill -KILL $c; } >/dev/null 2>&1 & w=$!; exec 3<&-; wait $c; s=$?; kill -KILL $w 2>/dev/null; exit $s';

/** @throws ApplicationFailure tool-missing; AbortError when the work was cancelled */
export async function runChild({ signal, heard }: Work, command: string, args: readonly string[], { env = {}, cwd, onStdout, onStderr }: Options = {}): Promise<Ran> {
  signal.throwIfAborted();
  const child = spawn('sh', ['-c', leashed, 'sh', command, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...toolEnvironment(), ...env }, ...(cwd === undefined ? {} : { cwd }) });
  const out: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => { if (onStdout) onStdout(chunk); else out.push(chunk); });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr = (stderr + text).slice(-8192); onStderr?.(text); });
  child.stdin.on('error', () => {});
  const letGo = () => { child.stdin.end(); };
  signal.addEventListener('abort', letGo, { once: true });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exit) => resolve(exit));
      child.once('exit', letGo);
    });
    signal.throwIfAborted();
    // 126, 127: the shell did not find it or may not run it.
    if (code === 127 || code === 126) throw failed('tool-missing');
    if (code !== 0 && stderr.trim() !== '') heard(command, stderr);
    return { code: code !== null && code > 128 ? null : code, stdout: Buffer.concat(out).toString(), stderr };
  } finally {
    signal.removeEventListener('abort', letGo);
  }
}
