import { Problem } from '../problems.ts';

/**
 * Lets bytes through as long as they are UTF-8; half-right words would be stored for ever.
 * @throws Problem import-encoding
 */
export async function* onlyUtf8(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  for await (const chunk of bytes) {
    if (first && chunk.length > 0) {
      if (isUtf16(chunk)) throw new Problem('import-encoding', { encoding: 'UTF-16' });
      first = false;
    }
    check(decoder, chunk);
    yield chunk;
  }
  check(decoder);
}

/** By its byte order mark, or by the zeros between its letters. A workbook begins with zeros too, and with 'PK'. */
function isUtf16(chunk: Buffer): boolean {
  const mark = chunk.length > 1 ? chunk.readUInt16BE(0) : 0;
  return mark === 0xfffe || mark === 0xfeff || (chunk.subarray(0, 2).toString('latin1') !== 'PK' && chunk.subarray(0, 200).includes(0));
}

function check(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): void {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new Problem('import-encoding', { encoding: null });
  }
}
