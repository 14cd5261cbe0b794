import { closeSync, openSync, readSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';

/** One file of a manifest, one JSON a line. A path that is no UTF-8 stands in base64. Links and special files have a type only: they are not followed. */
export interface FileLine {
  path?: string;
  path64?: string;
  type: 'file' | 'link' | 'other';
  size?: number;
  mtimeNs?: string;
  sha256?: string;
}

export const pathOf = ({ path, path64 }: FileLine): Buffer => (path64 === undefined ? Buffer.from(path ?? '') : Buffer.from(path64, 'base64'));

export const namedPath = (path: Buffer): Pick<FileLine, 'path' | 'path64'> => (isUtf8(path) ? { path: path.toString() } : { path64: path.toString('base64') });

/** Streams: a manifest may be as long as the disk is full of files. */
export function* readLines(file: string): Generator<FileLine> {
  const source = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(1 << 18);
    let rest = Buffer.alloc(0);
    for (let length = readSync(source, chunk); length > 0; length = readSync(source, chunk)) {
      const text = Buffer.concat([rest, chunk.subarray(0, length)]);
      let from = 0;
      for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, from)) {
        yield JSON.parse(text.toString('utf8', from, end)) as FileLine;
        from = end + 1;
      }
      rest = text.subarray(from);
    }
  } finally {
    closeSync(source);
  }
}
