import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

export interface Hashed { size: number; mtimeNs: string; sha256: string }

const chunk = Buffer.allocUnsafeSlow(1 << 20);
/** Never follows a link, never waits for the other end of a pipe. */
const plainly = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Size and moment are those before the first byte was read: what changes meanwhile differs from them afterwards. It blocks: for a process of its own. */
export function hashFile(path: Buffer): Hashed {
  const file = openSync(path, plainly);
  try {
    const { size, mtimeNs } = fstatSync(file, { bigint: true });
    return { size: Number(size), mtimeNs: String(mtimeNs), sha256: hashOf(file, Number(size)) };
  } catch (error) {
    // A read that fails does not say of what.
    throw Object.assign(error as Error, { message: `${(error as Error).message} '${path.toString()}'` });
  } finally {
    closeSync(file);
  }
}

function hashOf(file: number, size: number): string {
  let length = readSync(file, chunk);
  if (length === size && length < chunk.length) return hash('sha256', chunk.subarray(0, length));
  const sum = createHash('sha256');
  for (; length > 0; length = readSync(file, chunk)) sum.update(chunk.subarray(0, length));
  return sum.digest('hex');
}
