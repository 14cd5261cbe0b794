import { describe, expect, it } from 'vitest';
import type { OfficeInForce } from '../offices.ts';
import { aRow, solvedRow } from '../testing/register.ts';
import type { Cells } from './columns.ts';
import { judge } from './judge.ts';

const office = {
  settings: { since: '2025-01-01', utcOffsetMinutes: 420 },
  rules: { problem: {
    roles: [{ code: 'penyedia', label: 'Penyedia' }], categories: [{ code: 'aplikasi-spse', label: 'Aplikasi SPSE' }], causes: [{ code: 'cara-pakai', label: 'Cara penggunaan' }],
  } },
} as unknown as OfficeInForce;
const now = Date.parse('2026-03-10T10:00:00+07:00');
const judged = (cells: Partial<Cells>) => judge(office, now)({ ...aRow, ...cells });
const columnsOf = (cells: Partial<Cells>) => judged(cells).reasons.map(({ column }) => column);

describe('a row', () => {
  it('without an end is open, and keeps its moment of receipt', () => {
    expect(judged({})).toMatchObject({ reasons: [], row: { fate: 'open', receivedAt: new Date('2026-03-02T09:15:00+07:00'), closedAt: null, channel: 'telepon', facts: { role: 'penyedia', category: 'aplikasi-spse', channel: 'telepon' } } });
  });

  it('with an end and an answer is solved, with the code of its cause where it names one', () => {
    expect(judged(solvedRow)).toMatchObject({ row: { fate: 'solved', closedAt: new Date('2026-03-02T11:00:00+07:00'), answer: solvedRow.jawaban, cause: 'Cara penggunaan', facts: { cause: 'cara-pakai' } } });
    expect(judged({ ...solvedRow, akar_masalah: 'Kabel putus' })).toMatchObject({ row: { cause: 'Kabel putus', facts: { cause: null } } });
  });

  it('that was solved on the day of its receipt needs no hour', () => {
    expect(judged({ ...solvedRow, selesai: '02/03/2026' })).toMatchObject({ row: { closedAt: new Date('2026-03-02T23:59:59+07:00') } });
    expect(judged({ ...solvedRow, selesai: '10/03/2026' })).toMatchObject({ row: { closedAt: new Date(now) } });
  });

  it.each([['telepon', 'PENYEDIA', 'aplikasi-spse'], ['TELEPON', 'penyedia', 'APLIKASI SPSE']])('may name things by code or label, in capitals or not: %s', (saluran, peran, kategori) => {
    expect(columnsOf({ saluran, peran, kategori })).toEqual([]);
  });

  it('may have been received on a holiday, at night, a year ago and in the first second of the record', () => {
    for (const diterima of ['25/12/2025 03.00', '01/03/2025', '2025-01-01T00:00']) expect(columnsOf({ diterima })).toEqual([]);
  });

  it.each<[string, Partial<Cells>, string[]]>([
    ['was received before the record of the office', { diterima: '31/12/2024 23.59' }, ['diterima']],
    ['was received in the future', { diterima: '10/03/2026 10.01' }, ['diterima']],
    ['has no date', { diterima: '' }, ['diterima']],
    ['has a date that is none', { diterima: '31/02/2026' }, ['diterima']],
    ['came by the online form', { saluran: 'daring' }, ['saluran']],
    ['came by pigeon', { saluran: 'merpati' }, ['saluran']],
    ['names an unknown role and category', { peran: 'raja', kategori: 'cuaca' }, ['peran', 'kategori']],
    ['has no words', { uraian: '' }, ['uraian']],
    ['has too many words', { uraian: 'x'.repeat(10_001) }, ['uraian']],
    ['has a control character', { uraian: 'Tidak\u0007bisa' }, ['uraian']],
    ['has an address that is none', { surel_pelapor: 'sari@' }, ['surel_pelapor']],
    ['is solved without an answer', { ...solvedRow, jawaban: '' }, ['jawaban']],
    ['is answered without an end', { jawaban: 'Sudah.', akar_masalah: 'Server' }, ['jawaban', 'akar_masalah']],
    ['ended before it began', { ...solvedRow, selesai: '01/03/2026' }, ['selesai']],
    ['ends in the future', { ...solvedRow, selesai: '11/03/2026' }, ['selesai']],
    ['is empty where it must not be', { diterima: '', saluran: '', nama_pelapor: '', peran: '', kategori: '' }, ['diterima', 'saluran', 'nama_pelapor', 'peran', 'kategori']],
  ])('that %s is broken', (_what, cells, wrong) => {
    expect(columnsOf(cells)).toEqual(wrong);
  });

  it('says what to do in Bahasa Indonesia, and never what stood there', () => {
    const { reasons } = judged({ peran: 'rahasia-1', surel_pelapor: 'rahasia-2', diterima: 'rahasia-3', saluran: 'rahasia-4' });
    expect(reasons).toHaveLength(4);
    for (const { reason } of reasons) expect(reason).toMatch(/^[A-Z].*\.$/);
    expect(JSON.stringify(reasons)).not.toContain('rahasia');
    expect(reasons.find(({ column }) => column === 'peran')?.reason).toContain('Penyedia');
  });
});
