import { describe, expect, it } from 'vitest';
import { readMoment } from './moments.ts';

const wib = 420;
const read = (text: string) => { const moment = readMoment(text, wib); return moment && [new Date(moment.at).toISOString(), moment.wholeDay]; };

describe('a moment of a register', () => {
  it.each<[string, string, boolean]>([
    ['2025-01-31', '2025-01-30T17:00:00.000Z', true],
    ['2025-01-31T09:30', '2025-01-31T02:30:00.000Z', false],
    ['2025-01-31 09:30:15', '2025-01-31T02:30:15.000Z', false],
    ['2025-01-31T09:30:00+09:00', '2025-01-31T00:30:00.000Z', false],
    ['2025-01-31T09:30:00Z', '2025-01-31T09:30:00.000Z', false],
    ['31/01/2025', '2025-01-30T17:00:00.000Z', true],
    ['1/2/2025', '2025-01-31T17:00:00.000Z', true],
    ['31/01/2025 09:30', '2025-01-31T02:30:00.000Z', false],
    ['31/01/2025 9.30', '2025-01-31T02:30:00.000Z', false],
    ['45688', '2025-01-30T17:00:00.000Z', true],
    ['45688.395833', '2025-01-31T02:30:00.000Z', false],
    ['45688,395833', '2025-01-31T02:30:00.000Z', false],
  ])('written as %s is read in the zone of the office', (text, instant, wholeDay) => {
    expect(read(text)).toEqual([instant, wholeDay]);
  });

  it.each(['', 'kemarin', '31/02/2025', '2025-02-30', '12/31/2025', '31/01/2025 25.00', '31/01/2025 09.60', '31/01/25', '1234', '31 Januari 2025'])('written as "%s" is none', (text) => {
    expect(read(text)).toBeNull();
  });
});
