import { z } from 'zod';
import type { ActContract } from '../../workflows/contract.ts';
import type { FieldError } from '../fields.ts';
import type { ActField } from './act-fields.ts';
import { instantOf } from './local-input.ts';

/** An act as a form sent it. */
export interface Tried {
  act: string;
  taskId: string;
  key: string;
  values: Record<string, string>;
}

/** The id of the control of a field; a page may show the same act for two tasks. */
export function controlId(act: string, taskId: string, field: string): string {
  return `${act}-${field}-${taskId.slice(0, 8)}`;
}

/** What the API would get, and what must be mended before it can. */
export function bodyOf(contract: ActContract, fields: ActField[], { act, taskId, values }: Tried, utcOffsetMinutes: number): { body: Record<string, unknown> | null; errors: FieldError[] } {
  const typed = fields.flatMap(({ name, control }): (readonly [string, unknown])[] => {
    const value = (values[name] ?? '').trim();
    // No day at all is an answer where the schema takes null.
    if (value === '' && (control.kind === 'numbers' || control.kind === 'ticks')) return [[name, []]];
    if (value === '') return contract.body.shape[name] instanceof z.ZodNullable ? [[name, null]] : [];
    return [[name, meaningOf(name, value, control, utcOffsetMinutes)]];
  });
  const parsed = contract.body.safeParse({ taskId, ...Object.fromEntries(typed) });
  if (parsed.success) return { body: parsed.data, errors: [] };
  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? fields[0]?.name ?? '')));
  // A rule over several fields has a sentence of its own.
  const whole = parsed.error.issues.find(({ path }) => path.length === 0)?.message;
  return {
    body: null,
    errors: fields.filter(({ name }) => wrong.has(name)).map((field) => ({ field: controlId(act, taskId, field.name), sentence: whole ?? sentence(field) })),
  };
}

function meaningOf(name: string, value: string, { kind }: ActField['control'], utcOffsetMinutes: number): string | string[] {
  switch (kind) {
    case 'time': return instantOf(value, utcOffsetMinutes) ?? value;
    case 'numbers': return value.toUpperCase().split(/\s+/);
    case 'ticks': return value.split(/\s+/);
    case 'words': case 'date': case 'choice': return value;
    case 'line': return name === 'solution' || name === 'account' ? value.toUpperCase() : value;
  }
}

function sentence({ label, control }: ActField): string {
  switch (control.kind) {
    case 'words': return `${label}: isi kolom ini, 3 sampai 10.000 huruf.`;
    case 'line': return `${label}: isi kolom ini dengan benar, paling banyak ${control.max} huruf.`;
    case 'numbers': return `${label}: tulis satu nomor tiap baris, misalnya SLT-2026-000123.`;
    case 'ticks': return `${label}: pilih sekurangnya satu.`;
    case 'time': return `${label}: isi tanggal dan jam.`;
    case 'date': return `${label}: isi tanggalnya.`;
    case 'choice': return `${label}: pilih salah satu.`;
  }
}
