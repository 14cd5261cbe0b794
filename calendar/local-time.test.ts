import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLocal } from './local-time.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
const two = (n: number): string => String(n).padStart(2, '0');

describe('formatLocal', () => {
  it('writes Indonesian months and the three zones', () => {
    const at = Date.UTC(2026, 10, 24, 3, 15, 59);
    expect(formatLocal(at, 420)).toBe('24 Nov 2026 10.15 WIB');
    expect(formatLocal(at, 480)).toBe('24 Nov 2026 11.15 WITA');
    expect(formatLocal(at, 540)).toBe('24 Nov 2026 12.15 WIT');
    expect(formatLocal(at, 330)).toBe('24 Nov 2026 08.45 UTC+05.30');
  });

  it('agrees with the UTC getters over many centuries', () => {
    fc.assert(fc.property(fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 0, 1) }), fc.constantFrom(420, 480, 540), (at, offset) => {
      const local = new Date(at + offset * 60_000);
      const expected = `${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()} ${two(local.getUTCHours())}.${two(local.getUTCMinutes())} `;
      expect(formatLocal(at, offset).startsWith(expected)).toBe(true);
    }));
  });

  it('refuses what is no instant', () => {
    expect(() => formatLocal(Number.NaN, 420)).toThrow(RangeError);
  });
});
