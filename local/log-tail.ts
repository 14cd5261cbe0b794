import { readFile } from 'node:fs/promises';

/** The last lines of a log, indented, for a message that tells why a child ended. Empty when there is no log. */
export async function logTail(file: string, lines = 5): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-lines).filter(Boolean).map((line) => `  ${line}`).join('\n');
}
