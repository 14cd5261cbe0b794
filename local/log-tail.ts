import { readFile } from 'node:fs/promises';

/** The last lines of a log, indented, without the frames of a stack: they tell why a child ended. Empty without a log. */
export async function logTail(file: string, lines = 6): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const telling = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return telling.slice(-lines).map((line) => `  ${line}`).join('\n');
}
