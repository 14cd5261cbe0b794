/** What pack sections are made of: codes, names, and values that say where they come from. */
import { z } from 'zod';

export const text = z.string().trim().min(1);
/** 'kepala-lpse': functions, roles, grounds and categories are codes, never prose. */
export const code = z.string().regex(/^[a-z][a-z0-9-]*$/, 'harus berupa kode huruf kecil dengan tanda hubung');
export const clauseId = z.string().regex(/^[A-Z]{3,4}-\d+$/, 'harus berupa id klausul seperti ERR-2');
export const named = z.strictObject({ code, label: text });

/** Where an entry of a pack comes from, as it is written. */
export interface Origin {
  clause?: string | undefined;
  sigap?: string | undefined;
  statute?: string | undefined;
}

/** Every value says where it comes from: a clause of this text, a law of the country ('UU 27/2022 Pasal 32'), or Sigap's own default and why. */
export const origin = { clause: clauseId.optional(), sigap: text.optional(), statute: text.optional() };
const oneOrigin = [
  (entry: object): boolean => Object.entries(entry).filter(([key, one]) => key in origin && one !== undefined).length === 1,
  'harus punya tepat satu sumber: clause, sigap, atau statute',
] as const;
export const sourced = <S extends z.ZodType>(value: S) => z.strictObject({ value, ...origin }).refine(...oneOrigin);
/** A row of a list that has a source of its own. */
export const sourcedRow = <S extends z.ZodRawShape>(shape: S) => z.strictObject({ code, label: text, ...shape, ...origin }).refine(...oneOrigin);

export const reminderShares = z
  .array(z.number().gt(0, 'harus di antara 0 dan 1').lt(1, 'harus di antara 0 dan 1'))
  .refine((shares) => shares.every((s, i) => i === 0 || s > (shares[i - 1] ?? 0)), 'harus urut naik');
export const ladder = z.array(code).min(1);
export const months = z.int().min(1).max(12);
