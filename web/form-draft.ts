import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../api/deps.ts';
import { Problem, problems } from '../api/problems.ts';
import type { ProblemCode } from '../api/problems.ts';
import { maxFileBytes } from '../api/routes/files.ts';
import { storeFile } from '../api/store-file.ts';
import { fromForm, wholeParts } from '../api/whole-parts.ts';
import type { FieldError, Kept } from './fields.ts';
import { keyFrom, newKey } from './form-key.ts';
import { sentenceOf } from './sentences.ts';

/** A form with files as it was sent; nothing that was typed is checked yet. */
export interface Draft {
  /** Idempotency key of the form, made when the form was first shown. */
  key: string;
  values: ReadonlyMap<string, string>;
  /** What was uploaded with this form, or with an earlier sending of it, by the field: no file is chosen twice. */
  files: ReadonlyMap<string, Kept>;
  /** Files that were not taken. */
  refused: FieldError[];
}

/** Where a file goes, from whom, and which fields of the form are files. */
interface Receiver { office: string; by: string; slot: RegExp; maxRequestBytes?: number }

/** More than this is not read to its end, not even to show the form again. */
const usualRequestBytes = 64 * 1024 * 1024;

export const uploadLimits = (files: number) => ({ fileSize: maxFileBytes, files, fields: 100, fieldSize: 64 * 1024, fieldNameSize: 100 });

export function emptyDraft(values: Iterable<[string, string]> = []): Draft {
  return { key: newKey(), values: new Map(values), files: new Map(), refused: [] };
}

/** A form without files, as formbody has read it. */
export function draftOf({ kunci = '', ...values }: Record<string, string>): Draft {
  return { ...emptyDraft(Object.entries(values).map(([name, value]) => [name, value.replaceAll('\r\n', '\n')])), key: keyFrom(kunci) };
}

/**
 * Reads the form and stores its files one by one, so that never more than one is in memory. A file that is refused is read to its
 * end and dropped, so that the other fields survive.
 * @throws Problem body-too-large, bad-request; the plugin's own errors
 */
export async function readDraft(deps: ApiDeps, request: FastifyRequest, { slot, maxRequestBytes = usualRequestBytes, ...receiver }: Receiver): Promise<Draft> {
  if (Number(request.headers['content-length'] ?? 0) > maxRequestBytes) throw new Problem('body-too-large');
  let key = newKey();
  const values = new Map<string, string>();
  const files = new Map<string, Kept>();
  const refused: FieldError[] = [];
  for await (const part of wholeParts(() => request.parts())) {
    const { fieldname } = part;
    if (part.type === 'file') {
      const bytes = await fromForm(() => part.toBuffer());
      // An empty file input still sends a part, without a name.
      if (!slot.test(fieldname) || (bytes.length === 0 && !part.filename)) continue;
      const upload = { bytes, mediaType: part.mimetype, name: part.filename };
      const taken = part.file.truncated ? 'file-too-large' : await stored(deps, receiver, upload);
      if (typeof taken === 'string') refused.push({ field: fieldname, sentence: sentenceOf(taken).detail });
      else files.set(fieldname, taken);
    } else if (typeof part.value === 'string') {
      // Browsers send line ends as CR LF.
      if (fieldname === 'kunci') key = keyFrom(part.value);
      else values.set(fieldname, part.value.replaceAll('\r\n', '\n'));
    }
  }
  for (const [name, value] of values) {
    const [, sha256, fileName] = /^([0-9a-f]{64}) (.{1,200})$/s.exec(value) ?? [];
    const of = name.endsWith('-ada') ? name.slice(0, -'-ada'.length) : '';
    if (sha256 && fileName && slot.test(of) && !files.has(of)) files.set(of, { sha256, name: fileName });
  }
  return { key, values, files, refused };
}

async function stored(deps: ApiDeps, { office, by }: Pick<Receiver, 'office' | 'by'>, upload: { bytes: Buffer; mediaType: string; name: string }) {
  try {
    const { sha256 } = await storeFile(deps, office, { ...upload, by });
    return { sha256, name: upload.name.slice(-200) };
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/**
 * The form of an act that was refused, to be sent again: what was refused is spent, what was never answered is repeated under its own key,
 * and uploads that are not there any more are chosen anew.
 */
export function sentAgain(draft: Draft, code: ProblemCode): Draft {
  return { ...draft, key: problems[code][0] < 500 ? newKey() : draft.key, files: code === 'unknown-file' ? new Map() : draft.files };
}
