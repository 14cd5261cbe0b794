import { Problem } from './problems.ts';

export const cutOff = () => new Problem('bad-request', { errors: [{ field: '', reason: 'Isi multipart/form-data tidak terbaca sampai akhir.' }] });

/**
 * Reads of a form in parts; the parser's own words for one that is cut off or has no boundary become ours.
 * @throws Problem bad-request; the plugin's own errors
 */
export async function fromForm<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (typeof (error as { statusCode?: unknown }).statusCode === 'number') throw error;
    throw cutOff();
  }
}

/** The parts of a form as they come. @throws Problem bad-request; the plugin's own errors */
export async function* wholeParts<Part>(open: () => AsyncIterableIterator<Part>): AsyncGenerator<Part> {
  const parts = await fromForm(async () => open());
  for (;;) {
    const next = await fromForm(() => parts.next());
    if (next.done) return;
    yield next.value;
  }
}
