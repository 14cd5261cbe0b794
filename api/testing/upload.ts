/** Multipart by hand, so that a test can say what a browser would not. */
const boundary = '----sigap-test';

export const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('not a picture, but it starts like one')]);
export const pdf = Buffer.from('%PDF-1.7\n% a page would follow\n');
export const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('JFIF')]);

export interface Part { bytes: Buffer; type: string; name?: string | undefined; field?: string }

/** The body and the header of a form with these files; `name: undefined` makes a plain field. */
export function form(...parts: Part[]): { payload: Buffer; headers: Record<string, string> } {
  const payload = Buffer.concat([
    ...parts.flatMap(({ bytes, type, name, field = 'file' }) => [
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"${name === undefined ? '' : `; filename="${name}"`}\r\ncontent-type: ${type}\r\n\r\n`),
      bytes, Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
