import type { FastifyRequest } from 'fastify';
import { Problem } from '../api/problems.ts';
import { maxFileBytes } from '../api/routes/files.ts';
import { keyFrom, newKey } from './form-key.ts';

export const fieldNames = ['nama', 'surel', 'peran', 'kategori', 'paket', 'uraian'] as const;
export const slots = ['lampiran-1', 'lampiran-2', 'lampiran-3'] as const;

/** The report as it was typed; nothing in it is checked yet. */
export interface Draft {
  /** Idempotency key of the form, made when the form was first shown. */
  key: string;
  values: Record<(typeof fieldNames)[number], string>;
  uploads: Upload[];
}

export interface Upload { slot: string; name: string; mediaType: string; bytes: Buffer; tooLarge: boolean }

/** More than this is not read to its end, not even to show the form again. */
const maxRequestBytes = 64 * 1024 * 1024;

export const uploadLimits = { fileSize: maxFileBytes, files: slots.length, fields: 20, fieldSize: 64 * 1024, fieldNameSize: 60 };

export function emptyDraft(): Draft {
  return { key: newKey(), values: { nama: '', surel: '', peran: '', kategori: '', paket: '', uraian: '' }, uploads: [] };
}

/**
 * Reads the form. A file that is too large is read to its end and dropped, so that the other fields survive.
 * @throws Problem body-too-large; errors of the multipart parser
 */
export async function readDraft(request: FastifyRequest): Promise<Draft> {
  if (Number(request.headers['content-length'] ?? 0) > maxRequestBytes) throw new Problem('body-too-large');
  const draft = emptyDraft();
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      // An empty file input still sends a part, without a name.
      if (bytes.length === 0 && !part.filename) continue;
      const tooLarge = part.file.truncated;
      draft.uploads.push({ slot: part.fieldname, name: part.filename, mediaType: part.mimetype, bytes: tooLarge ? Buffer.alloc(0) : bytes, tooLarge });
    } else if (typeof part.value === 'string') {
      const name = fieldNames.find((one) => one === part.fieldname);
      // Browsers send line ends as CR LF.
      if (name) draft.values[name] = part.value.replaceAll('\r\n', '\n');
      else if (part.fieldname === 'kunci') draft.key = keyFrom(part.value);
    }
  }
  return draft;
}
