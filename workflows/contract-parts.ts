/** What the bodies of every contract are made of. */
import { z } from 'zod';
import type { Named } from '../regulations/rules.ts';
import type { ActRefusal } from './contract.ts';

export const text = z.string().trim().min(3).max(10_000).describe('Teks bebas; disimpan terenkripsi.');
/** Capital letters name the same thing: they are compared as text further on. */
export const id = z.uuid().toLowerCase();
export const taskId = id.describe('Tugas yang sedang dikerjakan.');
export const code = z.string().regex(/^[a-z0-9-]{1,60}$/);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** 'SLT-2026-000123' */
export const caseNumber = z.string().regex(/^[A-Z]{3}-\d{4}-\d{6,}$/);
/** With at least one letter or digit that can be seen: spaces without width, or letters that are blank, are no name. */
export const personName = z.string().trim().min(2).max(200).regex(/(?!\p{DI})[\p{L}\p{N}]/u, 'Tulis dengan huruf atau angka.');
/** '2026-12-31'; years far outside a working life are slips of the pen, and some of them no database keeps. */
export const day = z.iso.date().refine((date) => date >= '1900' && date < '2200', 'Tahun harus antara 1900 dan 2199.');
/** An instant with its zone: '2026-11-21T22:00:00+07:00'; it travels as it is. */
export const instant = z.iso.datetime({ offset: true }).refine((at) => at >= '2000' && at < '2100', 'Periksa tahunnya.');
export const systemsField = z.array(code).min(1).max(50).refine((all) => new Set(all).size === all.length, 'Sebut tiap sistem satu kali.').describe('Kode sistem yang terdampak.');
export const onTask = z.strictObject({ taskId });
export const onTaskWithText = z.strictObject({ taskId, text });

/** What there is to choose, and nothing else of it. */
export const named = (all: readonly Named[]): Named[] => all.map(({ code: known, label }) => ({ code: known, label }));

/** The first system of 'spse,situs' that the office does not have. */
export function unknownSystem({ systems }: Record<string, string | null>, known: readonly Named[]): ActRefusal | null {
  const isKnown = (one: string): boolean => known.some(({ code: system }) => system === one);
  return (systems ?? '').split(',').every(isKnown) ? null : { code: 'unknown-system', field: 'systems', allowed: named(known) };
}
