import { describe, expect, test } from 'vitest';
import { holdersOf } from './holders.ts';
import type { Assignment, Leave } from './schema.ts';

const WIB = 420;
const decree = { number: '1', date: '2025-12-01' };
/** Local time in WIB. */
const at = (local: string): number => Date.parse(`${local}+07:00`);

const assignments: Assignment[] = [
  { person: 'kepala', function: 'kepala-lpse', decree, from: '2026-01-01', until: '2026-12-31' },
  { person: 'kepala', function: 'koordinator-lpse', decree, from: '2026-01-01', until: null },
  { person: 'wakil', function: 'kepala-lpse', decree, from: '2026-06-01', until: '2026-06-05', acting: { kind: 'plh', for: 'kepala' } },
  { person: 'a', function: 'helpdesk', decree, from: '2026-01-01', until: null },
  { person: 'b', function: 'helpdesk', decree, from: '2026-01-01', until: null },
];
const leaves: Leave[] = [{ person: 'b', from: '2026-07-01', until: '2026-07-03' }];
const holders = (fn: string, local: string): string[] => holdersOf(assignments, leaves, fn, at(local), WIB);

describe('the holder of a function', () => {
  test('is who the dated assignment names, from the first local midnight to the last', () => {
    expect(holders('kepala-lpse', '2025-12-31T23:59:59')).toEqual([]);
    expect(holders('kepala-lpse', '2026-01-01T00:00:00')).toEqual(['kepala']);
    expect(holders('kepala-lpse', '2026-12-31T23:59:59')).toEqual(['kepala']);
    expect(holders('kepala-lpse', '2027-01-01T00:00:00')).toEqual([]);
  });

  test('is the acting official for the term of the decree, in that function only', () => {
    expect(holders('kepala-lpse', '2026-05-31T23:59:59')).toEqual(['kepala']);
    expect(holders('kepala-lpse', '2026-06-01T00:00:00')).toEqual(['wakil']);
    expect(holders('kepala-lpse', '2026-06-05T23:59:59')).toEqual(['wakil']);
    expect(holders('kepala-lpse', '2026-06-06T00:00:00')).toEqual(['kepala']);
    expect(holders('koordinator-lpse', '2026-06-03T09:00:00')).toEqual(['kepala']);
  });

  test('is nobody on leave', () => {
    expect(holders('helpdesk', '2026-06-30T23:59:59')).toEqual(['a', 'b']);
    expect(holders('helpdesk', '2026-07-01T00:00:00')).toEqual(['a']);
    expect(holders('helpdesk', '2026-07-04T00:00:00')).toEqual(['a', 'b']);
  });

  test('is a Plt where the seat itself is empty', () => {
    const plt: Assignment = { person: 'wakil', function: 'kepala-lpse', decree, from: '2027-01-01', until: '2027-03-31', acting: { kind: 'plt', for: 'kepala' } };
    expect(holdersOf([...assignments, plt], [], 'kepala-lpse', at('2027-02-01T09:00:00'), WIB)).toEqual(['wakil']);
  });

  test('is nobody when the acting official is away too: the person acted for does not come back by himself', () => {
    const away: Leave[] = [{ person: 'wakil', from: '2026-06-02', until: '2026-06-02' }];
    expect(holdersOf(assignments, away, 'kepala-lpse', at('2026-06-02T09:00:00'), WIB)).toEqual([]);
  });

  test('is told once, however many assignments name the same person', () => {
    const twice: Assignment[] = [...assignments, { person: 'a', function: 'helpdesk', decree, from: '2026-03-01', until: null }];
    expect(holdersOf(twice, [], 'helpdesk', at('2026-04-01T09:00:00'), WIB)).toEqual(['a', 'b']);
  });

  test('is nobody for a function that no one was given', () => {
    expect(holders('verifikator', '2026-06-03T09:00:00')).toEqual([]);
  });
});
