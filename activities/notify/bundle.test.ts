import { expect, test } from 'vitest';
import { bundleIdOf } from './bundle.ts';
import { messageIdOf } from './message-id.ts';

const rows = (...keys: string[]) => keys.map((key) => ({ key, messageId: messageIdOf(key, 'lpse.example') }));

test('the Message-ID of a mail of several notices is the same for the same notices only', () => {
  const id = bundleIdOf(rows('problem-1/3.0/cth-01', 'problem-2/1.0/cth-01'));
  expect(id).toMatch(/^<[0-9a-f]{32}@lpse\.example>$/);
  expect(bundleIdOf(rows('problem-2/1.0/cth-01', 'problem-1/3.0/cth-01'))).toBe(id);
  expect(bundleIdOf(rows('problem-1/3.0/cth-01', 'problem-2/1.0/cth-01', 'problem-3/1.0/cth-01'))).not.toBe(id);
});
