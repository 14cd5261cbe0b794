import { documents } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problems.ts';

interface Upload { bytes: Buffer; mediaType: string; name: string; by: string }

const signatures: [mediaType: string, starts: Buffer][] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
];

/** Keeps an upload whose content is what its label says. @throws Problem file-empty, file-mislabelled */
export async function storeFile({ db, vault, documents: store }: ApiDeps, office: string, { bytes, mediaType, name, by }: Upload) {
  if (bytes.length === 0) throw new Problem('file-empty');
  const real = signatures.find(([, starts]) => bytes.subarray(0, starts.length).equals(starts))?.[0];
  if (real === undefined || real !== mediaType) throw new Problem('file-mislabelled', { declared: mediaType });
  const sha256 = store.hash(bytes);
  // The row first: it waits for a purge of the same content, which would else take the new bytes away.
  await db.transaction(async (tx) => {
    // Only the bytes are shared: a report that cites them takes the name along.
    const own = { uploadedBy: by, nameSealed: vault.seal(plainName(name), `documents:${office}:${sha256}`), createdAt: new Date() };
    await tx.insert(documents).values({ office, sha256, mediaType: real, size: bytes.length, ...own })
      .onConflictDoUpdate({ target: [documents.office, documents.sha256], set: own });
    await store.put(office, bytes);
  });
  return { sha256, mediaType: real, size: bytes.length };
}

/** The name that people see: the last part of a path, without control or bidirectional characters, at most 200 long. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return [...last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()].slice(0, 200).join('') || 'berkas';
}
