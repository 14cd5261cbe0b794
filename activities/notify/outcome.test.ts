import { describe, expect, test } from 'vitest';
import { afterwards } from './outcome.ts';

const now = Date.parse('2027-01-18T03:00:00Z');
const notice = { attempts: 1, ambiguous: 0, giveUpAt: new Date(now + 3_600_000) };
const late = { ...notice, giveUpAt: new Date(now) };
const waits = (attempts: number, code: string) => Number(afterwards({ ...notice, attempts }, { outcome: 'deferred', code }, now).nextAt) - now;

describe('after a hand-over to the mail server the ledger', () => {
  test('is done with a mail that was accepted', () => {
    expect(afterwards(notice, { outcome: 'sent', code: '250' }, now)).toEqual({ state: 'sent', lastCode: '250', sentAt: new Date(now) });
  });

  test('is done with a mail that was refused for good, also after the give-up time', () => {
    expect(afterwards(late, { outcome: 'refused', code: '550' }, now)).toEqual({ state: 'refused', lastCode: '550' });
  });

  test('tries a deferred mail again, at most a quarter of an hour later', () => {
    expect(afterwards(notice, { outcome: 'deferred', code: '450' }, now)).toMatchObject({ state: 'pending', lastCode: '450' });
    expect(waits(2, '450')).toBeGreaterThan(waits(1, '450'));
    expect(waits(40, '450')).toBe(15 * 60_000);
  });

  test('tries a server that is out of reach every minute, because deadline mails wait for it', () => {
    expect(waits(40, 'ETIMEDOUT')).toBe(60_000);
  });

  test('hands a mail to a person after the give-up time', () => {
    expect(afterwards(late, { outcome: 'deferred', code: '450' }, now)).toEqual({ state: 'held', lastCode: '450' });
    expect(afterwards(late, { outcome: 'ambiguous', code: 'ESOCKET' }, now)).toMatchObject({ state: 'held' });
  });

  test('keeps count of the hand-overs nobody can vouch for, and tries again', () => {
    expect(afterwards({ ...notice, ambiguous: 2 }, { outcome: 'ambiguous', code: 'ESOCKET' }, now)).toMatchObject({ state: 'unknown', ambiguous: 3 });
  });
});
