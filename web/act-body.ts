import { z } from 'zod';
import type { Tracked } from '../api/tracking.ts';
import type { ActContract } from '../workflows/contract.ts';
import { wordsOf } from './act-words.ts';
import type { FieldError } from './fields.ts';
import type { Draft } from './form-draft.ts';
import { absentOf, fileOf } from './registration/body.ts';

/** The parts that the form of an act has, from its schema. */
interface ActParts {
  /** null: none. */
  text: 'required' | 'optional' | null;
  /** The last day of a term, or none. */
  until: boolean;
  files: FilePart[];
}

interface FilePart { slot: string; item: string; label: string; ifAny: boolean }

/** How many files an act takes that says what they are, not how many. */
const spare = 3;

export function partsOf(sop: string, act: string, { body }: ActContract, asked: Tracked['asked']): ActParts {
  const { text, until, files } = body.shape;
  const own = wordsOf(sop, act).files;
  return {
    text: text === undefined ? null : text instanceof z.ZodOptional ? 'optional' : 'required', until: until !== undefined,
    files: files === undefined ? [] : own
      ? Array.from({ length: spare }, (_none, index) => ({ slot: fileOf(`${own.item}-${index + 1}`), item: own.item, label: `${own.label} ${index + 1}`, ifAny: false }))
      : asked.map(({ code, label, need }) => ({ slot: fileOf(code), item: code, label, ifAny: need === 'if-any' })),
  };
}

/** What was sent stays in the body although another sending was quicker: the case says what it still takes, and a repeated sending finds its answer. */
export function askedOrSent(asked: Tracked['asked'], { files, values }: Draft): Tracked['asked'] {
  const sent = [...files.keys(), ...values.keys()].flatMap((name) => /^(?:berkas|tidak-ada)-([a-z0-9-]+?)(?:-ada)?$/.exec(name)?.[1] ?? []);
  const others = [...new Set(sent)].filter((code) => !asked.some((one) => one.code === code) && (files.has(fileOf(code)) || values.has(absentOf(code))));
  return [...asked, ...others.map((code) => ({ code, label: code, need: 'if-any' as const }))];
}

export const textId = (act: string): string => `teks-${act}`;
export const untilId = 'sampai';
export const openEnded = 'tidak-dibatasi';

/** What the API would get for the form of an act, and what must be mended before it can. */
export function sentBody(act: string, contract: ActContract, parts: ActParts, { values, files, refused }: Draft): { body: Record<string, unknown> | null; errors: FieldError[] } {
  const typed = (name: string) => values.get(name)?.trim() ?? '';
  const words = typed('teks');
  const until = typed(untilId);
  const isOpenEnded = values.has(openEnded);
  const absent = parts.files.filter(({ item, ifAny }) => ifAny && values.has(absentOf(item)));
  const copies = parts.files.flatMap(({ slot, item }) => { const file = files.get(slot); return file ? [{ item, sha256: file.sha256 }] : []; });
  const parsed = contract.body.safeParse({
    ...(parts.text === null || (parts.text === 'optional' && words === '') ? {} : { text: words }),
    ...(parts.until ? { until: isOpenEnded && until === '' ? null : until } : {}),
    ...(parts.files.length === 0 ? {} : { files: copies, ...(absent.length === 0 ? {} : { absent: absent.map(({ item }) => item) }) }),
  });
  const wrong = new Set(parsed.error?.issues.map(({ path }) => String(path[0] ?? 'files')));
  const both = absent.find(({ slot }) => files.has(slot));
  const errors = [
    ...refused, ...(wrong.has('text') ? [{ field: textId(act), sentence: 'Isi kolom ini, 3 sampai 10.000 huruf.' }] : []),
    ...(wrong.has('until') || (parts.until && isOpenEnded && until !== '') ? [{ field: untilId, sentence: 'Isi tanggal akhir masa tugas, atau centang "tidak dibatasi", jangan keduanya.' }] : []),
    ...(both ? [{ field: both.slot, sentence: 'Pilih berkasnya atau centang "tidak ada", jangan keduanya.' }] : []),
    ...(wrong.has('files') && refused.length === 0 && parts.files[0] ? [{ field: parts.files[0].slot, sentence: 'Pilih paling sedikit satu berkas.' }] : []),
  ];
  return { body: errors.length === 0 ? parsed.data ?? null : null, errors };
}
