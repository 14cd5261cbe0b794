import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export interface Entry { path: string; bytes: Uint8Array }

/** One ZIP as it streams out: the next entry is asked for when the one before has left, so that memory holds one file at a time. */
export async function* zipOf(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) fault = error;
    else ready.push(chunk);
  });
  const take = (): Uint8Array[] => {
    if (fault) throw fault;
    const taken = ready;
    ready = [];
    return taken;
  };
  for await (const { path, bytes } of entries) {
    // Pictures and PDFs are compressed already.
    const file = /\.(json|txt)$/.test(path) ? new ZipDeflate(path) : new ZipPassThrough(path);
    zip.add(file);
    file.push(bytes, true);
    yield* take();
  }
  zip.end();
  yield* take();
}
