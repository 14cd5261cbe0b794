import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `Pakai: npm run restore -- --from REPOSITORI --password-file BERKAS --to FOLDER_DATA [--snapshot ID]
  --from           folder repositori restic, atau media portabel
  --password-file  berkas yang berisi kata sandinya
  --to             folder data baru; harus belum ada atau kosong
  --snapshot       cadangan tertentu; tanpa ini yang terbaru`;

export interface RestoreArguments {
  from: string;
  passwordFile: string;
  to: string;
  /** The id of a snapshot, or its beginning. */
  snapshot?: string;
}

/** @throws Error with the usage, or because secrets and data in the clear would lie in the backup itself */
export function readArguments(args: string[], cwd: string = process.cwd()): RestoreArguments {
  const given = parsed(args, cwd);
  if (!given) throw new Error(usage);
  if (`${given.to}/`.startsWith(`${given.from}/`)) throw new Error(`${given.to} berada di dalam cadangan itu sendiri. Sebut folder lain dengan --to.`);
  return given;
}

function parsed(args: string[], cwd: string): RestoreArguments | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args, options: { from: text, 'password-file': text, to: text, snapshot: text } });
    const { from, 'password-file': passwordFile, to, snapshot } = values;
    if (from && passwordFile && to && (snapshot === undefined || /^[0-9a-f]{8,64}$/.test(snapshot))) {
      return { from: resolve(cwd, from), passwordFile: resolve(cwd, passwordFile), to: resolve(cwd, to), ...(snapshot === undefined ? {} : { snapshot }) };
    }
  } catch {
    // What is wrong shows beside the usage.
  }
  return undefined;
}
